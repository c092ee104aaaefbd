"""Mentorships that are void for a while, and that end with an induction."""

import pytest

from participants.models import Mentorship
from participants.services.periods import fit_ect

from .days import _today as _today
from .days import held, in_days
from .mentoring import a_mentor, an_ect, assign, leave
from .mentoring import school as school

pytestmark = pytest.mark.django_db


# What is void for a while


def test_a_mentor_who_leaves_and_stays_after_all_mentors_on(school):
    ect, mentor = an_ect(school), a_mentor(school)
    assign(ect, mentor)
    leave(mentor, 5)
    assert held(ect) == [("Grace", 0, 5)]
    leave(mentor, None)
    assert held(ect) == [("Grace", 0, None)]


def test_a_mentor_who_leaves_before_the_ect_comes_and_stays_after_all(school):
    ect, mentor = an_ect(school, starts_in=10), a_mentor(school)
    assign(ect, mentor)
    leave(mentor, 5)
    assert held(ect) == []
    leave(mentor, 20)
    assert held(ect) == [("Grace", 10, 20)]


def test_whoever_was_replaced_while_they_were_leaving_does_not_come_back(school):
    ect, mentor = an_ect(school, starts_in=10), a_mentor(school)
    assign(ect, mentor)
    leave(mentor, 5)
    assign(ect, a_mentor(school, "Katherine"))
    leave(mentor, None)
    assert held(ect) == [("Katherine", 10, None)]


def test_a_leaving_mentor_who_stays_goes_on_until_the_next_one_comes(school):
    ect, mentor = an_ect(school), a_mentor(school)
    assign(ect, mentor)
    leave(mentor, 5)
    assign(ect, a_mentor(school, "Katherine", starts_in=8))
    assert held(ect) == [("Grace", 0, 5), ("Katherine", 8, None)]
    leave(mentor, None)
    assert held(ect) == [("Grace", 0, 8), ("Katherine", 8, None)]


# The end of an induction


def test_a_mentorship_ends_with_the_induction_and_goes_on_when_that_is_taken_back(school):
    ect = an_ect(school)
    assign(ect, a_mentor(school))
    ect.mentorships.update(started_on=in_days(-30))
    for field in ["induction_completed_on", "induction_exempt_on"]:
        setattr(ect.teacher, field, in_days(-3))
        ect.teacher.save()
        fit_ect(ect)
        assert held(ect) == [("Grace", -30, -3)]
        setattr(ect.teacher, field, None)
        ect.teacher.save()
        fit_ect(ect)
        assert held(ect) == [("Grace", -30, None)]


def test_a_change_of_the_mentors_place_does_not_outlast_an_induction(school):
    ect, mentor = an_ect(school, teacher__induction_completed_on=in_days(-3)), a_mentor(school)
    Mentorship.objects.create(school=school, ect=ect, mentor=mentor, started_on=in_days(-30))
    leave(mentor, 30)
    assert held(ect) == [("Grace", -30, -3)]


def test_a_mentorship_that_is_agreed_ends_with_an_induction_that_is_to_end(school):
    ect = an_ect(school, teacher__induction_completed_on=in_days(3))
    assign(ect, a_mentor(school))
    assert held(ect) == [("Grace", 0, 3)]
