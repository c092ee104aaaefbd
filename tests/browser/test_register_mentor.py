"""A tutor registers a mentor, who may be themself or mentor at another school."""

import pytest

from notifications.models import Email
from participants.models import MentorAtSchool
from tests.factories import MentorFactory, ProviderPairingFactory

from .registering import (
    MENTOR,
    begin,
    confirm,
    identify,
    school_in_training,
    teacher,
    typed_date,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("autumn")]

MAYA = "Maya Okoye"
SPRING = "Spring term 2027 (1 January to 31 March)"


def test_a_tutor_registers_a_mentor_who_trains_with_others_than_the_school(person, tutor_of):
    school = school_in_training()
    other = ProviderPairingFactory()
    tutor_of(person, school)
    person.follows("Manage ECTs and mentors")
    person.follows("Add ECT or mentor")
    person.answers(MENTOR)
    assert person.heading == "What you need to add a mentor"
    person.presses()
    person.slips("Select yes if you want to add yourself as a mentor")
    person.answers("No")
    person.slips("Enter a first name", "Enter a last name")
    person.answers(first_name="Maya", last_name="Okoye")
    person.slips("Teacher reference number (TRN) must include 7 digits or fewer", trn="12345678")
    person.answers(trn="12345")
    person.slips(
        "Date of birth must be at least 18 years ago", **typed_date("date_of_birth", 1, 9, 2016)
    )
    person.answers(**typed_date("date_of_birth", 10, 12, 1985))
    person.slips(
        "Enter an email address in the correct format, like name@example.com", email="maya@school"
    )
    person.answers(email="maya@school.example")
    person.slips(f"Select when {MAYA} will start mentor training")
    person.answers(SPRING)
    partnership = school.partnerships.get()
    providers = f"{partnership.lead_provider} and {partnership.delivery_partner}"
    assert person.heading == f"Will {MAYA} train with {providers}?"
    person.slips(f"Select yes if {MAYA} will train with {providers}")
    person.answers("No")
    assert person.heading == f"Which lead provider will train {MAYA}?"
    person.slips("Select a lead provider")
    person.answers(other.lead_provider.name)
    person.slips("Select a delivery partner, or that you do not know yet")
    person.answers(other.delivery_partner.name)

    assert person.rows["Teacher reference number (TRN)"] == "0012345"
    assert person.rows["Mentor training starts"] == "Spring term 2027"
    person.sees(f"{MAYA} is a mentor at your school from today")
    confirm(person)
    assert person.heading == f"You have registered {MAYA} as a mentor"
    person.sees(f"starts in the spring term 2027 and trains with {other.lead_provider}")
    assert MentorAtSchool.objects.count() == Email.objects.count() == 1
    person.follows("Assign ECTs")
    assert person.heading == "There are no ECTs to assign"
    person.opens_email(f"{school.name} has registered you as a mentor")


def test_a_tutor_adds_themself_and_is_told_to_keep_the_roles_apart(person, tutor_of):
    school = school_in_training()
    tutor = tutor_of(person, school)
    person.opens(f"/schools/{school.urn}/ects-and-mentors/add-mentor/")
    person.presses()
    person.answers("Yes")
    assert person.heading == "Keep your two roles apart"
    person.presses()
    assert person.page.get_by_label("First name").input_value() == tutor.first_name
    person.presses()
    assert person.heading == "What is your teacher reference number (TRN)?"
    person.slips("Enter a teacher reference number (TRN)")
    person.answers(trn="1234567")
    person.answers(**typed_date("date_of_birth", 9, 12, 1980))
    assert person.page.locator("[name=email]").input_value() == tutor.email
    person.presses()
    person.answers("Autumn term 2026 (1 September to 31 December)")
    person.answers("Yes")
    person.sees("You are a mentor at your school from today")
    confirm(person)
    person.sees("You are a mentor at your school from today.", "You start in the autumn term 2026")
    assert not Email.objects.exists()


def test_a_mentor_of_another_school_mentors_here_too(person, tutor_of):
    MentorFactory(teacher=teacher(MAYA, trn="1234567", date_of_birth="1999-03-27"))
    school = school_in_training()
    tutor_of(person, school)
    begin(person, MENTOR)
    identify(person, MAYA)
    assert person.heading == f"Will {MAYA} mentor only at your school?"
    person.slips(f"Select yes if {MAYA} will mentor only at your school")
    person.answers("No")
    person.answers(email="maya@here.example")
    person.answers(SPRING)
    person.answers("Yes")
    person.presses("Confirm and send")
    assert person.heading == f"You have registered {MAYA} as a mentor"
    assert MentorAtSchool.objects.filter(finished_on=None).count() == 2
