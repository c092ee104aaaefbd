"""A school registers an ECT: how far its tutor has come."""

from datetime import date

import pytest

from config.web import clock
from tests.partnerships.changing import set_up

from .registering import RegisterWalk

EMAIL = "zoe@school.example"


@pytest.fixture
def today(settings):
    """The first day of the autumn term."""
    settings.SERVICE_TODAY = date(2026, 9, 1)
    return settings.SERVICE_TODAY


def school_with(body=None, **answer):
    """A school that has set up training for this year, with a body if it has one."""
    return set_up(appropriate_body=body, **answer)


def to_email(client, school, **person):
    """Somebody new, up to the question for an email address."""
    walk = RegisterWalk(client, school)
    assert walk.identify(**person) == "email"
    return walk


def to_body(client, school, *, start=None, **person):
    """The same, up to the question for an appropriate body."""
    walk = to_email(client, school, **person)
    assert walk.answer("email", email=EMAIL) == "start-date"
    walk.next = walk.start_on(start or clock.today())
    return walk


def ready(client, school, **person):
    """The same, with all questions answered, at a school with a body and no mentors."""
    walk = to_body(client, school, **person)
    assert walk.answer("follows-school", follows_school="yes") == "check-answers"
    return walk


@pytest.fixture
def walk(client):
    """Someone adds an ECT at a school that is set up."""
    return RegisterWalk(client, set_up())
