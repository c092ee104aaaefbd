"""A school answers its invitation, from the email to the confirmation."""

import pytest
from playwright.sync_api import expect

from config.events.services import Actor
from notifications.models import Email
from schools.models import SchoolCohort
from schools.services import invitations
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    LeadProviderContactFactory,
    ProviderPairingFactory,
    SchoolFactory,
)
from tests.partnerships.situations import hub, provider_led_last_year, reported, tutored

pytestmark = pytest.mark.browser

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


@pytest.fixture
def start(person):
    """Invite a school, and let it open its first question."""

    def start(school):
        invite(school)
        open_invitation(person, school)

    return start


@pytest.fixture
def start_after_last_year(start):
    """The same for a school with a tutor and a partnership last year."""

    def start_after_last_year(**details):
        last = provider_led_last_year(**details)
        tutored(last.school)
        start(last.school)
        return last

    return start_after_last_year


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


def choose_body(person, *, typed, name):
    """Type part of a name and take what is offered; without scripts, select it in the list."""
    if not person.has_scripts:
        person.page.get_by_label("Which appropriate body have you appointed?").select_option(name)
        return
    box = person.page.get_by_role("combobox")
    box.fill("")
    box.press_sequentially(typed)
    expect(person.page.get_by_role("option")).to_have_text([name])
    person.looks()
    person.page.keyboard.press("ArrowDown")
    person.page.keyboard.press("Enter")
    expect(box).to_have_value(name)


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
        person.page.get_by_role("combobox").fill("A hub that nobody knows")
        person.presses()
        person.sees("Select an appropriate body from the list, or select that it is not listed")
        assert person.page.get_by_role("combobox").input_value() == "A hub that nobody knows"
    person.presses("My appropriate body is not listed")
    person.sees("You can go on now", "ask DfE to add it")
    person.presses()
    assert person.rows["Appropriate body"] == "Not listed, so none appointed"
    send(person)
    assert last.school.cohorts.get(cohort__start_year=2026).appropriate_body is None


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
    person.follows("Ask DfE to change your answer")
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


def test_pressing_twice_and_going_back_send_one_answer(person, start):
    school = SchoolFactory()
    start(school)
    person.answers("Yes")
    nominate(person)
    check_page = person.page.url
    person.page.get_by_role("button", name="Confirm and send").dblclick()
    person.page.wait_for_url("**/confirmation/")
    assert person.heading == CONFIRMED
    reference = person.page.locator(".govuk-panel__body strong").inner_text()
    person.uses_the_browsers_back_button()
    assert person.page.url != check_page
    assert person.page.locator(".govuk-panel__body strong").inner_text() == reference
    assert Email.objects.filter(kind="tutor-nominated").count() == 1
    assert SchoolCohort.objects.count() == 1


def test_two_tabs_do_not_mix_and_the_second_is_told_of_the_first(person, start):
    school = SchoolFactory()
    tutored(school)
    start(school)
    first = person.page
    second = first.context.new_page()
    second.goto(first.url)
    person.answers("No")
    second.get_by_label("Yes", exact=True).check()
    second.get_by_role("button", name="Continue").click()
    person.page.reload()
    assert person.rows["ECTs or mentors expected?"] == "No"
    send(person)
    person.page = second
    person.presses("Confirm and send")
    assert person.heading == "Your school has already answered"
    person.follows("See what your school told us")
    assert person.rows["ECTs or mentors expected?"] == "No"
