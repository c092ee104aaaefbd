"""An ECT or a mentor called Ada Lovelace, whose name a school changes."""

import pytest

from participants.models import Teacher
from tests.factories import TeacherFactory

from .changing import PersonWalk, someone

CHANGE = "change-person-name"
ROLES = ["ect", "mentor"]
NEW = {"first_name": "Ada", "last_name": "King"}


@pytest.fixture(params=ROLES)
def place(request):
    """An ECT or a mentor called Ada Lovelace."""
    teacher = TeacherFactory(first_name="Ada", last_name="Lovelace")
    return someone(request.param, teacher=teacher, email="ada@school.example")


@pytest.fixture
def ect():
    """An ECT called Ada Lovelace."""
    return someone("ect", teacher__first_name="Ada", teacher__last_name="Lovelace")


def walk_to_check(client, place, *, reason="new_name", **name):
    """A tutor has typed it and is about to send it."""
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason=reason)
    if walk.answer("new-name", **(NEW | name)) == "same-person":
        walk.answer("same-person", is_same_person="yes")
    return walk


def name_now(place):
    """The name on record."""
    return Teacher.objects.get(pk=place.teacher_id).full_name
