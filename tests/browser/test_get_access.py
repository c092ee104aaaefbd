"""A school without a link finds itself, is sent one, and names its induction tutor."""

import pytest

from tests.factories import CohortFactory, SchoolFactory, SchoolLinkFactory
from tests.partnerships.situations import tutored

from .answering import nominate

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def open_cohort(person):
    CohortFactory()


def search(person, text):
    """Look for a school."""
    person.page.locator("[name=q]").fill(text)
    person.presses("Search")


def test_a_school_without_a_tutor_gets_access(person):
    school = SchoolFactory(name="St. Mary’s C of E School", town="Leeds", postcode="LS1 4AP")
    SchoolFactory(name="St John’s School")
    person.opens("/")
    person.follows("get access for your school")
    assert person.heading == "Find your school"
    person.presses("Search")
    person.sees("Enter your school’s name, postcode or URN")
    search(person, "nowhere at all")
    person.sees("We found no school")
    search(person, "saint marys church of england")
    person.sees("1 school matches", "Leeds, LS1 4AP")
    person.follows(school.name)
    person.goes_back()
    assert person.page.locator("[name=q]").input_value() == "saint marys church of england"
    person.follows(school.name)
    person.page.get_by_role("button", name="Send a link to").click()
    person.looks()
    assert person.heading == "Check your email"
    person.opens_email(f"Get access for {school.name}")
    person.follows(f"Get access for {school.name}")
    person.follows("Start now")
    nominate(person)
    person.presses("Confirm and send")
    assert person.heading == "We have your induction tutor’s name"
    person.sees("Your reference", "We have emailed Zoë O’Neill-Smith")
    person.opens_email(f"You are now the induction tutor for {school.name}")


def test_a_school_whose_tutor_has_gone_names_another(person):
    school = SchoolFactory()
    tutored(school)
    person.opens(f"/get-access/{school.urn}/")
    person.page.get_by_role("button", name="Send a link to").click()
    person.opens_email(f"Get access for {school.name}")
    person.follows(f"Get access for {school.name}")
    person.follows("Start now")
    assert person.heading == "Is Grace Hopper still your induction tutor?"
    person.slips("Select yes if Grace Hopper is still your induction tutor")
    person.answers("Yes")
    assert person.heading == "Grace Hopper can sign in"
    person.goes_back()
    person.answers("No")
    nominate(person)
    person.sees("Grace Hopper will no longer be your induction tutor")
    person.presses("Confirm and send")
    assert school.find_tutor().full_name == "Zoë O’Neill-Smith"


def test_schools_that_cannot_be_sent_a_link_are_told_what_to_do(person):
    successor = SchoolFactory(name="Risen Academy")
    closed = SchoolFactory(name="Ashdown School", status_code=2, closed_on="2020-08-31")
    SchoolLinkFactory(school=closed, link_urn=successor.urn)
    SchoolFactory(name="Ashdown Children’s Centre", type_code=47, type_name="Children’s centre")
    SchoolFactory(name="Ashdown Grange", main_email="")
    person.opens("/get-access/?q=ashdown")
    person.sees("3 schools match", "Closed on 31 August 2020")
    person.follows("Ashdown Children’s Centre")
    person.sees("your school’s type is “Children’s centre”")
    person.goes_back()
    person.follows("Ashdown Grange")
    person.sees("Add your school’s email address in GIAS")
    person.goes_back()
    person.follows("Ashdown School")
    person.follows("Risen Academy")
    for heading in ["Check your email", "We have already sent a link"]:
        person.opens(f"/get-access/{successor.urn}/")
        person.page.get_by_role("button", name="Send a link to").click()
        person.looks()
        assert person.heading == heading
