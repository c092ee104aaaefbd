"""What everybody does who answers an invitation."""

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


def send(person):
    """Send the answers, and see them confirmed."""
    assert person.heading == "Check your answers"
    person.presses("Confirm and send")
    assert person.heading == CONFIRMED
