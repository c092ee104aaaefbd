"""Finding a school, and what its page offers to whom."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from schools import search
from schools.models import Invitation
from tests.factories import SchoolFactory, SchoolLinkFactory
from tests.partnerships.situations import tutored

pytestmark = pytest.mark.django_db

JUNK = ["%", "_", "'\"", "\x00", "\x01\ufffe", "😀", "<script>alert(1)</script>", "n" * 10_000]


def look_for(client, text):
    return client.get(reverse("schools:get-access"), {"q": text})


def page_of(client, school):
    return client.get(reverse("schools:get-access-school", args=[school.urn]))


def listed(response):
    return [link.text for link in response.page.select("main li a[href^='/get-access/1']")]


def test_nothing_is_listed_until_something_is_looked_for(client):
    SchoolFactory()
    response = client.get(reverse("schools:get-access"))
    assert response.page.h1.text == "Find your school"
    assert listed(response) == []


def test_a_school_is_found_and_told_apart(client):
    school = SchoolFactory(
        name="St Mary’s School", town="Leeds", postcode="LS1 4AP", la_name="Leeds City"
    )
    SchoolFactory(name="St John’s School")
    response = look_for(client, "saint marys")
    [item] = response.page.select("main li:has(a[href^='/get-access/1'])")
    words = " ".join(item.text.split())
    assert words == (
        f"St Mary’s School Leeds, LS1 4AP, URN {school.urn} Local authority: Leeds City"
    )
    assert response.page.select_one("main h2").text == "1 school matches"


def test_what_was_looked_for_stays_in_the_box_and_back_leads_to_it(client):
    SchoolFactory(name="St Mary’s School")
    response = look_for(client, "saint marys & co")
    assert response.page.select_one("[name=q]")["value"] == "saint marys & co"
    response = look_for(client, "saint marys")
    page = client.get(response.page.select_one("main li a")["href"]).page
    back = client.get(page.select_one(".govuk-back-link")["href"])
    assert listed(back) == ["St Mary’s School"]


def test_a_closed_school_says_when_it_closed(client):
    SchoolFactory(name="Ashdown School", status_code=2, closed_on="2020-08-31")
    assert "Closed on 31 August 2020" in look_for(client, "ashdown").page.text


def test_many_schools_are_not_listed_but_narrowed(client):
    SchoolFactory.create_batch(search.MOST + 3, name="Ashdown School")
    response = look_for(client, "ashdown")
    assert len(listed(response)) == search.MOST
    assert response.page.select_one("main h2").text == (
        f"Narrow your search: {search.MOST + 3} schools match"
    )


def test_very_many_are_not_counted(client, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 21)
    SchoolFactory.create_batch(search.MOST + 3, name="Ashdown School")
    assert "more than 21 schools match" in look_for(client, "ashdown").page.text


def test_no_school_found_says_what_to_try(client):
    page = look_for(client, "nowhere").page
    assert page.select_one("main h2").text == "We found no school"
    assert page.find("a", string="ask DfE for help")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Enter your school’s name, postcode or URN"),
        ("  ", "Enter your school’s name, postcode or URN"),
        ("’", "Enter at least 2 letters or numbers"),
        ("a", "Enter at least 2 letters or numbers"),
    ],
)
def test_too_little_to_look_for_is_an_error(client, text, error):
    page = look_for(client, text).page
    assert page.select_one(".govuk-error-summary a").text == error


@pytest.mark.parametrize("text", JUNK, ids=range(len(JUNK)))
def test_junk_finds_nothing_and_breaks_nothing(client, text):
    SchoolFactory()
    response = look_for(client, text)
    assert response.status_code == 200
    assert listed(response) == []


@given(st.text(max_size=250))
@settings(deadline=None, max_examples=30)
def test_whatever_is_looked_for_gives_a_page(text):
    assert look_for(Client(), text).status_code == 200


def test_the_school_s_page_shows_its_address_masked(client):
    school = SchoolFactory(main_email="office@ashford.example")
    response = page_of(client, school)
    assert response.page.select_one("main form button").text.strip() == (
        "Send a link to o****e@ashford.example"
    )
    assert "office@" not in response.content.decode()


def test_a_school_looks_the_same_with_and_without_a_tutor(client):
    school = SchoolFactory()

    def seen():
        return str(page_of(client, school).page.main).split("csrfmiddlewaretoken")[0]

    before = seen()
    tutor = tutored(school)
    assert seen() == before
    assert tutor.last_name not in before


def test_looking_changes_nothing(client):
    school = SchoolFactory()
    addresses = [
        reverse("schools:get-access"),
        reverse("schools:get-access") + "?q=ashford",
        reverse("schools:get-access-school", args=[school.urn]),
        reverse("schools:send-access-link", args=[school.urn]),
    ]
    for address in addresses * 2:
        client.get(address)
        client.head(address)
    assert not Email.objects.exists()
    assert not Invitation.objects.exists()
    assert not Draft.objects.exists()


def test_the_pages_ask_the_database_little(client, django_assert_max_num_queries):
    schools = SchoolFactory.create_batch(30, name="Ashdown School")
    with django_assert_max_num_queries(3):
        look_for(client, "ashdown")
    with django_assert_max_num_queries(2):
        page_of(client, schools[0])


@pytest.mark.parametrize("urn", [1, 10**8, 10**30])
def test_a_school_that_is_not_there_has_no_page(client, urn):
    for path in [f"/get-access/{urn}/", f"/get-access/{urn}/link/"]:
        assert client.get(path).status_code == client.post(path).status_code == 404


def test_a_closed_school_leads_to_its_successor(client):
    school = SchoolFactory(status_code=2, closed_on=clock.today())
    successor = SchoolFactory(name="Risen Academy")
    SchoolLinkFactory(school=school, link_urn=successor.urn)
    page = page_of(client, school).page
    assert page.h1.text == f"{school.name} has closed"
    href = page.find("a", string="Risen Academy")["href"]
    assert client.get(href).page.h1.text == "Get access for Risen Academy"


@pytest.mark.parametrize(
    ("details", "heading"),
    [
        ({"type_code": 47, "type_name": "Children’s centre"}, "cannot use this service"),
        ({"district_code": "W06000001"}, "cannot use this service"),
        ({"status_code": 4}, "has not opened yet"),
        ({"main_email": ""}, "We do not have an email address for"),
    ],
)
def test_a_school_we_cannot_write_to_is_told_why_and_what_to_do(client, details, heading):
    page = page_of(client, SchoolFactory(**details)).page
    assert heading in page.h1.text
    assert not page.select("main form")
    help_page = client.get(page.find("a", string="ask DfE for help")["href"]).page
    assert "Getting access" in help_page.select_one("[name=topic]")["value"]
