"""The pages around the service: what it is, how accessible, and what went wrong."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_start_page_and_the_footers_pages_fit_a_phone_and_satisfy_axe(person):
    person.opens("/")
    for link in ["Accessibility", "Cookies", "Privacy"]:
        person.follows(link)
        person.page.go_back()


def test_a_page_that_does_not_exist_says_so(person):
    person.opens("/nowhere/")
    assert person.heading == "Page not found"
    person.follows("ask DfE for help")


def test_the_first_tab_skips_to_the_main_content(person):
    person.opens("/")
    person.page.keyboard.press("Tab")
    focused = person.page.locator(":focus")
    assert focused.inner_text() == "Skip to main content"
    person.page.keyboard.press("Enter")
    expect(person.page).to_have_url(re.compile("#main-content$"))


def test_a_page_without_cookies_explains_that_an_answer_was_not_saved(person):
    person.opens("/help/")
    person.page.context.clear_cookies()
    person.answers(topic="A link", message="It does not work")
    assert person.heading == "Sorry, we could not save your answer"
    person.follows("the cookies that this service needs")


def test_pages_are_small_once_a_browser_has_what_they_share(phone):
    phone.goto("/")
    for path in ["/", "/help/", "/privacy/"]:
        sizes = phone.goto(path).request.sizes()
        assert sizes["responseBodySize"] + sizes["responseHeadersSize"] < 10_000


def test_a_printed_page_names_the_service_and_leaves_out_what_paper_cannot_use(phone):
    phone.goto("/help/")
    phone.emulate_media(media="print")
    assert phone.locator(".govuk-service-navigation__service-name").is_visible()
    for left_out in [".govuk-phase-banner", ".govuk-back-link", ".govuk-footer"]:
        assert phone.locator(left_out).is_hidden()
