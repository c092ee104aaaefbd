"""The open_cohort command."""

from datetime import timedelta

import pytest

from config.events.models import Event
from config.web import clock, formats
from schools.models import Cohort
from tests.factories import CohortFactory
from tests.imports import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow():
    return clock.today() + timedelta(days=1)


def test_a_cohort_opens_today_unless_another_day_is_given():
    ran = run("open_cohort", 2026)
    assert Cohort.objects.get(start_year=2026).is_open
    today = formats.day(clock.today())
    assert ran.lines == [f"Registration for 2026 to 2027 opens on {today}."]


def test_opening_is_written_down():
    run("open_cohort", 2026, "--on", "2026-06-01")
    event = Event.objects.get()
    assert (event.kind, event.by_key) == ("cohort opened", "command:open_cohort")
    assert event.after == {"registration opens on": "2026-06-01"}


def test_opening_twice_on_one_day_is_no_news():
    run("open_cohort", 2026, "--on", "2026-06-01")
    ran = run("open_cohort", 2026, "--on", "2026-06-01")
    assert ran.error == ""
    assert "as it did before" in ran.output
    assert Event.objects.count() == 1


def test_a_day_that_has_come_cannot_be_moved(tomorrow):
    CohortFactory(start_year=2026, registration_opens_on=clock.today())
    ran = run("open_cohort", 2026, "--on", tomorrow)
    assert "has been open since" in ran.error
    assert Cohort.objects.get().registration_opens_on == clock.today()
    assert not Event.objects.exists()


def test_a_day_that_has_not_come_can_be_moved(tomorrow):
    CohortFactory(start_year=2026, registration_opens_on=tomorrow)
    assert run("open_cohort", 2026, "--on", tomorrow + timedelta(days=7)).error == ""
    assert Cohort.objects.get().registration_opens_on == tomorrow + timedelta(days=7)


def test_a_dry_run_opens_nothing():
    ran = run("open_cohort", 2026, "--dry-run")
    assert ran.lines[-1] == "Nothing was written: this was a dry run."
    assert not Cohort.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("arguments", [(1999,), (2026, "--on", "2026-13-01"), ("x",)])
def test_what_is_no_year_or_day_is_refused(arguments):
    assert run("open_cohort", *arguments).error
    assert not Cohort.objects.exists()
