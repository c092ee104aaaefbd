"""Addresses of the help page that know what it is about."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from config.support import contexts

pytestmark = pytest.mark.django_db

URL = contexts.url_for(
    topic="My appropriate body is not listed",
    school="Ashford School (URN 100001)",
    school_urn=100001,
    cohort_year=2026,
    draft_id="5a0b2f6e-3f5d-4b76-9d8e-0c4a4a3f1d11",
)
SIGNED = URL.removeprefix("/help/").rstrip("/")


def test_the_page_knows_what_stands_in_its_address(client):
    page = client.get(URL).page
    assert page.select_one(".govuk-caption-l").text == "Ashford School (URN 100001), 2026 to 2027"
    assert page.select_one("[name=topic]")["value"] == "My appropriate body is not listed"


def test_words_for_the_school_and_the_year_may_each_be_missing():
    assert contexts.Context(school="Ashford School").words == "Ashford School"
    assert contexts.Context(cohort_year=2026).words == "2026 to 2027"
    assert contexts.Context().words == ""


@pytest.mark.parametrize(
    "altered",
    [
        SIGNED[:-1],
        SIGNED[1:],
        SIGNED[: len(SIGNED) // 2],
        SIGNED.swapcase(),
        SIGNED.replace(":", ""),
        "nonsense",
        "é:ü:ß",
        ":::",
        "sent",
    ],
)
def test_an_altered_address_leads_to_the_plain_page(client, altered):
    answer = client.get(f"/help/{altered}/")
    assert answer.url == reverse("support:start")
    page = client.get(answer.url).page
    assert "Ashford" not in page.text
    assert not page.select_one("[name=topic]").get("value")


def test_an_altered_address_of_a_later_page_leads_to_the_plain_page_too(client):
    later = f"/help/{SIGNED[:-2]}/5a0b2f6e-3f5d-4b76-9d8e-0c4a4a3f1d11/question/"
    assert client.get(later).url == reverse("support:start")
    assert client.post(later, {"topic": "x", "message": "y"}).url == reverse("support:start")


@given(st.text(min_size=1))
def test_nothing_but_what_we_signed_is_read(typed):
    assert contexts.read(typed) is None
