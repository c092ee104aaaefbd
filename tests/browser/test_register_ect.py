"""A tutor registers an ECT, with what goes wrong on the way."""

from datetime import date

import pytest

from config.support.models import SupportRequest
from notifications.models import Email
from participants.models import ECTAtSchool
from tests.accounts.situations import Clock
from tests.factories import AppropriateBodyFactory, ECTFactory, PartnershipFactory, SchoolFactory

from .answering import HUB, choose_body, send, sign_in_by_email
from .registering import (
    ECT,
    begin,
    confirm,
    identify,
    mentor_at,
    school_in_training,
    teacher,
    typed_date,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("autumn")]

ZOE = "Zoë O’Neill"
RIGHT_TO_LEFT = "\u200f"


def test_a_tutor_registers_an_ect_with_a_mentor(person, tutor_of):
    school = school_in_training()
    mentor_at(school, "Maya Okoye", email="maya@school.example")
    ECTFactory(email="taken@school.example")
    tutor_of(person, school)
    person.follows("Manage ECTs and mentors")
    person.sees("You have no ECTs here now")
    person.follows("Add ECT or mentor")
    person.slips("Select who you want to add")
    person.answers(ECT)
    assert person.heading == "What you need to add an ECT"
    person.presses()

    assert person.heading == "What is the ECT’s name?"
    person.slips("Enter a first name", first_name="", last_name="Smith")
    person.answers(first_name=f"{RIGHT_TO_LEFT} Zoë ", last_name="O’Neill")
    assert person.heading == f"What is {ZOE}’s teacher reference number (TRN)?"
    person.slips("Enter a teacher reference number (TRN)")
    person.slips("Teacher reference number (TRN) must include at least 5 digits", trn="RP 12")
    person.answers(trn=" RP 12/34567 ")
    assert person.heading == f"What is {ZOE}’s date of birth?"
    person.slips("Date of birth must be a real date", **typed_date("date_of_birth", 30, 2, 1999))
    person.answers(**typed_date("date_of_birth", 27, 3, 1999))
    assert person.heading == f"What is {ZOE}’s email address?"
    person.slips(
        "Enter a different email address: another ECT or mentor has this one",
        email="taken@school.example",
    )
    person.answers(email="zoe@school.example")
    assert person.heading == f"When does {ZOE} start their induction with you?"
    person.slips("Start date must include a year", **typed_date("started_on", 1, 1, ""))
    person.slips(
        "Start date must be on or after 1 June 2024", **typed_date("started_on", 1, 9, 2020)
    )
    person.answers(**typed_date("started_on", 4, 1, 2027))
    person.slips(f"Select yes if Alban Hub is the appropriate body for {ZOE}")
    person.answers("Yes")
    person.slips(f"Select who will mentor {ZOE}")
    person.answers("Maya Okoye")

    assert person.rows["Teacher reference number (TRN)"] == "1234567"
    person.changes("Email address")
    person.answers(email="zoe.smith@school.example")
    assert person.rows["Email address"] == "zoe.smith@school.example"
    assert person.rows["Mentor"] == "Maya Okoye"
    confirm(person)
    assert person.heading == f"You have registered {ZOE} as an ECT"
    person.sees("Register Zoë O’Neill with Alban Hub")
    assert ECTAtSchool.objects.filter(school=school).count() == 1
    assert Email.objects.count() == 2
    person.follows(f"Go to {ZOE}’s page")
    person.sees("Starting", "Maya Okoye")
    person.opens_email(f"{school.name} has registered you as an early career teacher")
    person.opens_email(f"You are the mentor of {ZOE}")


def test_training_is_set_up_on_the_way_and_the_answers_are_kept(person, tutor_of):
    PartnershipFactory()
    AppropriateBodyFactory(name="Alban Hub")
    school = SchoolFactory()
    tutor_of(person, school)
    person.opens(f"/schools/{school.urn}/ects-and-mentors/add-ect/")
    person.presses()
    identify(person, ZOE)
    person.answers(email="zoe@school.example")
    person.answers(**typed_date("started_on", 4, 1, 2027))
    assert person.heading == "Set up training for 2026 to 2027 first"
    person.follows("Set up training for 2026 to 2027")
    person.answers("Yes")
    person.answers("Design and deliver your own training programme")
    person.answers("No")
    send(person)
    person.follows("Go back to adding the ECT")
    assert person.heading == f"Which type of appropriate body have you appointed for {ZOE}?"
    person.slips("Select which type of appropriate body you have appointed")
    person.answers(HUB)
    choose_body(person, typed="alb", name="Alban Hub")
    person.presses()
    assert person.rows["Name"] == ZOE
    person.goes_back()
    assert person.heading == f"Which appropriate body have you appointed for {ZOE}?"
    person.presses()
    confirm(person)
    person.sees("Register Zoë O’Neill with Alban Hub")


