"""Mentors who move to another school, and those who mentor at several."""

from datetime import date

import pytest

from config.web import clock
from notifications.models import Email
from participants.lookups import Role
from participants.lookups import find as look_up
from participants.models import MentorAtSchool
from participants.services import leaving, registrations
from participants.services.addresses import is_taken
from participants.services.locks import MovedMeanwhile
from participants.services.moves import CannotStart
from tests.factories import CohortFactory, ECTFactory, MentorshipFactory

from .situations import (
    DAY,
    IN_APRIL,
    IN_MARCH,
    STARTED_ON,
    TODAY,
    TUTOR,
    as_seen,
    emails,
    lead_provider,
    mentor_at,
    move_mentor,
    person,
    school,
    shown,
    status,
    trained_at,
)

pytestmark = pytest.mark.django_db


def second_place(teacher, school):
    """They mentor at another school as well, from today."""
    who = person(teacher)
    return registrations.register_mentor(
        school=school,
        person=who,
        email=f"second@{school.urn}.example",
        shown=look_up(who, role=Role.MENTOR, school=school),
        by=TUTOR,
    )


def test_a_mentor_who_moves_leaves_every_school_and_their_ects_need_another(old, new):
    third = school("Thirsk")
    before = mentor_at(old)
    ect = ECTFactory(school=old, started_on=STARTED_ON)
    mentorship = MentorshipFactory(school=old, ect=ect, mentor=before, started_on=STARTED_ON)
    also = mentor_at(third, teacher=before.teacher, started_on=date(2026, 10, 1))
    after = move_mentor(before.teacher, new, IN_MARCH)
    for period in (before, also, mentorship):
        period.refresh_from_db()
        assert period.finished_on == IN_MARCH
    assert [status(place) for place in (before, also, after)] == ["leaving", "leaving", "joining"]
    assert emails("someone-leaving") == ["oldham@tutor.example", "thirsk@tutor.example"]


@pytest.mark.parametrize("day", [IN_MARCH, date(2027, 3, 2)])
def test_from_the_day_on_the_ect_is_without_a_mentor(old, new, settings, day):
    before = mentor_at(old)
    ect = ECTFactory(school=old, started_on=STARTED_ON)
    MentorshipFactory(school=old, ect=ect, mentor=before, started_on=STARTED_ON)
    move_mentor(before.teacher, new, IN_MARCH)
    assert not old.ects.without_mentor().exists()
    settings.SERVICE_TODAY = day
    assert old.ects.without_mentor().get() == ect
    assert status(before) == "left"


def test_the_address_of_one_who_moves_today_is_theirs_until_the_move_stands(old, new, settings):
    left, moved = mentor_at(old, email="ruth@oldham.example"), mentor_at(old, email="amy@o.example")
    leaving.report(left, last_day=TODAY - DAY, by=TUTOR)
    move_mentor(moved.teacher, new, TODAY)
    assert not is_taken("ruth@oldham.example", trn="7654321")
    assert is_taken("amy@o.example", trn="7654321")
    settings.SERVICE_TODAY = TODAY + DAY
    assert not is_taken("amy@o.example", trn="7654321")


def test_one_who_mentors_elsewhere_as_well_leaves_nothing(old, new):
    before = mentor_at(old)
    also = second_place(before.teacher, new)
    assert as_seen(before).finished_on is None
    assert not also.is_move
    assert emails("someone-leaving") == []


def test_training_goes_along(old, new):
    before = trained_at(old)
    after = move_mentor(before.teacher, new, IN_MARCH)
    assert (after.cohort, after.training_starts_on) == (before.cohort, STARTED_ON)
    before.refresh_from_db()
    assert before.cohort == after.cohort
    assert lead_provider(after) == "South"
    assert emails("leaving-training") == ["north@provider.example"]
    assert emails("joining-training") == ["south@provider.example"]


def test_the_provider_may_go_along_too(old, new):
    north = old.partnerships.get()
    after = move_mentor(
        trained_at(old).teacher,
        new,
        lead_provider=north.lead_provider,
        delivery_partner=north.delivery_partner,
    )
    assert lead_provider(after) == "North"
    assert after.training.get().mentor == after
    assert emails("joining-with-same-provider") == ["north@provider.example"]


