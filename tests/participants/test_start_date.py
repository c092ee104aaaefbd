"""A tutor changes when an ECT starts, until that day has come."""

from datetime import date

import pytest
from django.urls import reverse

from config.events.models import Event
from notifications.models import Email
from participants.services import details
from participants.services.people import MayNotChange, NothingToChange, RecordsChanged
from tests.conftest import sign_in
from tests.factories import MentorshipFactory

from .changing_start_date import BY, an_ect, answer, change, text_of, walk_of
from .days import TODAY, in_days
from .days import _today as _today
from .registering import typed_date

pytestmark = pytest.mark.django_db


def test_a_tutor_changes_a_start_date(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.heading == "When does Zoë Smith start their induction with you?"
    assert walk.first.page.select_one("[name=started_on-day]")["value"] == "12"
    assert answer(walk, in_days(20)) == "check-answers"
    shown = text_of(walk.page("check-answers"))
    assert "Zoë Smith’s start date is 12 November 2026 at the moment" in shown
    assert walk.rows() == {"Start date": "22 November 2026"}
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed the start date"
    assert "The start date is now 22 November 2026" in page.text
    ect.refresh_from_db()
    assert ect.started_on == in_days(20)
    event = Event.objects.get(kind="start date changed")
    assert (event.before, event.after) == (
        {"first day": "2026-11-12"},
        {"first day": "2026-11-22"},
    )
    assert event.reference in page.text
    assert not Email.objects.exists()


@pytest.mark.parametrize("day", [TODAY, in_days(-30), date(2026, 6, 1), date(2027, 5, 31)])
def test_every_day_of_the_cohort_is_taken_also_one_that_has_passed(client, day):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert answer(walk, day) == "check-answers"
    walk.confirm()
    ect.refresh_from_db()
    assert ect.started_on == day


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2027, 6, 1), date(2024, 6, 1)])
def test_a_day_of_another_cohort_is_for_dfe(client, day):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert answer(walk, day) == "other-cohort"
    page = walk.page("other-cohort")
    assert page.h1.text == "Ask DfE to change this start date"
    assert page.select_one("main p a[href^='/help/']")
    with pytest.raises(details.OtherCohort):
        change(ect, day)


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2024, 5, 31), "Start date must be on or after 1 June 2024"),
        (date(2027, 11, 3), "Start date must be on or before 2 November 2027"),
    ],
)
def test_days_out_of_bounds_are_not_taken(client, day, error):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.error("start-date", **typed_date("started_on", day)) == error
    with pytest.raises(details.CannotStart):
        change(ect, day)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Enter the date when Zoë Smith starts"),
        ({"started_on-day": "31", "started_on-month": "2"}, "Start date must include a year"),
        (
            {"started_on-day": "31", "started_on-month": "2", "started_on-year": "2027"},
            "Start date must be a real date",
        ),
    ],
)
def test_what_is_no_date_is_not_taken(client, typed, error):
    assert walk_of(client, an_ect()).error("start-date", **typed) == error


def test_the_date_of_now_is_no_change(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert answer(walk, ect.started_on) == "same-date"
    with pytest.raises(NothingToChange):
        change(ect, ect.started_on)


@pytest.mark.parametrize("starts_in", [0, -10])
def test_a_start_that_has_come_is_not_changed(client, starts_in):
    ect = an_ect(starts_in=starts_in)
    walk = walk_of(client, ect)
    assert walk.heading == "You cannot change this now"
    assert "first day at your school has come" in walk.first.page.text
    with pytest.raises(MayNotChange):
        change(ect, in_days(20))


def test_a_start_that_comes_while_they_answer_is_not_changed(client, settings):
    ect = an_ect(starts_in=1)
    walk = walk_of(client, ect)
    answer(walk, in_days(20))
    settings.SERVICE_TODAY = in_days(1)
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text == "You cannot change this now"


def test_what_changes_meanwhile_is_shown_first(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    answer(walk, in_days(20))
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    change(ect, in_days(30))
    response = walk.post("check-answers", basis=basis)
    assert "changed" in response.page.select_one(".govuk-warning-text").text
    assert "start date is 2 December 2026" in text_of(response.page)
    with pytest.raises(RecordsChanged):
        details.change_start_date(ect=ect, started_on=in_days(20), shown=in_days(10), by=BY)


def test_an_ect_of_another_school_is_not_there(client):
    ect, other = an_ect(), an_ect()
    sign_in(client, ect.school.find_tutor())
    for urn in [ect.school.urn, other.school.urn]:
        address = reverse("participants:change-start-date", kwargs={"urn": urn, "ect": other.pk})
        assert client.get(address).status_code == 404


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    ect = an_ect()
    MentorshipFactory(school=ect.school, ect=ect, started_on=ect.started_on)
    walk = walk_of(client, ect)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        answer(walk, in_days(20))
    with django_assert_max_num_queries(8):
        walk.page("start-date")
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
    with django_assert_max_num_queries(40):
        assert client.post(walk.url("check-answers")).status_code == 302
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200
