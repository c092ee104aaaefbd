"""A tutor registers a mentor who mentors at another school, or was a mentor here before."""

from datetime import date

import pytest

from config.web import clock
from notifications.models import Email
from tests.factories import MentorFactory, SchoolFactory, TeacherFactory

from .registering import ZOE
from .registering_mentor import AUTUMN, TODAY, the_mentor
from .registering_mentor import _today as _today
from .registering_mentor import school as school
from .registering_mentor import walk as walk

pytestmark = pytest.mark.django_db


def left(school, teacher, **details):
    """Someone who was a mentor at a school until yesterday."""
    period = {"started_on": date(2025, 9, 1), "finished_on": TODAY, "own_finished_on": TODAY}
    return MentorFactory(school=school, teacher=teacher, **period | details)


# Elsewhere


def test_a_mentor_at_another_school_is_asked_about_and_the_school_is_not_named(walk):
    mentor = MentorFactory(school__name="Bede School", email="ada@bede.example")
    assert walk.identify_as(mentor.teacher) == "only-here"
    assert walk.heading("only-here") == "Will Grace Hopper mentor only at your school?"
    for secret in ("Bede", str(mentor.school.urn), mentor.email):
        assert secret not in str(walk.page("only-here"))


def test_a_second_place_leaves_the_first_as_it_is(walk, school):
    elsewhere = MentorFactory(email="ada@bede.example")
    walk.identify_as(elsewhere.teacher)
    walk.answer("only-here", mentors_only_here="no")
    walk.answer("email", email="ada@ashford.example")
    walk.answer("training-term", training_term=AUTUMN)
    walk.answer("providers", with_schools_providers="yes")
    walk.confirm()
    assert the_mentor(school).email == "ada@ashford.example"
    elsewhere.refresh_from_db()
    assert (elsewhere.email, elsewhere.finished_on) == ("ada@bede.example", None)
    assert Email.objects.get().to == "ada@ashford.example"


def test_the_same_address_may_serve_at_both_schools(walk, school):
    elsewhere = MentorFactory(email="ada@trust.example")
    walk.identify_as(elsewhere.teacher)
    walk.answer("only-here", mentors_only_here="no")
    assert walk.answer("email", email="ada@trust.example") == "training-term"


def test_it_has_to_be_said_whether_they_mentor_only_here(walk):
    walk.identify_as(MentorFactory().teacher)
    assert walk.errors("only-here") == [
        "Select yes if Grace Hopper will mentor only at your school"
    ]


def test_whoever_has_left_another_school_is_simply_added(walk, school):
    teacher = TeacherFactory()
    left(SchoolFactory(), teacher)
    assert walk.identify_as(teacher) == "email"
    walk.answer("email", email="ada@ashford.example")
    walk.answer("training-term", training_term=AUTUMN)
    walk.answer("providers", with_schools_providers="yes")
    walk.confirm()
    assert the_mentor(school).teacher == teacher


# Coming back


def test_a_mentor_who_left_comes_back_to_a_new_place(walk, school):
    teacher = TeacherFactory()
    before = left(school, teacher, email="old@ashford.example")
    assert walk.identify_as(teacher) == "email"
    walk.answer("email", email="new@ashford.example")
    walk.answer("training-term", training_term=AUTUMN)
    walk.answer("providers", with_schools_providers="yes")
    walk.confirm()
    again = the_mentor(school)
    assert again != before
    assert (again.teacher, again.started_on) == (teacher, TODAY)
    assert again.email == "new@ashford.example"
    before.refresh_from_db()
    assert (before.email, before.finished_on) == ("old@ashford.example", TODAY)


def test_whoever_was_removed_by_mistake_is_new_again_with_what_is_typed_now(walk, school):
    removed = MentorFactory(school=school, removed_at=clock.now(), teacher__trn=ZOE["trn"])
    walk.reach("check-answers").confirm()
    again = the_mentor(school)
    assert again.teacher == removed.teacher
    assert again.teacher.full_name == "Zoë O’Neill"
    assert Email.objects.get().to == "mentor@a.school.example"
