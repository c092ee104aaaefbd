"""A school registers a mentor who moves there, page by page."""

from datetime import date

import pytest

from notifications.models import Email
from participants.models import MentorAtSchool
from tests.factories import CohortFactory, MentorFactory
from tests.participants.registering import RegisterWalk, typed_date

from .situations import (
    IN_APRIL,
    IN_MARCH,
    STARTED_ON,
    TODAY,
    as_seen,
    lead_provider,
    pairing,
    school,
    status,
    trained_at,
)

pytestmark = pytest.mark.django_db


def moving(client, mentor, new, day=IN_MARCH):
    """The tutor of a school has said that a mentor moves there, up to the question after that."""
    walk = RegisterWalk(client, new, journey="register-mentor")
    walk.prepare()
    walk.answer("yourself", is_oneself="no")
    assert walk.identify_as(mentor.teacher) == "only-here"
    assert walk.answer("only-here", mentors_only_here="yes") == "start-date"
    assert walk.start_on(day) == "email"
    walk.next = walk.answer("email", email="grace@newham.example")
    return walk


def test_a_mentor_moves_with_their_training_and_provider(client, old, new):
    before = trained_at(old)
    walk = moving(client, before, new)
    assert walk.next == "current-provider"
    assert walk.answer("current-provider", keeps_provider="yes") == "check-answers"
    page = walk.page("check-answers")
    assert "began it in 2026 to 2027. It goes on at your school" in page.text
    assert "is a mentor at your school from 1 March 2027" in page.text
    assert "Oldham" not in page.text
    confirmed = walk.confirm()
    assert "is a mentor at your school from 1 March 2027" in confirmed.text
    assert "Oldham" not in confirmed.text
    after = MentorAtSchool.objects.get(school=new)
    assert after.is_move
    assert (after.cohort, after.training_starts_on) == (before.cohort, STARTED_ON)
    assert lead_provider(after) == "North"
    assert [status(before), status(after)] == ["leaving", "joining"]
    assert Email.objects.get(kind="moved").to == "grace@newham.example"


def test_their_new_provider_may_be_the_schools_or_another(client, old, new):
    west = pairing("West")
    walk = moving(client, trained_at(old), new)
    assert walk.answer("current-provider", keeps_provider="no") == "new-provider"
    assert walk.answer("new-provider", new_provider="schools") == "check-answers"
    assert walk.answer("new-provider", new_provider="another") == "lead-provider"
    walk.answer("lead-provider", lead_provider=west.lead_provider.pk)
    walk.answer("delivery-partner", delivery_partner=west.delivery_partner.pk)
    walk.confirm()
    assert lead_provider(MentorAtSchool.objects.get(school=new)) == "West"


def test_a_mentor_who_is_not_trained_anywhere_is_asked_when_training_starts(client, old, new):
    before = MentorFactory(school=old, started_on=STARTED_ON)
    walk = moving(client, before, new, TODAY)
    assert walk.next == "training-term"
    walk.answer("training-term", training_term="2027-01-01")
    assert walk.answer("providers", with_schools_providers="yes") == "check-answers"
    walk.confirm()
    after = MentorAtSchool.objects.get(school=new)
    assert after.training_starts_on == date(2027, 1, 1)
    assert lead_provider(after) == "South"
    assert as_seen(before).finished_on == TODAY


def test_a_term_that_is_over_when_they_start_is_not_offered(client, old, new):
    walk = moving(client, MentorFactory(school=old, started_on=STARTED_ON), new, IN_APRIL)
    assert walk.next == "training-term"
    assert [choice.partition(" (")[0] for choice in walk.choices("training-term")] == [
        "Summer term 2027",
        "Autumn term 2027",
    ]


def test_a_mentor_whose_training_is_completed_is_asked_nothing_about_it(client, old, new):
    before = trained_at(old, teacher__mentor_training_completed_on=date(2026, 12, 1))
    walk = moving(client, before, new)
    assert walk.next == "check-answers"
    assert "has completed mentor training" in walk.page("check-answers").text
    walk.confirm()
    assert MentorAtSchool.objects.get(school=new).cohort is None


def test_training_has_to_be_set_up_for_its_cohort_first(client, old):
    walk = moving(client, trained_at(old), school("Newham", cohort=CohortFactory(start_year=2025)))
    assert walk.next == "set-up-training-first"


def test_the_day_has_to_be_after_they_started_where_they_were_last(client, old, new):
    walk = moving(client, trained_at(old), new)
    errors = walk.errors("start-date", **typed_date("started_on", STARTED_ON))
    assert errors == ["Start date must be after the day they started at their last school"]
    assert walk.heading("start-date") == "When does Grace Hopper start at your school?"


def test_a_tutor_who_moves_here_as_a_mentor_gets_no_email_about_it(client, old, new):
    tutor = new.find_tutor()
    before = MentorFactory(
        school=old,
        started_on=STARTED_ON,
        teacher__first_name=tutor.first_name,
        teacher__last_name=tutor.last_name,
    )
    walk = RegisterWalk(client, new, journey="register-mentor")
    walk.prepare()
    walk.answer("yourself", is_oneself="yes")
    walk.answer("two-roles")
    walk.identify_as(before.teacher)
    walk.answer("only-here", mentors_only_here="yes")
    walk.start_on(TODAY)
    walk.answer("email", email=tutor.email)
    walk.answer("training-term", training_term="2027-01-01")
    walk.answer("providers", with_schools_providers="yes")
    walk.confirm()
    assert not Email.objects.filter(kind="moved").exists()


def test_pages_keep_to_few_queries(client, old, new, django_assert_max_num_queries):
    west = pairing("West")
    walk = moving(client, trained_at(old), new)
    walk.answer("current-provider", keeps_provider="no")
    walk.answer("new-provider", new_provider="another")
    walk.answer("lead-provider", lead_provider=west.lead_provider.pk)
    with django_assert_max_num_queries(12):
        walk.answer("delivery-partner", delivery_partner=west.delivery_partner.pk)
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
