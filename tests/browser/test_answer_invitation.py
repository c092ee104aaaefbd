"""A school answers its invitation, from the email to the confirmation."""

import pytest

from tests.factories import (
    AppropriateBodyFactory,
    LeadProviderContactFactory,
    ProviderPairingFactory,
    SchoolFactory,
)
from tests.partnerships.situations import hub, reported, tutored

from .answering import HUB, NOT_APPOINTED, choose_body, open_invitation, send, type_ahead

pytestmark = pytest.mark.browser


def test_a_school_goes_on_with_last_years_partnership(person, start_after_last_year):
    AppropriateBodyFactory(name="Aardvark Teaching School Hub")
    body = hub()
    last = start_after_last_year()
    both = f"{last.lead_provider} and {last.delivery_partner}"
    person.answers("Yes")
    assert person.heading == f"Do you want to continue with {both}?"
    person.slips(f"Select yes if you want to continue with {both}")
    person.goes_back()
    person.answers("Yes")
    person.answers("Yes")
    assert person.heading == "Which type of appropriate body have you appointed?"
    person.slips("Select which type of appropriate body you have appointed")
    person.answers(HUB)
    assert person.heading == "Which appropriate body have you appointed?"
    person.slips("Select an appropriate body, or select that it is not listed")
    choose_body(person, typed="alb", name=body.name)
    person.presses()
    assert person.rows["Appropriate body"] == body.name
    person.changes("Type of appropriate body")
    person.answers(NOT_APPOINTED)
    assert person.rows["Appropriate body"] == "Not appointed yet"
    person.changes("Appropriate body")
    person.answers(HUB)
    assert person.rows["Appropriate body"] == body.name
    send(person)
    assert person.rows["Lead provider"] == last.lead_provider.name
    person.opens_email(f"{last.school.name} continues with you")


def test_a_school_changes_its_lead_provider_and_delivery_partner(person, start_after_last_year):
    new = ProviderPairingFactory()
    LeadProviderContactFactory(lead_provider=new.lead_provider)
    last = start_after_last_year()
    person.answers("Yes")
    person.answers("No")
    person.slips("Select what is changing")
    person.answers("We will use a different lead provider")
    person.slips("Select a lead provider")
    person.answers(new.lead_provider.name)
    person.slips("Select a delivery partner, or that you do not know yet")
    person.answers(new.delivery_partner.name)
    person.answers(NOT_APPOINTED)
    send(person)
    person.sees("Not yet")
    assert person.rows["Delivery partner"] == new.delivery_partner.name
    person.opens_email(f"{last.school.name} wants to train with you")
    person.opens_email(f"{last.school.name} does not continue with you")


def test_a_school_whose_delivery_partner_has_left_chooses_another(person, start_after_last_year):
    other = ProviderPairingFactory()
    last = start_after_last_year(offered=False, pairing__lead_provider=other.lead_provider)
    person.answers("Yes")
    assert "do not work together in 2026 to 2027" in person.heading
    person.presses()
    person.answers(f"We will stay with {last.lead_provider} but use a different delivery partner")
    person.answers("We do not know yet")
    person.answers(NOT_APPOINTED)
    send(person)
    assert person.rows["Lead provider"] == last.lead_provider.name
    assert person.rows["Delivery partner"] == "Not known yet"


def test_a_school_whose_lead_provider_has_stopped_takes_another_programme(
    person, start_after_last_year
):
    last = start_after_last_year(offered=False)
    person.answers("Yes")
    assert person.heading == f"{last.lead_provider} does not offer training in 2026 to 2027"
    person.presses()
    person.answers("We will use a training programme without a lead provider")
    person.slips("Select how you want to run training")
    person.answers("Design and deliver your own training programme")
    person.answers(NOT_APPOINTED)
    send(person)
    person.sees("Design and deliver your own training programme")


def test_a_body_that_is_not_listed_does_not_stop_anyone(person, start_after_last_year):
    hub()
    last = start_after_last_year()
    person.answers("Yes")
    person.answers("Yes")
    person.answers(HUB)
    if person.has_scripts:
        type_ahead(person).fill("A hub that nobody knows")
        person.presses()
        person.sees("Select an appropriate body from the list, or select that it is not listed")
        assert type_ahead(person).input_value() == "A hub that nobody knows"
    person.presses("My appropriate body is not listed")
    person.sees("You can go on now", "ask DfE to add it")
    person.presses()
    assert person.rows["Appropriate body"] == "Not listed, so none appointed"
    send(person)
    assert last.school.cohorts.get(cohort__start_year=2026).appropriate_body is None


def test_a_school_that_does_not_know_yet_answers_no_later(person, start):
    school = SchoolFactory()
    tutored(school)
    start(school)
    person.answers("We do not know yet")
    send(person)
    person.sees("We will ask you again")
    open_invitation(person, school)
    link = person.page.url.split("answer/")[0]
    person.answers("No")
    person.sees("we will not remind you again about 2026 to 2027")
    send(person)
    person.opens(link)
    assert person.heading == "Your school has answered for 2026 to 2027"
    person.follows("ask DfE for help")
    person.sees(school.name)
    assert person.page.get_by_label("What is it about?").input_value() != ""


def test_a_school_says_that_its_lead_providers_report_is_wrong(person, start):
    partnership = reported()
    tutored(partnership.school)
    start(partnership.school)
    person.answers("Yes")
    person.slips(f"Select yes if {partnership.providers} will train your ECTs and mentors")
    person.answers("No")
    person.slips("Select what is wrong")
    person.page.locator(".govuk-radios__input").nth(1).check()
    person.presses()
    send(person)
    person.opens_email(f"{partnership.school.name} says your report")


def test_a_school_says_that_its_lead_providers_report_is_right(person, start):
    partnership = reported()
    tutored(partnership.school)
    start(partnership.school)
    person.answers("Yes")
    person.answers("Yes")
    person.answers(NOT_APPOINTED)
    send(person)
    assert person.rows["Lead provider"] == partnership.lead_provider.name
