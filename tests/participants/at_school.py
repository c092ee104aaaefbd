"""A school with a tutor who looks at its ECTs and mentors."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from config.web import clock
from tests.conftest import sign_in
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    EventFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
TERM = date(2026, 9, 1)


@pytest.fixture
def school(client, settings):
    """One that has set up provider-led training, whose tutor, Grace Hopper, is signed in."""
    settings.SERVICE_TODAY = TODAY
    partnership = PartnershipFactory(started_on=date(2026, 6, 1))
    SchoolCohortFactory(
        school=partnership.school,
        programme="provider_led",
        appropriate_body=AppropriateBodyFactory(name="Alban Hub"),
    )
    sign_in(client, TutorAppointmentFactory(school=partnership.school).tutor)
    return partnership.school


def left(on, **details):
    """What a place says of someone whose last day was the day before."""
    return {"finished_on": on, "own_finished_on": on} | details


def named(first_name, last_name="Lovelace", **details):
    """What a place says of its person."""
    return {"teacher__first_name": first_name, "teacher__last_name": last_name} | details


def listed(client, school, what="ects", **asked):
    """The page of a list."""
    response = client.get(reverse(f"participants:{what}", args=[school.urn]), asked)
    assert response.status_code == 200
    return response.page


def names(page):
    """Who is in a list, in its order."""
    return [cell.text for cell in page.select("tbody th")]


def cells(page, name):
    """What a list says of someone: by the names of its columns."""
    [row] = [row for row in page.select("tbody tr") if row.th.text == name]
    return {cell["data-label"]: " ".join(cell.text.split()) for cell in row.select("td")}


def address(place):
    """Where someone's page is at their school."""
    role = "ect" if hasattr(place, "appropriate_body") else "mentor"
    return reverse(f"participants:{role}", kwargs={"urn": place.school.urn, role: place.pk})


def shown(client, place, **asked):
    """Someone's page."""
    response = client.get(address(place), asked)
    assert response.status_code == 200
    return response.page


def in_history(place):
    """What makes an event or an email part of someone’s history at their school."""
    return {
        "about_type": "teacher",
        "about_id": str(place.teacher.pk),
        "school_urn": place.school.urn,
    }


def happens(place, kind, by="user:0", words="", *, at=None, **facts):
    """Something that is written down about someone at their school."""
    return EventFactory(
        kind=kind,
        at=at or clock.now(),
        by_key=by,
        by_words=words,
        **in_history(place),
        **facts,
    )


def tags(page):
    """The status, and what is beside it."""
    return [tag.text for tag in page.select("main .govuk-tag")]


def links(page, key):
    """What can be done in a row: {text: address}."""
    [row] = [row for row in page.select(".govuk-summary-list__row") if row.dt.text.strip() == key]
    return {" ".join(link.text.split()): link["href"] for link in row.select("a")}


def all_links(page):
    """Where the page leads, but for its frame."""
    return [link["href"] for link in page.select("main a")]


def populate(school, people):
    """So many ECTs and mentors, of two years, each with all that a list may say."""
    cohorts = [CohortFactory(), CohortFactory(start_year=2025)]
    SchoolCohortFactory(school=school, cohort=cohorts[1], programme="provider_led")
    for number in range(people):
        mentor = MentorFactory(school=school, cohort=cohorts[0], training_starts_on=TERM)
        cohort = cohorts[number % 2]
        ect = ECTFactory(school=school, cohort=cohort, appropriate_body=AppropriateBodyFactory())
        MentorshipFactory(school=school, ect=ect, mentor=mentor)
        TrainingFactory(ect=ect)
