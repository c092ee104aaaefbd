"""A school names its induction tutor while it answers its invitation."""

import pytest

from tests.factories import SchoolFactory, StaffFactory
from tests.partnerships.situations import tutored

from .answering import invite, nominate, open_invitation, send

pytestmark = pytest.mark.browser


def test_a_new_school_nominates_its_induction_tutor(person, start):
    school = SchoolFactory()
    start(school)
    person.slips("Select if you expect any ECTs or mentors to start training")
    person.answers("Yes")
    assert person.heading == "Nominate an induction tutor"
    person.slips(
        "Enter a last name",
        "Enter an email address in the correct format, like name@example.com",
        tutor_first_name="Zoë",
        tutor_last_name="",
        tutor_email="zoe@school",
    )
    nominate(person, tutor_email="zoe@scool.example")
    assert person.rows["Induction tutor’s email"] == "zoe@scool.example"
    person.changes("Induction tutor’s email")
    nominate(person)
    assert person.rows == {
        "ECTs or mentors expected?": "Yes",
        "Induction tutor’s name": "Zoë O’Neill-Smith",
        "Induction tutor’s email": "zoe@school.example",
    }
    send(person)
    person.sees("Your reference", "What happens next", school.name)
    person.opens_email(f"You are now the induction tutor for {school.name}")
    person.sees("Dear Zoë", school.name)


def test_an_address_that_cannot_be_a_tutors_stops_and_leads_back(person, start):
    long = "an.address.so.long.that.it.does.not.fit.on.a.phone@education.example"
    StaffFactory(email=long)
    start(SchoolFactory())
    person.answers("We do not know yet")
    nominate(person, tutor_email=long)
    assert person.heading == "We cannot use that email address"
    person.sees(long)
    person.follows("Give another address")
    nominate(person)
    send(person)


def test_the_office_of_a_school_replaces_its_induction_tutor(person):
    school = SchoolFactory()
    invite(school)
    tutored(school)
    open_invitation(person, school)
    assert person.heading == "Is Grace Hopper still your induction tutor?"
    person.slips("Select yes if Grace Hopper is still your induction tutor")
    person.answers("No")
    person.answers("No")
    nominate(person)
    person.sees("Grace Hopper will no longer be your induction tutor")
    send(person)
    person.opens_email(f"You are no longer the induction tutor for {school.name}")
    assert school.find_tutor().full_name == "Zoë O’Neill-Smith"
