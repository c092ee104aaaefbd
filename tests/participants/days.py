"""It is one day, from which the others are counted, and someone mentors in those days."""

from datetime import date, timedelta

import pytest

from tests.factories import MentorshipFactory

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.SERVICE_TODAY = TODAY


def in_days(days):
    """The day that comes in so many days, or that came before."""
    return TODAY + timedelta(days=days)


def mentored_by(ect, mentor, *, since=-30):
    """The mentorship of two at one school, from a day on."""
    return MentorshipFactory(school=ect.school, ect=ect, mentor=mentor, started_on=in_days(since))


def held(ect):
    """The mentorships of an ECT that stand: who, from which day, until which."""
    return [
        (
            one.mentor.teacher.first_name,
            (one.started_on - TODAY).days,
            (one.finished_on - TODAY).days if one.finished_on else None,
        )
        for one in ect.mentorships.not_removed().order_by("started_on")
    ]
