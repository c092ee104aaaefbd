"""A school that has closed, all it has, and the school that took its place."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from config.events.services import Actor
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    LeadProviderContactFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    SchoolFactory,
    SchoolLinkFactory,
    TutorAppointmentFactory,
)

#: In September, the school having closed at the end of the school year.
TODAY = date(2026, 9, 10)
CLOSED_ON, FIRST_DAY = date(2026, 8, 31), date(2026, 9, 1)
LONG_AGO = date(2025, 9, 1)
DAY = timedelta(days=1)
BY = Actor.command("tests")
WEEK = timedelta(days=7)


def linked(old, new, *, successor="Successor", predecessor="Predecessor"):
    """What GIAS says of two schools, on either side."""
    if successor:
        SchoolLinkFactory(school=old, link_urn=new.urn, link_type=successor)
    if predecessor:
        SchoolLinkFactory(school=new, link_urn=old.urn, link_type=predecessor)


def closed(**details):
    """A school that has closed, with nothing of its own."""
    return SchoolFactory(**{"status_code": 2, "closed_on": CLOSED_ON, **details})


def closed_and_new():
    """A closed school with an induction tutor, and the school that took its place."""
    old, new = closed(name="Rosewood School"), SchoolFactory(name="Rosewood Academy")
    linked(old, new)
    TutorAppointmentFactory(school=old, started_on=LONG_AGO)
    return old, new


def set_up(school, *, year=2025, body=None, **partnership):
    """Training at a school in a cohort, with a partnership that its lead provider hears of."""
    cohort = CohortFactory(start_year=year)
    SchoolCohortFactory(
        school=school,
        cohort=cohort,
        programme="provider_led",
        appropriate_body=body or AppropriateBodyFactory(),
    )
    made = PartnershipFactory(school=school, cohort=cohort, started_on=LONG_AGO, **partnership)
    LeadProviderContactFactory(lead_provider=made.lead_provider)
    return made


def ect_of(school, **details):
    """An ECT who started there long ago, in the cohort of 2025."""
    cohort = CohortFactory(start_year=2025)
    return ECTFactory(**{"school": school, "cohort": cohort, "started_on": LONG_AGO} | details)


def mentor_of(school, **details):
    """A mentor who has been there for long."""
    return MentorFactory(**{"school": school, "started_on": LONG_AGO} | details)


def mentored(school, **details):
    """An ECT and their mentor of old."""
    return MentorshipFactory(
        **{
            "school": school,
            "ect": ect_of(school),
            "mentor": mentor_of(school),
            "started_on": LONG_AGO,
        }
        | details
    )


def full_school():
    """A closed school with all that a school can have, and the one that took its place."""
    old, new = closed_and_new()
    set_up(old)
    mentored(old)
    return old, new


def hand_over(capsys, **options):
    """What the command says, and whether it failed."""
    try:
        call_command("hand_over_closed_schools", **options)
    except CommandError as error:
        return capsys.readouterr().out + str(error)
    return capsys.readouterr().out


def check_records(capsys):
    """What ``check_records`` finds wrong."""
    try:
        call_command("check_records")
    except CommandError:
        return capsys.readouterr().out
    capsys.readouterr()
    return ""


@pytest.fixture(autouse=True)
def _september(settings):
    settings.SERVICE_TODAY = TODAY


@pytest.fixture
def schools():
    """The closed one, where training is set up, and the one in its place."""
    old, new = closed_and_new()
    set_up(old)
    return old, new


@pytest.fixture(autouse=True)
def _all_rules_are_kept(schools, capsys):
    yield
    assert check_records(capsys) == ""


def handed_over(capsys):
    """Run it, and see that nothing failed."""
    said = hand_over(capsys)
    assert "Handed over: 1. Waiting for staff: 0. Failed: 0." in said
    return said


def days(period):
    """The first day, the end, and the end of its own."""
    period.refresh_from_db()
    return period.started_on, period.finished_on, period.own_finished_on


def at(school, person):
    """Where someone is at a school: the one place that pages see."""
    return person._meta.model.objects.not_removed().get(school=school, teacher=person.teacher)