def test_details_that_do_not_match_are_put_right_or_sent_to_dfe(person, tutor_of):
    school = school_in_training()
    known = teacher("Zoe O’Neill", trn="1234567")
    ECTFactory(teacher=known)
    tutor_of(person, school)
    begin(person, ECT)
    identify(person, "Zoë O’Neill", born=(10, 12, 1998))
    assert person.heading == "These details do not match our records"
    assert person.rows["Date of birth"] == "10 December 1998"
    person.changes("Date of birth")
    person.answers(**typed_date("date_of_birth", 11, 12, 1998))
    assert person.heading == "These details do not match our records"
    person.follows("Ask DfE to check")
    assert person.heading == "Ask DfE to check these details"
    person.answers(message="She showed me her passport.")
    person.presses("Confirm and send")
    assert person.heading == "We will check these details"
    person.sees(SupportRequest.objects.get().reference, "Nobody is registered yet")
    person.follows("Go to your school’s page")
    person.follows("Continue adding an ECT")
    person.changes("Date of birth")
    person.answers(**typed_date("date_of_birth", 10, 12, 1999))
    assert person.heading == "Is Zoë O’Neill moving from another school?"


def test_someone_is_known_by_another_name(grace, tutor_of):
    school = school_in_training()
    born = date(1999, 3, 27)
    known = teacher("Zoe O’Neill", trn="1234567", date_of_birth=born)
    ECTFactory(school=school, teacher=known)
    tutor_of(grace, school)
    begin(grace, ECT)
    identify(grace, "Zed O’Neill")
    grace.slips("Select yes if Zed O’Neill is known by another name")
    grace.answers("No")
    assert grace.heading == "This name does not match our records"
    grace.changes("Other first name")
    grace.answers("Yes")
    assert grace.heading == "What is Zed O’Neill’s other first name?"
    grace.slips("Enter a first name", other_first_name="")
    grace.answers(other_first_name="Zoë")
    assert grace.heading == "Zed O’Neill is registered at your school already"


def test_a_second_tab_is_told_that_the_first_has_registered_them(grace, tutor_of):
    school = school_in_training()
    tutor_of(grace, school)
    begin(grace, ECT)
    other_tab = grace.opens_another_tab()
    other_tab.opens(f"/schools/{school.urn}/ects-and-mentors/add-ect/")
    for tab, address in [(grace, "zoe@school.example"), (other_tab, "zoe.o@school.example")]:
        identify(tab)
        tab.answers(email=address)
        tab.answers(**typed_date("started_on", 4, 1, 2027))
        tab.answers("Yes")
    grace.presses("Confirm and send")
    assert grace.heading == "You have registered Zoë O’Neill as an ECT"
    other_tab.presses("Confirm and send")
    assert other_tab.heading == "Zoë O’Neill is registered at your school already"
    other_tab.follows("Go to Zoë O’Neill’s page")
    assert other_tab.rows["Email address"] == "zoe@school.example"


def test_whoever_is_signed_out_on_the_way_goes_on_with_the_answers_kept(
    grace, tutor_of, monkeypatch
):
    clock = Clock(monkeypatch)
    school = school_in_training()
    tutor = tutor_of(grace, school)
    begin(grace, ECT)
    identify(grace)
    grace.answers(email="zoe@school.example")
    clock.at(minutes=121)
    grace.answers(**typed_date("started_on", 4, 1, 2027))
    grace.sees("We signed you out", "What you saved is still there")
    sign_in_by_email(grace, tutor.email)
    assert grace.heading == "When does Zoë O’Neill start their induction with you?"
    grace.answers(**typed_date("started_on", 4, 1, 2027))
    grace.answers("Yes")
    assert grace.rows["Email address"] == "zoe@school.example"
    grace.presses("Confirm and send")
    assert grace.heading == "You have registered Zoë O’Neill as an ECT"
