"""On which days an ECT can start, and in which cohort that is."""

from datetime import date

import pytest
from django.urls import reverse

from participants.models import ECTAtSchool
from tests.factories import CohortFactory, SchoolCohortFactory
from tests.partnerships.changing import set_up
from tests.partnerships.situations import hub

from .registering import typed_date
from .registering_ect import EMAIL, school_with, to_body, to_email
from .registering_ect import today as today

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2024, 5, 31), "Start date must be on or after 1 June 2024"),
        (date(2024, 6, 1), None),
        (date(2027, 9, 1), None),
        (date(2027, 9, 2), "Start date must be on or before 1 September 2027"),
    ],
)
def test_a_start_lies_between_two_years_before_the_cohort_and_a_year_ahead(
    client, today, day, error
):
    walk = to_email(client, school_with(hub()))
    walk.answer("email", email=EMAIL)
    response = walk.post("start-date", **typed_date("started_on", day))
    if error:
        assert error in response.page.select_one(".govuk-error-summary").text
    else:
        assert response.status_code == 302


@pytest.mark.parametrize(("day", "year"), [(date(2026, 5, 31), 2025), (date(2026, 6, 1), 2026)])
def test_a_start_from_june_on_belongs_to_the_cohort_of_that_september(client, today, day, year):
    body = hub()
    school = school_with(body)
    SchoolCohortFactory(
        school=school,
        cohort=CohortFactory(start_year=2025),
        programme="school_led",
        appropriate_body=body,
    )
    walk = to_body(client, school, start=day)
    assert walk.answer("follows-school", follows_school="yes") == "check-answers"
    walk.confirm()
    assert ECTAtSchool.objects.get().cohort.start_year == year


def test_a_cohort_that_is_not_open_yet_cannot_be_registered_for(client, today):
    CohortFactory(start_year=2027, registration_opens_on=date(2027, 6, 14))
    walk = to_body(client, school_with(hub()), start=date(2027, 6, 1))
    assert walk.next == "not-open"
    page = walk.page("not-open")
    assert "You cannot register people for 2027 to 2028 yet" in page.h1.text
    assert "opens on 14 June 2027" in page.text
    assert walk.start_on(date(2026, 9, 1)) == "follows-school"


def test_a_cohort_that_we_do_not_know_yet_cannot_be_registered_for(client, today):
    walk = to_body(client, school_with(hub()), start=date(2027, 6, 1))
    assert "We do not know yet when" in walk.page("not-open").text


def test_a_cohort_that_was_never_here_leads_to_help(client, today):
    walk = to_body(client, school_with(hub()), start=date(2024, 9, 1))
    page = walk.page("not-open")
    assert " ".join(page.h1.text.split()) == "You cannot register people for 2024 to 2025"


def test_without_an_open_cohort_nobody_is_registered(client, today):
    school = school_with(hub())
    cohort = CohortFactory()
    cohort.registration_opens_on = date(2026, 9, 2)
    cohort.save()
    walk = to_body(client, school, start=date(2026, 9, 1))
    assert walk.next == "not-open"


def test_training_is_set_up_first_and_the_answers_are_kept(client):
    school = set_up()
    school.cohorts.all().delete()
    walk = to_body(client, school)
    assert walk.next == "set-up-training-first"
    page = walk.page("set-up-training-first")
    assert "You have not told us yet" in page.text
    button = page.select_one("a.govuk-button")
    assert button["href"].startswith(
        reverse("partnerships:set-up-training", args=[school.urn, 2026])
    )
    first = client.get(button["href"]).page
    assert first.select_one(".govuk-back-link")["href"] == walk.url("set-up-training-first")
    SchoolCohortFactory(
        school=school, cohort=CohortFactory(), programme="school_led", appropriate_body=hub()
    )
    back = client.get(walk.url("set-up-training-first"), follow=True)
    assert back.request["PATH_INFO"] == walk.url("follows-school")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"expects_ects": "no"}, "do not expect any ECTs"),
        ({"expects_ects": "unknown"}, "have not told us yet"),
        ({"expects_ects": "yes"}, "have not told us yet"),
    ],
)
def test_a_school_that_said_no_or_not_yet_sets_up_training_first(client, answer, words):
    school = set_up()
    school.cohorts.update(programme="", **answer)
    walk = to_body(client, school)
    assert words in walk.page("set-up-training-first").text
