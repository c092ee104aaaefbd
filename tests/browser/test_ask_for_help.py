"""Someone asks DfE for help, from the footer or where the service stopped them."""

import pytest

from config.support.models import SupportRequest
from schools import links
from tests.factories import InvitationFactory

from .test_links import address

pytestmark = pytest.mark.browser

QUESTION = "We answered No.\nNow an ECT is coming.\n\nCan you change it?"


def ask(person, **first):
    """Put the question, with a slip on each page, as far as the check answers page."""
    person.slips("Enter what you want to ask", **first, message="")
    person.answers(message=QUESTION)
    person.slips(
        "Enter your full name",
        "Enter an email address in the correct format, like name@example.com",
        name="",
        email="grace@school",
    )
    person.answers(name="Grace Hopper", email="grace@school.example")
    assert person.rows["Your question"].split("\n") == QUESTION.split("\n")
    assert person.rows["Your email address"] == "grace@school.example"


def test_anyone_asks_from_the_footer(person):
    person.opens("/")
    person.follows("Ask DfE for help")
    ask(person, topic="Where is our email?")
    person.changes("What is it about?")
    person.answers(topic="Where is our link?")
    person.presses("Confirm and send")
    assert person.heading == "We have your request for help"
    asked = SupportRequest.objects.get()
    person.sees(asked.reference, "within 5 working days")
    assert (asked.topic, asked.school_urn) == ("Where is our link?", None)
    person.uses_the_browsers_back_button()
    person.sees(asked.reference)
    person.opens_email(f"We have your request for help ({asked.reference})")


def test_a_school_asks_from_its_own_page_which_fills_in_what_we_know(person):
    invitation = InvitationFactory()
    school = invitation.school
    person.opens(address(links.token_for(invitation)))
    person.follows("Tell us")
    person.sees(f"{school.name} (URN {school.urn}), 2026 to 2027")
    ask(person)
    person.presses("Confirm and send")
    asked = SupportRequest.objects.get()
    assert (asked.school_urn, asked.cohort_year) == (school.urn, 2026)
    assert asked.topic != ""
