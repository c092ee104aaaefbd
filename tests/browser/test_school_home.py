"""A tutor at their school’s home: what is left to do, what may change, and handing over."""

import pytest
from django.urls import reverse

from schools.models import SchoolCohort
from tests.accounts.situations import Clock
from tests.factories import (
    LeadProviderContactFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
)
from tests.partnerships.situations import hub

from .answering import HUB, choose_body, nominate, send, sign_in_by_email

pytestmark = pytest.mark.browser


def test_a_tutor_does_what_is_left_and_then_changes_providers(person, tutor_of):
    partnership, new, body = PartnershipFactory(), ProviderPairingFactory(), hub()
    LeadProviderContactFactory(lead_provider=new.lead_provider)
    school = SchoolCohortFactory(school=partnership.school, programme="provider_led").school
    tutor_of(person, school)
    assert person.heading == school.name
    person.sees("You have 1 thing to do")
    person.follows("Tell us your appropriate body for 2026 to 2027")
    person.answers(HUB)
    person.slips("Select an appropriate body, or select that it is not listed")
    choose_body(person, typed="alb", name=body.name)
    person.presses()
    assert person.heading == "Check your answers"
    person.presses("Confirm and send")
    assert person.heading == "You have changed your appropriate body"
    person.follows("Go to your school’s page")
    person.sees("Nothing left to do")
    assert person.rows["Appropriate body"] == body.name

    person.changes("Lead provider")
    person.slips("Select yes if you have agreed this with your new providers")
    person.answers("No")
    assert person.heading == "Agree this with your new providers first"
    person.goes_back()
    person.answers("Yes")
    person.answers(new.lead_provider.name)
    person.answers(new.delivery_partner.name)
    person.sees(f"partnership with {partnership.providers} ends today")
    person.presses("Confirm and send")
    assert person.heading == "You have changed your providers"
    person.opens(reverse("home:school", args=[school.urn]))
    person.sees(f"{new.lead_provider} (waiting for your lead provider to confirm)")
    person.opens_email(f"{school.name} wants to train with you")


def test_a_tutor_hands_over_and_is_out(person, tutor_of):
    school = SchoolFactory()
    tutor_of(person, school)
    home = person.page.url
    person.follows("change the induction tutor")
    assert person.heading == "Change the induction tutor"
    person.presses()
    person.slips("Enter a last name", tutor_first_name="Zoë", tutor_email="zoe@school.example")
    nominate(person)
    person.sees(f"you will no longer be the induction tutor of {school.name}")
    person.presses("Confirm and send")
    assert person.heading == "You have changed the induction tutor"
    person.follows("Your school")
    assert person.heading == "You are not the induction tutor of any school"
    person.opens(home)
    assert person.heading == "Page not found"
    person.opens_email(f"You are no longer the induction tutor for {school.name}")
    assert school.find_tutor().full_name == "Zoë O’Neill-Smith"


def test_a_tutor_changes_their_own_name_and_email_address(grace, tutor_of):
    tutor = tutor_of(grace, SchoolFactory())
    grace.follows("Your details")
    grace.changes("Name")
    grace.slips("Enter a first name", first_name="")
    grace.answers(first_name="Gracie")
    grace.sees("You have changed your name")
    assert grace.rows["Name"] == "Gracie Hopper"
    grace.changes("Email address")
    grace.slips("Enter an email address", new_email="")
    grace.answers(new_email="gracie@new.example")
    assert grace.heading == "Check your email"
    grace.follows("Go back to your details")
    grace.sees("You asked to change your email address to gracie@new.example")
    grace.opens_email("Confirm your new email address")
    grace.page.locator("main a[href*='/new-email/']:visible").first.click()
    assert grace.heading == "Confirm your new email address"
    grace.presses("Confirm")
    assert grace.heading == "You have changed your email address"
    tutor.refresh_from_db()
    assert tutor.email == "gracie@new.example"


def test_two_tabs_on_two_schools_never_mix(grace, tutor_of):
    first, second = SchoolFactory(name="Ashford School"), SchoolFactory(name="Barton School")
    tutor_of(grace, first, second)
    other_tab = grace.opens_another_tab()
    other_tab.opens("/schools/")
    for tab, school, answer in [(grace, first, "No"), (other_tab, second, "We do not know yet")]:
        assert tab.heading == "Which school?"
        tab.follows(school.name)
        tab.follows("Tell us if you expect ECTs or mentors")
        tab.sees(school.name)
        tab.answers(answer)
    for tab, school in [(grace, first), (other_tab, second)]:
        tab.sees(school.name)
        send(tab)
        tab.sees(school.name)
    answers = SchoolCohort.objects.values_list("school__name", "expects_ects")
    assert dict(answers) == {"Ashford School": "no", "Barton School": "unknown"}


def test_someone_who_is_signed_out_on_the_way_goes_on_where_they_were(grace, tutor_of, monkeypatch):
    clock = Clock(monkeypatch)
    tutor = tutor_of(grace, SchoolFactory())
    grace.follows("Tell us if you expect ECTs or mentors")
    grace.answers("Yes")
    asked = grace.page.url
    clock.at(minutes=121)
    grace.answers("Design and deliver your own training programme")
    grace.sees("We signed you out", "What you saved is still there")
    sign_in_by_email(grace, tutor.email)
    assert grace.page.url == asked
    assert grace.heading == "How do you want to run training in 2026 to 2027?"
    grace.goes_back()
    assert grace.page.get_by_label("Yes", exact=True).is_checked()
