"""What follows when an ECT is to start on another day: mentorships, training, other schools."""

from datetime import date

import pytest

from notifications.models import Email
from participants.services import details, leaving
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

from .changing import PersonWalk
from .changing_start_date import BY, an_ect, answer, change, text_of, walk_of
from .days import _today as _today
from .days import held, in_days
from .registering import typed_date

pytestmark = pytest.mark.django_db


# What moves with it


def mentored(ect, *, starts_in, mentor_starts_in=-60, name="Grace", **more):
    mentor = MentorFactory(
        school=ect.school, started_on=in_days(mentor_starts_in), teacher__first_name=name
    )
    return MentorshipFactory(
        school=ect.school, ect=ect, mentor=mentor, started_on=in_days(starts_in), **more
    )


def until(days):
    return {"own_finished_on": in_days(days), "finished_on": in_days(days)}


@pytest.mark.parametrize(
    ("mentor_starts_in", "starts_in", "new_start", "first_day"),
    [
        (-60, 10, 20, 20),
        (-60, 10, 5, 5),
        (-60, 10, 0, 0),
        # a day that has passed: the mentoring starts when it was agreed at the earliest
        (-60, 10, -20, 0),
        (8, 10, 5, 8),
        (12, 12, 5, 12),
        (12, 12, 20, 20),
    ],
)
def test_the_mentorship_begins_with_the_ect_as_soon_as_the_mentor_is_there(
    mentor_starts_in, starts_in, new_start, first_day
):
    ect = an_ect()
    mentored(ect, starts_in=starts_in, mentor_starts_in=mentor_starts_in)
    change(ect, in_days(new_start))
    assert held(ect) == [("Grace", first_day, None)]


def test_of_two_mentors_the_one_who_would_have_ended_by_then_is_gone():
    ect = an_ect()
    mentored(ect, starts_in=10, **until(15))
    mentored(ect, starts_in=15, mentor_starts_in=15, name="Katherine")
    change(ect, in_days(5))
    assert held(ect) == [("Grace", 5, 15), ("Katherine", 15, None)]
    change(ect, in_days(12))
    assert held(ect) == [("Grace", 12, 15), ("Katherine", 15, None)]
    change(ect, in_days(20))
    assert held(ect) == [("Katherine", 20, None)]
    change(ect, in_days(5))
    assert held(ect) == [("Katherine", 15, None)]


def test_a_mentor_who_leaves_by_then_does_not_mentor_unless_the_date_comes_back():
    ect = an_ect()
    mentorship = mentored(ect, starts_in=10, finished_on=in_days(15))
    mentorship.mentor.end(in_days(15))
    change(ect, in_days(20))
    assert held(ect) == []
    change(ect, in_days(12))
    assert held(ect) == [("Grace", 12, 15)]


def test_training_of_ones_own_begins_with_the_ect():
    ect = an_ect()
    training = TrainingFactory(ect=ect, started_on=in_days(10))
    for days in [20, 5, -5]:
        change(ect, in_days(days))
        training.refresh_from_db()
        assert training.started_on == in_days(days)


def test_whoever_is_to_leave_starts_before_that():
    ect = an_ect(**until(15))
    with pytest.raises(details.CannotStart):
        change(ect, in_days(15))
    change(ect, in_days(14))
    assert (ect.started_on, ect.removed_at) == (in_days(14), None)


# Who was an ECT before


def moving(*, left=None):
    """An ECT who moves here from another school, where they began two years ago."""
    old = ECTFactory(
        cohort=CohortFactory(start_year=2024),
        started_on=date(2024, 9, 2),
        finished_on=left or in_days(10),
        own_finished_on=left,
        school=TutorAppointmentFactory().school,
    )
    return old, an_ect(teacher=old.teacher, cohort=old.cohort)


def test_whoever_moves_here_leaves_the_other_school_on_the_new_day(client):
    old, new = moving()
    walk = PersonWalk(client, "change-start-date", new)
    assert answer(walk, in_days(20)) == "check-answers"
    assert "they leave it on the new date" in text_of(walk.page("check-answers"))
    walk.confirm()
    old.refresh_from_db()
    assert (old.finished_on, old.own_finished_on) == (in_days(20), None)
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("someone-leaving", old.school.find_tutor().email)
    assert new.school.name not in email.body
    change(new, in_days(-5))
    old.refresh_from_db()
    assert old.finished_on == in_days(-5)
    assert old.school.name not in walk.page("confirmation").text


@pytest.mark.django_db(transaction=True)
def test_both_schools_at_once_come_to_one_end():
    for _ in range(5):
        old, new = moving()
        walk = PersonWalk(PageClient(), "change-start-date", new)
        answer(walk, in_days(20))
        response, _ = at_once(
            lambda walk=walk: walk.post("check-answers"),
            lambda old=old: leaving.report(old, last_day=in_days(4), by=BY),
        )
        assert response.url == "../confirmation/"
        old.refresh_from_db()
        new.refresh_from_db()
        assert new.started_on == in_days(20)
        assert (old.finished_on, old.own_finished_on) == (in_days(5), in_days(5))


def test_whoever_has_left_there_stays_gone():
    old, new = moving(left=in_days(-30))
    for days in [20, 5]:
        change(new, in_days(days))
        old.refresh_from_db()
        assert old.finished_on == in_days(-30)


def test_whoever_moves_here_starts_after_they_started_there(client):
    _, new = moving()
    walk = PersonWalk(client, "change-start-date", new)
    error = walk.error("start-date", **typed_date("started_on", date(2024, 9, 2)))
    assert error == "Start date must be after the day they started at their last school"
    assert answer(walk, date(2024, 9, 3)) == "check-answers"


def test_whoever_comes_back_starts_after_they_had_left(client):
    ect = an_ect(cohort=CohortFactory(start_year=2024))
    ECTFactory(
        teacher=ect.teacher,
        school=ect.school,
        cohort=ect.cohort,
        started_on=date(2024, 9, 2),
        finished_on=date(2026, 9, 1),
        own_finished_on=date(2026, 9, 1),
    )
    walk = walk_of(client, ect)
    error = walk.error("start-date", **typed_date("started_on", date(2026, 8, 31)))
    assert error == "Start date must be on or after 1 September 2026"
    assert answer(walk, date(2026, 9, 1)) == "check-answers"
    walk.confirm()
