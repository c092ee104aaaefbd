"""A brand-new school signs up: from the invitation to a home with nothing left to do."""

import pytest

from tests.factories import ProviderPairingFactory, SchoolFactory
from tests.partnerships.situations import hub

from .answering import HUB, choose_body, nominate, send, sign_in_by_email

pytestmark = pytest.mark.browser


def test_a_new_school_signs_up_from_its_invitation_to_its_home(person, start):
    school = SchoolFactory(name="St Thérèse’s Catholic Primary School")
    ProviderPairingFactory()
    body = hub()
    start(school)
    person.answers("Yes")
    nominate(person)
    send(person)

    person.opens_email(f"You are now the induction tutor for {school.name}")
    person.follows("Sign in")
    sign_in_by_email(person, " Zoe@school.example")
    assert person.heading == "How we use information about you"
    person.presses()

    assert person.heading == (
        "Do you expect any ECTs or mentors to start training in 2026 to 2027?"
    )
    assert person.page.get_by_label("Yes", exact=True).is_checked()
    person.presses()
    assert person.heading == "How do you want to run training in 2026 to 2027?"
    person.slips("Select how you want to run training")
    programmes = person.page.locator("main .govuk-radios__label").all_inner_texts()
    assert programmes[0].strip() == "Use a training provider, funded by DfE"
    person.answers("Use a training provider, funded by DfE")
    person.slips("Select yes if you have appointed an appropriate body")
    person.answers("Yes")
    person.answers(HUB)
    choose_body(person, typed="alb", name=body.name)
    person.presses()
    assert person.rows == {
        "ECTs or mentors expected?": "Yes",
        "Training programme": "Use a training provider, funded by DfE",
        "Appropriate body appointed": "Yes",
        "Type of appropriate body": HUB,
        "Appropriate body": body.name,
    }
    send(person)
    person.sees("Your lead provider needs to confirm this with us")

    person.follows("Go to your school’s page")
    assert person.heading == school.name
    person.sees("Nothing left to do", "Your lead provider needs to confirm this with us")
    assert person.rows == {
        "ECTs or mentors expected": "Yes",
        "Training programme": "Use a training provider, funded by DfE",
        "Lead provider": "Not known yet",
        "Appropriate body": body.name,
    }
