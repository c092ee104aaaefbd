"""Mentors are registered in the moment in which others do the same, with real threads."""

import pytest

from notifications.models import Email
from participants.models import MentorAtSchool, Teacher
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import MentorFactory

from .registering_mentor import AUTUMN, MentorWalk, school_with
from .registering_mentor import _today as _today

pytestmark = pytest.mark.django_db(transaction=True)


def ready(school, **answers):
    """A tutor who is about to press the last button, for someone new."""
    return MentorWalk(PageClient(), school).reach("check-answers", **answers)


def press(*walks):
    """All of them press it at once, and this is what each gets."""
    shown = [walk.shown() for walk in walks]
    return at_once(
        *[
            lambda walk=walk, basis=basis: walk.post("check-answers", **basis)
            for walk, basis in zip(walks, shown, strict=True)
        ]
    )


def pages(responses):
    """Where each was led."""
    return sorted(response.url.rstrip("/").split("/")[-1] for response in responses)


def school():
    return school_with(programme="school_led")


def test_a_double_press_registers_once():
    assert pages(press(*[ready(school())] * 4)) == ["confirmation"] * 4
    assert MentorAtSchool.objects.count() == 1
    assert Email.objects.count() == 1


def test_two_tabs_register_one_person_once():
    same = school()
    walks = [ready(same, email=f"zoe{n}@a.example") for n in range(2)]
    assert pages(press(*walks)) == ["confirmation", "here"]
    assert MentorAtSchool.objects.count() == 1
    assert Email.objects.count() == 1


def test_of_two_schools_that_add_someone_new_the_second_is_asked_if_they_move():
    walks = [ready(school(), email=f"zoe{n}@a.example") for n in range(2)]
    assert pages(press(*walks)) == ["confirmation", "only-here"]
    assert Teacher.objects.count() == 1
    assert MentorAtSchool.objects.count() == 1


def test_of_two_schools_that_would_train_one_mentor_only_one_does():
    teacher = MentorFactory(started_on="2026-01-01").teacher
    walks = [MentorWalk(PageClient(), school()) for _ in range(2)]
    for number, walk in enumerate(walks):
        walk.identify_as(teacher)
        walk.answer("only-here", mentors_only_here="no")
        walk.answer("email", email=f"grace{number}@a.example")
        walk.answer("training-term", training_term=AUTUMN)
    responses = press(*walks)
    assert sorted(response.status_code for response in responses) == [200, 302]
    assert MentorAtSchool.objects.exclude(cohort=None).count() == 1
    [refused] = [walk for walk, one in zip(walks, responses, strict=True) if one.status_code == 200]
    assert refused.confirm()
    assert teacher.mentor_places.count() == 3
    assert MentorAtSchool.objects.exclude(cohort=None).count() == 1


def test_two_people_cannot_get_one_address():
    same = "shared@a.school.example"
    walks = [
        ready(school(), email=same),
        ready(school(), email=same, trn="7654321", first_name="Ada"),
    ]
    responses = press(*walks)
    assert sorted(response.status_code for response in responses) == [200, 302]
    assert MentorAtSchool.objects.get().email == same
