"""The invented schools, loaded."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from config.accounts.models import User
from config.events.models import Event
from config.home.sample_data import cast
from notifications.models import Email
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Teacher, Training
from partnerships.models import LeadProvider, Partnership, ProviderPairing
from schools.models import Cohort, School, SchoolCohort, SchoolLink, TutorAppointment


@pytest.fixture(autouse=True)
def _development(settings):
    settings.DEBUG = True
    settings.SERVICE_TODAY = date(2026, 11, 24)


def load(**options):
    """Run the command, and return what it says."""
    output = io.StringIO()
    call_command("load_sample_data", **{"schools": 60, "stdout": output} | options)
    return output.getvalue()


def playing(story):
    """The schools of one story."""
    names = [part.name for part in cast.PARTS if part.story == story]
    schools = School.objects.filter(name__in=names)
    assert len(schools) == len(names) > 0
    return schools


def everything():
    """All that there is, as the database has it."""
    models = [
        *(School, SchoolLink, SchoolCohort, TutorAppointment, Cohort),
        *(LeadProvider, ProviderPairing, Partnership, User, Email),
        *(Teacher, ECTAtSchool, MentorAtSchool, Mentorship, Training, Event),
    ]
    return {model: list(model.objects.order_by("pk").values()) for model in models}
