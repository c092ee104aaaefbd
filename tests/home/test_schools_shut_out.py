"""What the tutor of a school that may not register people finds at home."""

import pytest
from django.urls import reverse

from tests.conftest import sign_in
from tests.factories import CohortFactory, SchoolFactory, TutorAppointmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def tutored(client, *, privacy_accepted_at="2026-01-01T12:00Z", **details):
    """Such a school, whose induction tutor is signed in."""
    CohortFactory()
    tutor = UserFactory(privacy_accepted_at=privacy_accepted_at)
    sign_in(client, tutor)
    return TutorAppointmentFactory(school=SchoolFactory(**details), tutor=tutor).school


#: Schools that may not use the service today, and what their home says of it.
SHUT_OUT = [
    ({"type_code": 25}, "This type of school does not register ECTs with us."),
    ({"district_code": "W06000001"}, "This type of school does not register ECTs with us."),
    ({"status_code": 4}, "This school is not open yet."),
]


@pytest.mark.parametrize(("details", "words"), SHUT_OUT)
def test_a_school_that_may_not_register_people_is_told_why_and_has_nothing_to_do(
    client, details, words
):
    school = tutored(client, **details)
    page = client.get(reverse("home:school", args=[school.urn])).page
    assert words in page.text
    assert "has closed" not in page.text
    assert "What you need to do" not in page.text
    assert "change the induction tutor" not in page.text
    assert not page.select(".govuk-summary-list__row a")
    assert page.select_one("main .govuk-inset-text a")["href"].startswith("/help/")


@pytest.mark.parametrize(("details", "words"), SHUT_OUT)
def test_a_school_that_may_not_register_people_sets_nothing_up(client, details, words):
    school = tutored(client, privacy_accepted_at=None, **details)
    home = reverse("home:school", args=[school.urn])
    assert client.get(client.post(reverse("accounts:privacy")).url).url == home
    for name in ("set-up-training", "change-appropriate-body", "report-wrong"):
        page = reverse(f"partnerships:{name}", kwargs={"urn": school.urn, "year": 2026})
        assert client.get(page).url == home
    assert client.get(reverse("schools:change-tutor", args=[school.urn])).url == home


@pytest.mark.parametrize("name", ["ects", "mentors"])
@pytest.mark.parametrize("details", [{"type_code": 25}, {"status_code": 2}, {"status_code": 4}])
def test_a_school_that_may_not_register_people_sees_who_is_there_and_adds_nobody(
    client, details, name
):
    school = tutored(client, **details)
    page = client.get(reverse(f"participants:{name}", args=[school.urn])).page
    assert "You can see who is here, " in page.text
    assert ("tell us if someone leaves" in page.text) == school.has_closed
    assert not page.select(".govuk-button[href]")
