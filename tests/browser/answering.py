"""What everybody does who answers an invitation, or comes in from their email."""

from playwright.sync_api import expect

from config.events.services import Actor
from schools.services import invitations
from tests.factories import CohortFactory

CONFIRMED = "We have your answer"
HUB, NOT_APPOINTED = "Teaching school hub", "We have not appointed one yet"


def invite(school):
    """Send a school its invitation."""
    cohort = CohortFactory()
    by = Actor("command:tests", "Tests")
    assert list(invitations.invite_all(cohort=cohort, school_ids=[school.pk], by=by)) == [1]


def open_invitation(person, school):
    """Follow the link in the school's email, and start."""
    person.opens_email(f"Do you expect early career teachers at {school.name}")
    person.follows(f"Answer for {school.name}")
    person.sees(school.name, "2026 to 2027")
    person.follows("Start now")


def nominate(person, **other):
    """Say who the induction tutor is to be."""
    tutor = {
        "tutor_first_name": "Zoë",
        "tutor_last_name": "O’Neill-Smith",
        "tutor_email": "zoe@school.example",
    }
    person.answers(**tutor | other)


def type_ahead(person):
    """The box that a script has put in place of a select, once it has."""
    return person.page.locator("input[role=combobox]")


def choose_body(person, *, typed, name):
    """Type part of a name and take what is offered; without scripts, select it in the list."""
    if not person.has_scripts:
        person.page.get_by_label("Which appropriate body have you appointed").select_option(name)
        return
    box = type_ahead(person)
    box.fill("")
    box.press_sequentially(typed)
    expect(person.page.get_by_role("option")).to_have_text([name])
    person.looks()
    person.page.keyboard.press("ArrowDown")
    person.page.keyboard.press("Enter")
    expect(box).to_have_value(name)


def send(person):
    """Send the answers, and see them confirmed."""
    assert person.heading == "Check your answers"
    person.presses("Confirm and send")
    assert person.heading == CONFIRMED


def sign_in_by_email(person, address):
    """From the sign-in page, by the link that comes by email."""
    assert person.heading == "Sign in"
    person.page.get_by_label("Email address").fill(address)
    person.presses("Email me a link")
    person.opens_email("Your link to sign in")
    person.follows("Sign in to manage training")
    person.presses()
