"""Someone moves here from another school, or leaves, or stays after all."""

from datetime import date

import pytest

from participants.models import Mentorship
from tests.factories import (
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    ProviderPairingFactory,
)
from tests.participants.moves.situations import as_seen, lead_provider, status

from .registering import (
    ECT,
    MENTOR,
    begin,
    confirm,
    identify,
    mentor_at,
    school_in_training,
    teacher,
    typed_date,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("autumn")]

ZOE, MAYA = "Zoë O’Neill", "Maya Okoye"
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def zoe():
    """Zoë O’Neill, an ECT of another school, where Maya Okoye mentors her."""
    school = school_in_training(school__name="Oldham School")
    maya = mentor_at(school, MAYA, started_on=SEPTEMBER)
    zoe = ECTFactory(
        school=school,
        cohort=school.cohorts.get().cohort,
        teacher=teacher(ZOE, trn="1234567", date_of_birth=date(1999, 3, 27)),
        started_on=SEPTEMBER,
    )
    MentorshipFactory(school=school, ect=zoe, mentor=maya, started_on=SEPTEMBER)
    return zoe


def test_an_ect_moves_here_and_keeps_their_provider(person, tutor_of, zoe):
    school = school_in_training(school__name="Newham School", body="Bexley Hub")
    mentor_at(school, "Ruth Ellison")
    before = zoe.school.partnerships.get()
    tutor_of(person, school)
    begin(person, ECT)
    identify(person, ZOE)
    assert person.heading == f"Is {ZOE} moving from another school?"
    person.slips(f"Select yes if {ZOE} is moving from another school")
    person.answers("No")
    assert person.heading == f"{ZOE} is registered at another school"
    person.goes_back()
    person.answers("Yes")
    assert person.heading == f"When does {ZOE} start at your school?"
    person.slips(
        "Start date must be after the day they started at their last school",
        **typed_date("started_on", 1, 9, 2026),
    )
    person.answers(**typed_date("started_on", 4, 1, 2027))
    assert person.heading == f"What is {ZOE}’s email address?"
    person.slips("Enter an email address", email="")
    person.answers(email="zoe@newham.example")
    both = f"{before.lead_provider} with {before.delivery_partner}"
    assert person.heading == f"Will {ZOE} continue with their current provider, {both}?"
    person.slips(f"Select yes if {ZOE} will continue with {both}")
    person.answers("Yes")
    person.answers("Yes")
    person.answers("Ruth Ellison")
    assert person.rows["Start date"] == "4 January 2027"
    assert "Oldham" not in person.page.content()
    confirm(person)
    assert person.heading == f"You have registered {ZOE} as an ECT"
    person.follows(f"Go to {ZOE}’s page")
    person.sees("Joining", "Ruth Ellison", before.lead_provider.name)
    assert status(zoe) == "leaving"
    person.opens_email("Newham School has told us that you move there")
    person.opens_email(f"{ZOE} moves to Newham School and stays with you")


def test_an_ect_moves_here_to_another_provider(person, tutor_of, zoe):
    other = ProviderPairingFactory()
    school = school_in_training(school__name="Newham School", body="Bexley Hub")
    tutor_of(person, school)
    begin(person, ECT)
    identify(person, ZOE)
    person.answers("Yes")
    person.answers(**typed_date("started_on", 23, 11, 2026))
    person.answers(email="zoe@newham.example")
    person.answers("No")
    assert person.heading == f"Who will train {ZOE} from now on?"
    person.slips(f"Select who will train {ZOE}")
    person.answers("Another lead provider")
    person.slips("Select a lead provider")
    person.answers(other.lead_provider.name)
    person.answers(other.delivery_partner.name)
    person.answers("Yes")
    person.changes("Start date")
    person.answers(**typed_date("started_on", 24, 11, 2026))
    confirm(person)
    after = school.ects.get()
    assert (status(zoe), status(after)) == ("left", "training")
    assert lead_provider(after) == other.lead_provider.name
    person.opens_email(f"{ZOE} leaves your training")


def test_a_mentor_leaves_all_other_schools_for_this_one(person, tutor_of):
    maya = MentorFactory(
        teacher=teacher(MAYA, trn="1234567", date_of_birth=date(1999, 3, 27)),
        started_on=SEPTEMBER,
    )
    school = school_in_training(school__name="Newham School", body="Bexley Hub")
    tutor_of(person, school)
    begin(person, MENTOR)
    identify(person, MAYA)
    person.answers("Yes")
    assert person.heading == f"When does {MAYA} start at your school?"
    person.answers(**typed_date("started_on", 4, 1, 2027))
    person.answers(email="maya@newham.example")
    person.answers("Spring term 2027 (1 January to 31 March)")
    person.answers("Yes")
    person.sees(f"{MAYA} is a mentor at your school from 4 January 2027")
    confirm(person)
    assert status(maya) == "leaving"


def test_a_tutor_reports_that_an_ect_leaves_and_then_stays(person, tutor_of, zoe):
    tutor_of(person, zoe.school)
    person.follows("Manage ECTs and mentors")
    person.follows(ZOE)
    person.follows(f"{ZOE} is leaving your school")
    assert person.heading == f"What is {ZOE}’s last day at your school?"
    person.sees("Do not report parental leave or sick leave here", "Last day")
    person.slips(f"Enter {ZOE}’s last day", **typed_date("last_day", "", "", ""))
    person.answers(**typed_date("last_day", 18, 12, 2026))
    person.sees("after 18 December 2026 you can still see")
    confirm(person)
    assert person.heading == f"You have told us that {ZOE} is leaving"
    person.follows(f"Go to {ZOE}’s page")
    person.sees("Leaving")
    person.follows(f"{ZOE} is staying at your school")
    assert person.heading == f"Is {ZOE} staying at your school?"
    person.presses_twice("Yes, they are staying")
    assert person.heading == f"You have told us that {ZOE} is staying"
    assert as_seen(zoe).finished_on is None
    assert Mentorship.objects.going_on().get().finished_on is None
    person.uses_the_browsers_back_button()
    assert person.heading == f"You have told us that {ZOE} is staying"


def test_a_mentor_leaves_and_their_ects_need_another(person, tutor_of, zoe):
    tutor_of(person, zoe.school)
    person.opens(f"/schools/{zoe.school.urn}/ects-and-mentors/mentors/")
    person.follows(MAYA)
    person.follows(f"{MAYA} is leaving your school")
    person.answers(**typed_date("last_day", 23, 11, 2026))
    person.sees(f"{ZOE} needs another mentor after that day")
    confirm(person)
    person.follows(f"Go to {MAYA}’s page")
    person.sees("Left")
    person.opens(f"/schools/{zoe.school.urn}/")
    person.follows("ECTs without a mentor (1)")
