"""Each answer to an invitation counts once, and is taken by the school's own link alone."""

import pytest

from config.accounts.models import User
from notifications.models import Email
from schools.models import SchoolCohort
from tests.factories import InvitationFactory, LeadProviderContactFactory

from .situations import Walk, answer_of, provider_led_last_year, tutored

pytestmark = pytest.mark.django_db


def test_a_second_press_shows_the_same_confirmation_and_does_nothing(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="no")
    first = walk.post("check-answers")
    second = walk.post("check-answers")
    assert first.url == second.url
    assert client.get(walk.url("expects-ects")).url == first.url
    assert Email.objects.count() == 1
    assert SchoolCohort.objects.count() == 1


def test_two_people_of_one_office_get_one_answer(client):
    invitation = InvitationFactory()
    first, second = Walk(client, invitation), Walk(client, invitation)
    first.answer("expects-ects", expects_ects="no")
    second.answer("expects-ects", expects_ects="yes")
    second.nominate()
    first.confirm()
    response = second.post("check-answers")
    assert response.url.endswith("/answered/")
    assert "Your own answers were not sent" in client.get(response.url).page.text
    assert answer_of(invitation.school).expects_ects == "no"
    assert not User.objects.filter(email="ada@school.example").exists()


def test_a_tutor_named_in_the_meantime_is_asked_about(client):
    invitation = InvitationFactory()
    walk = Walk(client, invitation)
    walk.answer("expects-ects", expects_ects="unknown")
    walk.nominate()
    tutored(invitation.school)
    assert walk.post("check-answers").url.endswith("/still-your-tutor/")


def test_a_pairing_withdrawn_in_the_meantime_is_explained(client):
    last = provider_led_last_year()
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="yes")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    last.lead_provider.pairings.filter(cohort__start_year=2026).delete()
    assert walk.post("check-answers").url.endswith("/no-longer-offered/")


def test_another_schools_link_does_not_open_this_schools_draft(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    other = Walk(client)
    stolen = walk.url("nominate-tutor").replace(walk.token, other.token)
    assert client.get(stolen).status_code == 404
    assert client.post(stolen, {"expects_ects": "no"}).status_code == 404


def test_lead_providers_are_told_of_a_partnership_once_at_each_address(client):
    last = provider_led_last_year()
    LeadProviderContactFactory(lead_provider=last.lead_provider, email="second@provider.example")
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="yes")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    assert Email.objects.filter(kind="partnership-continued").count() == 2
