"""A school answers its invitation where a lead provider has reported a partnership."""

import pytest

from partnerships.models import Partnership
from tests.factories import ProviderPairingFactory

from .situations import Walk, answer_of, reported, sent, tutored

pytestmark = pytest.mark.django_db


def test_a_reported_partnership_is_asked_about_and_kept_if_right(client):
    partnership = reported()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "reported-partnership"
    assert walk.answer("reported-partnership", reported_right="yes") == "appropriate-body-type"
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    answered = answer_of(partnership.school)
    assert answered.is_settled
    assert answered.programme == "provider_led"
    assert partnership.school.partnerships.get() == partnership


def test_a_reported_partnership_that_is_another_provider_s_gives_way(client):
    partnership = reported()
    other = ProviderPairingFactory()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.answer("reported-partnership", reported_right="no") == "what-is-wrong"
    assert walk.answer("what-is-wrong", wrong_because="other_provider") == "lead-provider"
    walk.answer("lead-provider", lead_provider=other.lead_provider.pk)
    walk.answer("delivery-partner", delivery_partner=other.delivery_partner.pk)
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    standing = Partnership.objects.standing().get(school=partnership.school)
    assert (standing.lead_provider, standing.status) == (other.lead_provider, "proposed")
    partnership.refresh_from_db()
    assert partnership.ending == "other_provider"
    contact = partnership.lead_provider.contacts.get().email
    assert ("partnership-reported-wrong", contact) in sent()


def test_a_reported_partnership_not_agreed_leaves_the_set_up_to_the_tutor(client):
    partnership = reported()
    tutor = tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("reported-partnership", reported_right="no")
    assert walk.answer("what-is-wrong", wrong_because="not_agreed") == "check-answers"
    walk.confirm()
    answered = answer_of(partnership.school)
    assert (answered.expects_ects, answered.programme) == ("yes", "")
    assert not Partnership.objects.standing().filter(school=partnership.school).exists()
    assert ("set-up-training", tutor.email) in sent()


def test_no_ends_a_reported_partnership_and_tells_the_lead_provider(client):
    partnership = reported()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="no")
    walk.confirm()
    assert answer_of(partnership.school).expects_ects == "no"
    partnership.refresh_from_db()
    assert partnership.ending == "no_ects"
    contact = partnership.lead_provider.contacts.get().email
    assert ("partnership-reported-wrong", contact) in sent()


def test_a_school_that_does_not_know_yet_keeps_what_its_lead_provider_reported(client):
    partnership = reported()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="unknown")
    page = walk.confirm()
    assert "We will ask you again" in page.text
    assert answer_of(partnership.school).programme == "provider_led"
    assert Partnership.objects.standing().filter(pk=partnership.pk).exists()


def test_a_report_too_old_to_be_wrong_is_taken_as_it_is(client, settings):
    from datetime import date

    partnership = reported()
    tutored(partnership.school)
    settings.SERVICE_TODAY = date(2027, 3, 1)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "appropriate-body-type"
