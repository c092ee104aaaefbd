"""People who move to or from a closed school that hands over."""

import pytest

from config.events.models import Event
from participants import lookups
from participants.lookups import Outcome, Person, Role
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import periods, registrations
from tests.factories import SchoolFactory

from .handing_over import (
    BY,
    DAY,
    FIRST_DAY,
    LONG_AGO,
    TODAY,
    WEEK,
    at,
    days,
    ect_of,
    handed_over,
    mentor_of,
    mentored,
    set_up,
)
from .handing_over import _all_rules_are_kept as _all_rules_are_kept
from .handing_over import _september as _september
from .handing_over import schools as schools

pytestmark = pytest.mark.django_db


def moved_in(place):
    """The same place, once the person has moved there from where they were."""
    periods.move_in(place)
    return place


def elsewhere(model, **details):
    """A place that someone is to have at a third school, where training is set up, too."""
    school = SchoolFactory()
    set_up(school)
    return moved_in(model(school=school, email="new@school.example", **details))


@pytest.mark.parametrize("start", [TODAY + WEEK, FIRST_DAY, FIRST_DAY - DAY])
def test_a_move_elsewhere_holds(schools, capsys, start):
    old, new = schools
    ect = ect_of(old)
    there = elsewhere(ECTAtSchool, teacher=ect.teacher, cohort=ect.cohort, started_on=start)
    handed_over(capsys)
    assert days(there)[0] == start
    if start > FIRST_DAY:
        assert days(ect)[:2] == (LONG_AGO, FIRST_DAY)
        assert days(at(new, ect)) == (FIRST_DAY, start, None)
    else:
        assert days(ect) == (LONG_AGO, start, None)
        assert not new.ects.exists()


@pytest.mark.parametrize("role", ["ECT", "mentor"])
def test_someone_whose_move_elsewhere_is_cancelled_stays_at_the_new_school(schools, capsys, role):
    old, new = schools
    made = mentored(old)
    if role == "ECT":
        place = made.ect
        there = elsewhere(
            ECTAtSchool, teacher=place.teacher, cohort=place.cohort, started_on=TODAY + WEEK
        )
    else:
        place = made.mentor
        there = elsewhere(
            MentorAtSchool, teacher=place.teacher, started_on=TODAY + WEEK, is_move=True
        )
    handed_over(capsys)
    later = at(new, place)
    assert days(later) == (FIRST_DAY, TODAY + WEEK, None)
    periods.take_back(there)
    assert days(later) == (FIRST_DAY, None, None)
    assert days(later.mentorships.get()) == (FIRST_DAY, None, None)
    assert days(place) == (LONG_AGO, FIRST_DAY, FIRST_DAY)


def test_a_mentor_who_is_to_move_on_leaves_the_new_school_whenever_that_is(schools, capsys):
    old, new = schools
    mentor = mentor_of(old)
    there = elsewhere(MentorAtSchool, teacher=mentor.teacher, started_on=TODAY + WEEK, is_move=True)
    handed_over(capsys)
    there.started_on = TODAY + WEEK + DAY
    periods.fit_places(around=there)
    assert days(at(new, mentor)) == (FIRST_DAY, TODAY + WEEK + DAY, None)


@pytest.mark.parametrize("start", [TODAY + WEEK, FIRST_DAY - DAY])
def test_what_another_school_had_taken_out_comes_back_at_the_new_one(
    schools, capsys, settings, start
):
    old, new = schools
    mentor_of(old)
    settings.SERVICE_TODAY = FIRST_DAY - WEEK
    ect = ect_of(old, started_on=start)
    there = elsewhere(
        ECTAtSchool, teacher=ect.teacher, cohort=ect.cohort, started_on=TODAY + WEEK + DAY
    )
    ect.refresh_from_db()
    assert ect.gave_way
    settings.SERVICE_TODAY = TODAY
    handed_over(capsys)
    assert not Event.objects.filter(kind__startswith="ECT").exists()
    periods.fit_places(around=there)
    assert not ECTAtSchool.objects.not_removed().exclude(pk=there.pk).exists()
    periods.take_back(there)
    assert days(at(new, ect)) == (max(start, FIRST_DAY), None, None)
    assert ECTAtSchool.objects.not_removed().filter(school=old).exists() == (start < FIRST_DAY)


def test_what_a_move_to_the_old_school_had_taken_out_comes_back_if_the_new_one_cancels(
    schools, capsys
):
    old, new = schools
    third = SchoolFactory()
    set_up(third)
    planned = ect_of(third, started_on=TODAY + WEEK)
    ect = moved_in(
        ECTAtSchool(
            teacher=planned.teacher,
            cohort=planned.cohort,
            school=old,
            started_on=TODAY + WEEK + DAY,
            email=planned.email,
        )
    )
    handed_over(capsys)
    planned.refresh_from_db()
    assert planned.gave_way_to == at(new, ect)
    registrations.remove(at(new, ect), by=BY)
    assert days(planned) == (TODAY + WEEK, None, None)
    planned.refresh_from_db()
    assert planned.removed_at is None


@pytest.mark.parametrize("is_move", [False, True])
def test_a_mentor_goes_on_at_other_schools(schools, capsys, is_move):
    old, new = schools
    other = mentor_of(SchoolFactory())
    mentor = mentor_of(old, teacher=other.teacher, is_move=is_move)
    handed_over(capsys)
    assert days(other) == (LONG_AGO, None, None)
    assert days(at(new, mentor))[:2] == (FIRST_DAY, None)
    periods.fit_places(around=at(new, mentor))
    assert days(other) == (LONG_AGO, None, None)


@pytest.mark.parametrize("start", [FIRST_DAY, TODAY + WEEK])
def test_a_mentor_who_was_to_move_to_the_old_school_moves_to_the_new(schools, capsys, start):
    old, new = schools
    other = mentor_of(SchoolFactory())
    mentor = moved_in(
        MentorAtSchool(
            teacher=other.teacher,
            school=old,
            started_on=start,
            email=other.email,
            is_move=True,
        )
    )
    handed_over(capsys)
    later = at(new, mentor)
    periods.fit_places(around=later)
    assert days(other) == (LONG_AGO, start, None)
    periods.take_back(later)
    assert days(other) == (LONG_AGO, None, None)


def test_a_school_that_looks_them_up_finds_them_at_the_new_one(schools, capsys):
    old, new = schools
    teacher = ect_of(old).teacher
    person = Person(
        trn=teacher.trn,
        first_name=teacher.first_name,
        last_name=teacher.last_name,
        date_of_birth=teacher.date_of_birth,
    )
    handed_over(capsys)
    for school, outcome in [
        (new, Outcome.HERE),
        (old, Outcome.ELSEWHERE),
        (SchoolFactory(), Outcome.ELSEWHERE),
    ]:
        assert lookups.find(person, role=Role.ECT, school=school).outcome == outcome
