"""The tutor of a school registers an ECT who moves there, in one tab."""

import pytest

from tests.participants.registering import RegisterWalk
from tests.partnerships.situations import hub

from .situations import IN_MARCH, pairing, school


@pytest.fixture
def new():
    """A school with an appropriate body."""
    made = school("Newham", trains_with=pairing("South"))
    made.cohorts.update(appropriate_body=hub())
    return made


def identified(client, ect, new, **person):
    """The tutor of a school has said who it is."""
    walk = RegisterWalk(client, new)
    walk.next = walk.identify_as(ect.teacher, **person)
    return walk


def moving(client, ect, new, day=IN_MARCH, *, email="zoe@newham.example", **person):
    """The same, up to the question after the email address."""
    walk = identified(client, ect, new, **person)
    assert walk.next == "moving"
    assert walk.answer("moving", is_moving="yes") == "start-date"
    assert walk.start_on(day) == "email"
    walk.next = walk.answer("email", email=email)
    return walk


def finish(walk):
    """The school's body and no mentor, up to the last page."""
    assert walk.next == "follows-school"
    assert walk.answer("follows-school", follows_school="yes") == "check-answers"
    return walk
