"""The journeys that are walked at random, in each state of the records that changes them."""

from django.urls import reverse

from config.events.models import Event
from config.support.journeys import AskForHelp
from config.support.models import SupportRequest
from tests.web.journey import PLANNED, ChangeName, PlanVisit

from .walker import JourneyCase


def events(kind):
    """Counts what was done by the event that says so."""
    return lambda: Event.objects.filter(kind=kind).count()


def start(name, **place):
    """Where a journey starts that needs no records."""
    return lambda: reverse(name, kwargs=place)


CASES = [
    JourneyCase("plan a visit", PlanVisit, start("plan-visit", owner="ada"), events(PLANNED)),
    JourneyCase("change a name", ChangeName, start("change-name", owner="ada"), events(PLANNED)),
    JourneyCase(
        "ask for help", AskForHelp, start("support:start"), lambda: SupportRequest.objects.count()
    ),
]
