"""Periods, on the models that are one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from config.web import clock
from schools.models import TutorAppointment
from tests.factories import TutorAppointmentFactory

pytestmark = pytest.mark.django_db

START = date(2026, 9, 1)
DAY = timedelta(days=1)


@pytest.fixture
def period():
    return TutorAppointmentFactory(started_on=START)


def again(period):
    return type(period).objects.get(pk=period.pk)


def test_a_period_without_an_end_stands(period):
    assert period.is_standing
    assert list(TutorAppointment.objects.standing()) == [period]


def test_a_period_ends_on_the_first_day_that_is_not_in_it(period):
    period.end(START + DAY)
    assert again(period).finished_on == START + DAY
    assert again(period).removed_at is None
    assert not period.is_standing
    assert not TutorAppointment.objects.standing().exists()
    assert list(TutorAppointment.objects.not_removed()) == [period]


def test_a_period_may_end_in_the_future_and_stands_no_more(period):
    period.end(clock.today() + 100 * DAY)
    assert not again(period).is_standing


@pytest.mark.parametrize("on", [START, START - DAY, date(1, 1, 1)])
def test_a_period_that_would_end_on_or_before_its_start_is_void_and_keeps_its_values(period, on):
    period.end(on)
    void = again(period)
    assert void.removed_at
    assert (void.started_on, void.finished_on) == (START, None)
    assert not void.is_standing
    assert not TutorAppointment.objects.not_removed().exists()
    assert not TutorAppointment.objects.standing().exists()


def test_a_period_that_has_an_end_may_end_sooner(period):
    period.end(START + 30 * DAY)
    period.end(START + 10 * DAY)
    assert again(period).finished_on == START + 10 * DAY


def test_a_void_period_leaves_its_place_to_another(period):
    period.end(START)
    assert TutorAppointmentFactory(school=period.school, started_on=START).is_standing


@pytest.mark.parametrize("finished_on", [START, START - DAY])
def test_the_database_holds_that_a_period_ends_after_it_starts(period, finished_on):
    period.finished_on = finished_on
    with pytest.raises(ValidationError, match="It must end after its first day"):
        period.validate_constraints()
    with pytest.raises(IntegrityError):
        period.save()


def test_the_database_holds_that_one_tutor_stands_for_a_school(period):
    with pytest.raises(IntegrityError):
        TutorAppointmentFactory(school=period.school)
