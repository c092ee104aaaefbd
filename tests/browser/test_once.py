"""One answer, whatever people do with buttons, Back and tabs."""

import pytest

from notifications.models import Email
from schools.models import SchoolCohort
from tests.factories import SchoolFactory
from tests.partnerships.situations import tutored

from .answering import CONFIRMED, nominate, send

pytestmark = pytest.mark.browser


def test_pressing_twice_and_going_back_send_one_answer(person, start):
    school = SchoolFactory()
    start(school)
    person.answers("Yes")
    nominate(person)
    check_page = person.page.url
    person.presses_twice()
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
