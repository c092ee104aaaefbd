"""A tutor says who mentors whom, from the ECT’s page and from the mentor’s."""

import pytest
from playwright.sync_api import expect

from participants.models import Mentorship
from tests.factories import ECTFactory

from .answering import type_ahead
from .registering import confirm, identify, mentor_at, school_in_training, teacher

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("autumn")]


@pytest.fixture
def school():
    """One where Zoë O’Neill and Amir Khan are ECTs."""
    school = school_in_training()
    cohort = school.cohorts.get().cohort
    for name in ["Zoë O’Neill", "Amir Khan"]:
        ECTFactory(school=school, cohort=cohort, teacher=teacher(name))
    return school


def test_a_new_mentor_is_added_in_the_middle_of_assigning_one(person, tutor_of, school):
    tutor_of(person, school)
    person.follows("ECTs without a mentor (2)")
    person.page.get_by_role("row", name="Zoë O’Neill").get_by_role(
        "link", name="Mentor not assigned"
    ).click()
    assert person.heading == "You have no mentors to choose from yet"
    person.follows("Add a mentor")
    person.goes_back()
    assert person.heading == "You have no mentors to choose from yet"
    person.follows("Add a mentor")
    person.presses()
    person.answers("No")
    identify(person, "Maya Okoye")
    person.answers(email="maya@school.example")
    person.answers("Autumn term 2026 (1 September to 31 December)")
    person.answers("Yes")
    confirm(person)
    person.follows("Go back to assigning a mentor")
    assert person.heading == "Who will mentor Zoë O’Neill?"
    assert person.page.get_by_label("Maya Okoye").is_checked()
    person.presses()
    person.sees("Maya Okoye will mentor Zoë O’Neill from 24 November 2026")
    confirm(person)
    assert person.heading == "You have assigned a mentor"
    person.follows("Go to Zoë O’Neill’s page")
    person.sees("Maya Okoye")
    person.opens_email("You are the mentor of Zoë O’Neill")


def test_a_mentor_takes_over_ects_and_one_gets_another_mentor(person, tutor_of, school):
    maya, ruth = mentor_at(school, "Maya Okoye"), mentor_at(school, "Ruth Ellison")
    tutor_of(person, school)
    person.opens(f"/schools/{school.urn}/ects-and-mentors/mentors/")
    person.follows("Maya Okoye")
    person.sees("No ECTs now")
    person.follows("Assign ECTs")
    assert person.heading == "Which ECTs will Maya Okoye mentor?"
    person.slips("Select the ECTs that Maya Okoye will mentor")
    for name in ["Zoë O’Neill", "Amir Khan"]:
        person.page.get_by_label(name).check()
    person.presses()
    person.sees("We will tell Maya Okoye by email")
    confirm(person)
    assert person.heading == "You have assigned ECTs"
    person.follows("Go to Maya Okoye’s page")
    person.follows("Amir Khan")
    person.follows("Change the mentor")
    assert person.page.get_by_label("Maya Okoye").is_checked()
    person.presses()
    assert person.heading == "Maya Okoye is Amir Khan’s mentor already"
    person.follows("choose another mentor")
    person.answers("Ruth Ellison")
    person.sees("Maya Okoye will not become the mentor of Amir Khan")
    person.presses("Confirm and send")
    standing = Mentorship.objects.going_on().values_list("ect__teacher__first_name", "mentor")
    assert dict(standing) == {"Zoë": maya.pk, "Amir": ruth.pk}


def test_one_of_many_mentors_is_found_by_typing(person, tutor_of, school):
    names = [*(f"Ada Lovelace-{n:02}" for n in range(24)), "Çağla Öztürk"]
    for name in names:
        mentor_at(school, name)
    tutor_of(person, school)
    ect = school.ects.get(teacher__first_name="Zoë")
    person.opens(f"/schools/{school.urn}/ects/{ect.pk}/mentor/")
    person.slips("Select who will mentor Zoë O’Neill")
    if person.has_scripts:
        box = type_ahead(person)
        box.press_sequentially("öz")
        expect(person.page.get_by_role("option")).to_have_text(["Çağla Öztürk"])
        person.looks()
        person.page.keyboard.press("ArrowDown")
        person.page.keyboard.press("Enter")
    else:
        person.page.get_by_label("Who will mentor Zoë O’Neill?").select_option("Çağla Öztürk")
    person.presses()
    person.sees("Çağla Öztürk will mentor Zoë O’Neill from 24 November 2026")
