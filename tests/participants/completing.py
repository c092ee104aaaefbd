"""People whose inductions or training end, and what the records say of them."""

from datetime import date

import pytest

from config.events.services import Actor
from participants import statuses
from participants.models import ECTAtSchool
from tests.factories import CohortFactory, ECTFactory, MentorFactory

STARTED, DAY, LATER = date(2025, 9, 1), date(2026, 3, 2), date(2026, 5, 4)
TODAY = date(2026, 11, 10)
BY = Actor.command("tests")


@pytest.fixture(autouse=True)
def _today(settings):
    settings.SERVICE_TODAY = TODAY


@pytest.fixture
def ect():
    """An ECT since last autumn."""
    return ECTFactory(started_on=STARTED)


@pytest.fixture(params=["ect", "mentor"])
def place(request):
    """An ECT, or a mentor who is trained by the school."""
    if request.param == "ect":
        return ECTFactory(started_on=STARTED)
    return MentorFactory(
        started_on=STARTED, cohort=CohortFactory(), training_starts_on=date(2025, 9, 1)
    )


def status_of(ect):
    """What their school reads of an ECT."""
    return statuses.of_ect(ECTAtSchool.objects.for_pages().get(pk=ect.pk))
