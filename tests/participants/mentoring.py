"""Who mentors whom at one school, by the services."""

import pytest

from config.events.services import Actor
from participants.services import mentorships as services
from participants.services.periods import fit_ect, fit_mentor
from tests.factories import ECTFactory, MentorFactory, SchoolFactory

from .days import _today as _today
from .days import in_days

BY = Actor.command("tests")


@pytest.fixture
def school():
    """Where they are."""
    return SchoolFactory()


def an_ect(school, *, starts_in=-60, **details):
    """Someone who has been, or will be, an ECT there."""
    return ECTFactory(school=school, started_on=in_days(starts_in), **details)


def a_mentor(school, name="Grace", *, starts_in=-60, **details):
    """Someone who mentors there."""
    return MentorFactory(
        school=school,
        started_on=in_days(starts_in),
        teacher__first_name=name,
        **details,
    )


def assign(ect, mentor):
    """The service, as the journeys call it."""
    return services.assign(ect=ect, mentor=mentor, by=BY)


def leave(place, days):
    """Their last day here is the one before."""
    place.refresh_from_db()
    place.own_finished_on = place.finished_on = in_days(days) if days is not None else None
    place.save()
    fit(place)


def fit(place):
    """Let the mentorships follow the days of a place."""
    fit_ect(place) if hasattr(place, "appropriate_body") else fit_mentor(place)
