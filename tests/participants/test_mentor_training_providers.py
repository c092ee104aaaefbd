"""With whom a mentor who is registered trains, or that nothing is asked."""

import pytest

from notifications.models import Email
from participants.models import Training
from partnerships.models import Partnership
from schools.models import Programme
from tests.factories import CohortFactory

from .registering_mentor import TODAY, MentorWalk, pairing, school_with
from .registering_mentor import _today as _today
from .registering_mentor import school as school
from .registering_mentor import walk as walk

pytestmark = pytest.mark.django_db

OTHER_PROGRAMMES = sorted(set(Programme.values) - {Programme.PROVIDER_LED})


def test_the_schools_providers_are_asked_about_by_name(walk):
    walk.reach("providers")
    assert walk.heading("providers") == "Will Zoë O’Neill train with Northern Lights and Kent Hub?"
    assert walk.errors("providers") == [
        "Select yes if Zoë O’Neill will train with Northern Lights and Kent Hub"
    ]


def test_only_the_lead_provider_is_named_where_that_is_all_we_know(client, school):
    Partnership.objects.update(delivery_partner=None)
    walk = MentorWalk(client, school).reach("providers")
    assert walk.heading("providers") == "Will Zoë O’Neill train with Northern Lights?"


def test_with_the_schools_providers_they_follow_the_school(walk, school):
    page = walk.reach("check-answers").confirm()
    assert not Training.objects.exists()
    assert "trains with Northern Lights and Kent Hub" in " ".join(page.main.text.split())
    assert "Northern Lights" in Email.objects.get().body


def test_other_providers_are_chosen_from_all_that_work_in_the_cohort(walk, school):
    pairing("Southern Skies", "Dover Hub")
    pairing("Western Winds", "Bath Hub", cohort=CohortFactory(start_year=2025))
    walk.reach("providers")
    assert walk.answer("providers", with_schools_providers="no") == "lead-provider"
    assert walk.choices("lead-provider") == ["Northern Lights", "Southern Skies"]
    assert walk.errors("lead-provider") == ["Select a lead provider"]


def choose_others(walk, other):
    walk.reach("providers")
    walk.answer("providers", with_schools_providers="no")
    walk.answer("lead-provider", lead_provider=other.lead_provider.pk)


def test_they_train_with_providers_of_their_own(walk, school):
    other = pairing("Southern Skies", "Dover Hub")
    choose_others(walk, other)
    assert walk.choices("delivery-partner") == ["Dover Hub", "We do not know yet"]
    walk.answer("delivery-partner", delivery_partner=other.delivery_partner.pk)
    assert walk.rows()["Lead provider"] == "Southern Skies"
    assert walk.rows()["Delivery partner"] == "Dover Hub"
    page = walk.confirm()
    own = Training.objects.get()
    assert own.mentor == school.mentors.get()
    assert (own.lead_provider, own.delivery_partner) == (
        other.lead_provider,
        other.delivery_partner,
    )
    assert (own.state, own.started_on, own.cohort.start_year) == ("training", TODAY, 2026)
    assert "Southern Skies" in Email.objects.get().body
    assert "they are not your school’s providers" in page.main.text


def test_the_delivery_partner_may_be_not_known_yet(walk):
    other = pairing("Southern Skies", "Dover Hub")
    choose_others(walk, other)
    walk.answer("delivery-partner", delivery_partner="not_known")
    walk.confirm()
    assert Training.objects.get().delivery_partner is None


def test_who_chooses_the_schools_providers_after_all_follows_the_school(walk, school):
    standing = school.partnerships.get()
    choose_others(walk, standing)
    walk.answer("delivery-partner", delivery_partner=standing.delivery_partner.pk)
    walk.confirm()
    assert not Training.objects.exists()


def test_a_change_to_the_schools_providers_drops_the_others(walk):
    other = pairing("Southern Skies", "Dover Hub")
    choose_others(walk, other)
    walk.answer("delivery-partner", delivery_partner=other.delivery_partner.pk)
    assert walk.answer("providers", change=True, with_schools_providers="yes") == "check-answers"
    assert "Lead provider" not in walk.rows()
    walk.confirm()
    assert not Training.objects.exists()


def test_a_change_to_other_providers_asks_which(walk):
    walk.reach("check-answers")
    assert walk.answer("providers", change=True, with_schools_providers="no") == "lead-provider"


def test_a_pairing_that_is_withdrawn_meanwhile_is_asked_again(walk, school):
    other = pairing("Southern Skies", "Dover Hub")
    choose_others(walk, other)
    walk.answer("delivery-partner", delivery_partner=other.delivery_partner.pk)
    other.delete()
    assert walk.get("check-answers").url == walk.url("lead-provider")
    assert not school.mentors.exists()


def test_nothing_is_asked_and_all_is_said_where_no_provider_is_known_yet(client):
    school = school_with(partnership=False)
    walk = MentorWalk(client, school).reach("check-answers")
    assert "We do not know your lead provider for 2026 to 2027 yet" in walk.text("check-answers")
    page = walk.confirm()
    assert school.mentors.get().cohort.start_year == 2026
    assert "We do not know your lead provider for 2026 to 2027 yet" in page.main.text
    assert "Your school will tell you which one it is." in Email.objects.get().body


@pytest.mark.parametrize("programme", OTHER_PROGRAMMES)
def test_nothing_is_asked_where_dfe_does_not_pay(client, programme):
    school = school_with(programme=programme)
    walk = MentorWalk(client, school).reach("check-answers")
    assert "DfE does not pay for mentor training at your school" in walk.text("check-answers")
    page = walk.confirm()
    assert "DfE does not pay for mentor training at your school" in page.main.text
    assert "DfE does not pay for mentor training" in Email.objects.get().body


def test_a_programme_that_changes_meanwhile_leaves_nobody_with_a_provider(walk, school):
    other = pairing("Southern Skies", "Dover Hub")
    choose_others(walk, other)
    walk.answer("delivery-partner", delivery_partner=other.delivery_partner.pk)
    shown = walk.shown()
    school.cohorts.update(programme="school_led")
    response = walk.post("check-answers", **shown)
    assert "Something has changed." in response.page.main.text
    walk.confirm()
    assert not Training.objects.exists()
