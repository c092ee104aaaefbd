"""A tutor changes what is on record of someone, or takes their registration back."""

from datetime import date

import pytest

from notifications.models import Email
from tests.factories import AppropriateBodyFactory, ECTFactory, MentorFactory

from .answering import HUB, choose_body
from .registering import confirm, school_in_training, teacher, typed_date

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("autumn")]


@pytest.fixture
def zoe():
    """Zoë O’Neill, who started in September."""
    school = school_in_training()
    cohort = school.cohorts.get().cohort
    return ECTFactory(
        school=school,
        cohort=cohort,
        teacher=teacher("Zoë O’Neill"),
        started_on=date(2026, 9, 1),
        email="zoe@school.example",
    )


@pytest.fixture
def joan():
    """Joan Clarke, who starts in January."""
    school = school_in_training()
    cohort = school.cohorts.get().cohort
    return ECTFactory(
        school=school, cohort=cohort, teacher=teacher("Joan Clarke"), started_on=date(2027, 1, 4)
    )


def show(person, ect):
    """Open someone’s page from the list."""
    person.follows("Manage ECTs and mentors")
    person.follows(ect.teacher.full_name)


def test_a_name_that_is_all_new_is_the_same_persons(person, tutor_of, zoe):
    tutor_of(person, zoe.school)
    show(person, zoe)
    person.changes("Name")
    person.slips("Select why you are changing the name")
    person.answers("They should not have been registered")
    assert person.heading == "Do not change the name"
    person.goes_back()
    person.answers("They got married or changed their name legally")
    assert person.heading == "What is Zoë O’Neill’s new name?"
    person.slips("Enter a name that is different from the one we have")
    person.slips("Enter a last name", first_name="Åsa", last_name=" ")
    person.answers(first_name="Åsa", last_name="Lindqvist")
    assert person.heading == "Are Zoë O’Neill and Åsa Lindqvist the same person?"
    person.slips("Select yes if Zoë O’Neill and Åsa Lindqvist are the same person")
    person.answers("Yes")
    confirm(person)
    assert person.heading == "You have changed a name"
    person.follows("Go to Åsa Lindqvist’s page")
    assert person.rows["Name"] == "Åsa Lindqvist"
    person.opens_email("Your name has changed in our records")
    person.sees("Åsa Lindqvist")


def test_an_email_address_is_changed_unless_somebody_else_has_it(person, tutor_of, zoe):
    MentorFactory(email="taken@school.example")
    tutor = tutor_of(person, zoe.school)
    show(person, zoe)
    person.changes("Email address")
    person.slips(
        "Enter an email address that is different from the one we have",
        new_email="zoe@school.example",
    )
    person.answers(new_email="taken@school.example")
    assert person.heading == "Someone else has this email address"
    person.follows("enter the address again")
    person.answers(new_email=tutor.email)
    assert person.heading == "This is your own email address"
    person.goes_back()
    person.answers(new_email="zoe.lindqvist@school.example")
    person.sees("Read the new address letter by letter")
    confirm(person)
    assert person.heading == "You have changed an email address"
    person.follows("Go to Zoë O’Neill’s page")
    assert person.rows["Email address"] == "zoe.lindqvist@school.example"
    assert Email.objects.filter(kind="email-at-school-changed").count() == 2


def test_a_registration_is_moved_to_another_day_and_then_removed(person, tutor_of, joan):
    tutor_of(person, joan.school)
    show(person, joan)
    person.changes("Start date")
    person.slips("Start date must be a real date", **typed_date("started_on", 31, 2, 2027))
    person.answers(**typed_date("started_on", 1, 9, 2027))
    assert person.heading == "Ask DfE to change this start date"
    person.follows("choose another date")
    person.answers(**typed_date("started_on", 11, 1, 2027))
    confirm(person)
    person.follows("Go to Joan Clarke’s page")
    old_link = person.page.url
    person.follows("Remove this registration")
    assert person.heading == "Remove the registration of Joan Clarke?"
    person.presses_twice("Remove the registration")
    assert person.heading == "You have removed the registration"
    person.uses_the_browsers_back_button()
    assert person.heading == "You have removed the registration"
    person.follows("Go to your ECTs and mentors")
    person.sees("You have no ECTs here now")
    person.opens(old_link)
    assert person.heading == "Page not found"
    person.opens_email(f"{joan.school.name} has removed your registration")


def test_an_ect_has_an_appropriate_body_of_their_own(person, tutor_of, zoe):
    AppropriateBodyFactory(name="Bexley Hub")
    tutor_of(person, zoe.school)
    show(person, zoe)
    person.changes("Appropriate body")
    assert person.heading == "Is Alban Hub the appropriate body for Zoë O’Neill?"
    person.answers("Yes")
    assert person.heading == "Alban Hub is the appropriate body already"
    person.follows("choose another one")
    person.answers("No")
    person.answers(HUB)
    choose_body(person, typed="bex", name="Bexley Hub")
    person.presses()
    person.sees("Alban Hub is the appropriate body for Zoë O’Neill at the moment")
    confirm(person)
    assert person.heading == "You have changed the appropriate body"
    person.sees("Tell Bexley Hub about Zoë O’Neill")


def test_two_tabs_that_change_one_name_do_not_overwrite_each_other(person, tutor_of, zoe):
    tutor_of(person, zoe.school)
    other_tab = person.opens_another_tab()
    for tab, last_name in [(person, "Lindqvist"), (other_tab, "Lindquist")]:
        tab.opens(f"/schools/{zoe.school.urn}/ects/{zoe.pk}/name/")
        tab.answers("They got married or changed their name legally")
        tab.answers(first_name="Zoë", last_name=last_name)
    person.presses("Confirm and send")
    other_tab.presses("Confirm and send")
    assert other_tab.heading == "Check your answers"
    other_tab.sees("We have the name Zoë Lindqvist at the moment")
    other_tab.presses("Confirm and send")
    other_tab.follows("Go to Zoë Lindquist’s page")
