"""Finding someone in the lists of a school's ECTs and mentors."""

import pytest
from django.urls import reverse

from tests.factories import ECTFactory, MentorFactory, TeacherFactory

from .at_school import TERM, TODAY, left, listed, named, names
from .at_school import school as school

pytestmark = pytest.mark.django_db


# Searching


@pytest.fixture
def zoe(school):
    """Zoë Ann O’Neill-Smith, among others."""
    ECTFactory(school=school, **named("Ada"))
    name = {"first_name": "Zoë Ann", "last_name": "O’Neill-Smith"}
    return ECTFactory(school=school, teacher=TeacherFactory(trn="0123456", **name))


@pytest.mark.parametrize(
    "text",
    [
        "Zoë",
        "zoe",
        "ZOE ANN",
        "ann zoë",
        "Smith Zoe",
        "o'neill",
        "O’NEILL–SMITH",
        "neil",
        " smith,  zoë ",
        "0123456",
        "01/23456",
        "RP 01/23456",
        "trn 0123456",
        "123456",
        "０１２３４５６",
        "2345",
        "12345",
        "012345",
        "Smith 0123456",
        "rp12/3456 zoe",
    ],
)
def test_people_are_found_however_their_name_or_trn_is_typed(client, school, zoe, text):
    page = listed(client, school, q=text)
    assert names(page) == ["Zoë Ann O’Neill-Smith"]
    assert page.select_one("input[name=q]")["value"] == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Jones",
        "Smith 7654321",
        "012345678",
        "?",
        "%",
        "_",
        "'; --",
        "zoë\x00x",
        "Z" * 500,
    ],
)
def test_what_matches_nobody_says_how_to_go_on(client, school, zoe, text):
    page = listed(client, school, q=text)
    assert names(page) == []
    assert "Nobody in this list matches." in page.text


def test_a_search_for_nothing_that_can_be_seen_shows_everyone(client, school, zoe):
    assert len(names(listed(client, school, q=" \x00\n"))) == 2


def test_where_nobody_matches_the_search_goes_on_elsewhere_or_is_cleared(client, school):
    ECTFactory(school=school, started_on=TERM, **left(TODAY), **named("Zoë"))
    MentorFactory(school=school, **named("Zoe", "Hopper"))
    ECTFactory(school=school, **named("Ada"))
    page = listed(client, school, q="zoë")

    def follow(words):
        return names(client.get(page.find("a", string=words)["href"]).page)

    assert names(page) == []
    assert follow("ECTs who have left or completed") == ["Zoë Lovelace"]
    assert follow("mentors") == ["Zoe Hopper"]
    assert follow("clear the search") == ["Ada Lovelace"]


def test_a_search_does_not_reach_another_school(client, school):
    ECTFactory(teacher__trn="0123456")
    assert names(listed(client, school, q="0123456")) == []


# Paging


def test_a_page_holds_50_people_and_leads_to_the_next(client, school):
    for number in range(51):
        ECTFactory(school=school, **named(f"Zoë {number:02}"))
    page = listed(client, school, q="zoë", show="without-mentor")
    assert len(names(page)) == 50
    assert "ECTs without a mentor who match your search (51)" in page.text
    assert page.title.text.strip().startswith("ECTs (page 1 of 2)")
    following = page.select_one("a[rel=next]")["href"]
    assert names(client.get(f"{_address(school)}{following}").page) == ["Zoë 50 Lovelace"]


def test_a_page_that_is_not_there_is_the_last_one(client, school):
    ECTFactory(school=school)
    assert names(listed(client, school, page="99")) == ["Ada Lovelace"]
    assert not listed(client, school).select(".govuk-pagination")


def _address(school):
    return reverse("participants:ects", args=[school.urn])