def test_training_at_a_school_that_they_have_left_does_not_move(old, new):
    left = trained_at(old, finished_on=TODAY, own_finished_on=TODAY)
    mentor_at(school("Thirsk"), teacher=left.teacher)
    _, mover = shown(left.teacher, Role.MENTOR, new)
    assert mover.cohort is None


def test_completed_training_does_not_move(old, new):
    before = trained_at(old, teacher__mentor_training_completed_on=date(2026, 12, 1))
    after = move_mentor(before.teacher, new)
    assert after.cohort is None
    assert emails("leaving-training") == []


def test_training_that_nobody_has_begun_may_begin_here(old, new):
    before = mentor_at(old)
    after = move_mentor(
        before.teacher, new, cohort=CohortFactory(), training_starts_on=date(2027, 1, 1)
    )
    assert after.training_starts_on == date(2027, 1, 1)
    assert emails("joining-training") == ["south@provider.example"]


def test_training_at_one_of_two_schools_goes_along_from_there(old, new):
    third = school("Thirsk")
    before = trained_at(old)
    mentor_at(third, teacher=before.teacher, started_on=date(2026, 10, 1))
    _, mover = shown(before.teacher, Role.MENTOR, new)
    assert (mover.providers, mover.first_day) == ("North with North Partner", date(2026, 10, 2))
    assert move_mentor(before.teacher, new).cohort == before.cohort


def test_training_has_to_be_set_up_for_its_cohort(old):
    before = trained_at(old)
    with pytest.raises(registrations.NotSetUp):
        move_mentor(before.teacher, school("Newham", cohort=CohortFactory(start_year=2025)))


def test_without_training_nothing_has_to_be_set_up(old):
    before = mentor_at(old)
    assert move_mentor(before.teacher, school("Newham", cohort=CohortFactory(start_year=2025)))


def test_a_move_that_has_not_begun_gives_way_to_the_next(old, new):
    third = school("Thirsk")
    before = trained_at(old)
    at_new = move_mentor(before.teacher, new, IN_APRIL)
    at_third = move_mentor(before.teacher, third, IN_MARCH)
    at_new.refresh_from_db()
    assert at_new.gave_way_to == at_third
    assert at_third.cohort == before.cohort
    registrations.remove(at_third, by=TUTOR)
    assert [status(place) for place in (before, at_new)] == ["leaving", "joining"]
    assert as_seen(before).finished_on == IN_APRIL
    registrations.remove(at_new, by=TUTOR)
    assert status(before) == "not_mentoring"


def test_a_school_that_shares_a_mentor_after_a_move_was_registered_keeps_them(old, new, settings):
    """The later word counts: they mentor there as well."""
    third = school("Thirsk")
    before = mentor_at(old)
    move_mentor(before.teacher, new, IN_MARCH)
    shared = second_place(before.teacher, third)
    settings.SERVICE_TODAY = IN_MARCH
    assert [status(place) for place in (before, shared)] == ["left", "not_mentoring"]


def test_one_who_left_here_and_moves_back_starts_after_they_left(old, new):
    before = mentor_at(old, finished_on=date(2027, 1, 10), own_finished_on=date(2027, 1, 10))
    mentor_at(new, teacher=before.teacher)
    with pytest.raises(CannotStart):
        move_mentor(before.teacher, old, date(2027, 1, 9))
    again = move_mentor(before.teacher, old, date(2027, 1, 10))
    assert MentorAtSchool.objects.filter(school=old).count() == 2
    assert status(again) == "not_mentoring"


def test_a_mentor_whom_nobody_has_any_more_does_not_move(old, new):
    before = mentor_at(old, finished_on=date(2027, 1, 10), own_finished_on=date(2027, 1, 10))
    with pytest.raises(MovedMeanwhile):
        move_mentor(before.teacher, new)


def test_they_are_told_how_their_training_goes_on(old, new):
    move_mentor(trained_at(old).teacher, new)
    text = Email.objects.get(kind="moved").body
    assert "DfE pays for your mentor training" in text
    assert "South Partner" in text


def test_training_that_is_to_begin_is_told_with_its_term(old, new):
    before = trained_at(old, training_starts_on=date(2027, 4, 1))
    move_mentor(before.teacher, new, clock.today())
    assert "starts in the summer term 2027" in Email.objects.get(kind="moved").body
