"""A select that becomes a box where typing narrows the list, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from config.web.models import Draft
from tests.web.walks import ANSWERS, VISIT, Walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.urls"),
]


RED = "rgb(202, 53, 53)"


@pytest.fixture
def walk(live_server, client):
    """A walk that has come to “Which town?”."""
    walk = Walk(client)
    walk.answer_all(VISIT[:4])
    return walk


@pytest.fixture
def town_page(walk, phone):
    """That page in a browser, where nothing may be blocked or fail."""
    complaints = []
    phone.on("pageerror", lambda error: complaints.append(str(error)))
    phone.on("console", lambda message: complaints.append(message.text))
    phone.goto(walk.url("town"))
    yield phone
    assert complaints == []


def box(page):
    return page.get_by_role("combobox", name="Which town?")


def go_on(page):
    page.get_by_role("button", name="Continue").click()


def expect_taken(page, town):
    """The answer was taken, and the page shows it when one comes back to it."""
    expect(page.get_by_role("heading", level=1)).to_have_text("How should we tell you?")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(box(page)).to_have_value(town)


def expect_error(page, text, *, typed):
    """The error stands in the summary, leads to the box, and the text is as it was typed."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(box(page)).to_have_value(typed)
    summary.get_by_role("link", name=text).click()
    expect(box(page)).to_be_focused()


def choose(page, typed, town):
    box(page).fill("")
    box(page).press_sequentially(typed)
    expect(page.get_by_role("option", name=town)).to_be_visible()
    page.get_by_role("option", name=town).click()
    expect(box(page)).to_have_value(town)


def test_typing_narrows_the_list_and_the_keyboard_chooses(town_page, check_accessibility):
    check_accessibility(town_page)
    box(town_page).press_sequentially("lynn")
    expect(town_page.get_by_role("option")).to_have_text(["King’s Lynn"])
    check_accessibility(town_page)
    town_page.keyboard.press("ArrowDown")
    town_page.keyboard.press("Enter")
    expect(box(town_page)).to_have_value("King’s Lynn")
    go_on(town_page)
    expect_taken(town_page, "King’s Lynn")


def test_the_mouse_chooses_too(town_page):
    choose(town_page, "ash", "Ashford")
    go_on(town_page)
    expect_taken(town_page, "Ashford")


def test_opening_the_box_shows_the_whole_list(town_page):
    box(town_page).click()
    expect(town_page.get_by_role("option")).to_have_count(4)


def test_a_name_typed_in_full_need_not_be_chosen_from_the_list(town_page):
    box(town_page).press_sequentially("ST IVES")
    town_page.keyboard.press("Tab")
    go_on(town_page)
    expect_taken(town_page, "St. Ives")


def test_clearing_the_text_takes_the_choice_back(town_page, check_accessibility):
    choose(town_page, "ash", "Ashford")
    box(town_page).fill("")
    go_on(town_page)
    expect_error(town_page, "Select a town", typed="")
    check_accessibility(town_page)


def test_mistyping_after_a_choice_is_an_error_and_not_the_old_choice(town_page):
    choose(town_page, "ash", "Ashford")
    box(town_page).fill("Ashfrod")
    go_on(town_page)
    expect_error(town_page, "Select a town from the list", typed="Ashfrod")
    choose(town_page, "bath", "Bath")
    go_on(town_page)
    expect_taken(town_page, "Bath")


def test_mistyping_over_a_saved_answer_keeps_that_answer_until_it_is_right(walk, phone):
    walk.answer("town", {"town": "Ashford"})
    phone.goto(walk.url("town"))
    expect(box(phone)).to_have_value("Ashford")
    box(phone).fill("<b>Nowhere</b>")
    go_on(phone)
    expect_error(phone, "Select a town from the list", typed="<b>Nowhere</b>")
    assert Draft.objects.get().answers["town"] == {"town": ["Ashford"]}


def test_the_box_keeps_its_hint_and_its_error_for_those_who_listen(town_page):
    hint = re.compile("^Start typing its name( |$)")
    expect(box(town_page)).to_have_accessible_description(hint)
    box(town_page).fill("A")
    expect(town_page.get_by_role("option").first).to_be_visible()
    expect(box(town_page)).to_have_accessible_description(hint)
    box(town_page).fill("")
    go_on(town_page)
    described_by = box(town_page).get_attribute("aria-describedby").split()
    assert described_by[:2] == ["id_town-hint", "id_town-error"]
    for part in described_by:
        assert town_page.locator(f"#{part}").count() == 1, part
    expect(town_page.locator("label[for=id_town]")).to_have_text("Which town?")


def test_the_box_looks_like_every_other_and_turns_red(town_page):
    button = town_page.get_by_role("button", name="Continue")
    font = button.evaluate("element => getComputedStyle(element).fontFamily")
    expect(box(town_page)).to_have_css("font-family", font)
    go_on(town_page)
    expect(box(town_page)).to_have_css("border-color", RED)
    box(town_page).press_sequentially("b")
    expect(town_page.get_by_role("option").first).to_have_css("font-family", font)
    expect(box(town_page)).not_to_have_css("border-color", RED)


def test_without_scripts_it_is_a_plain_select(walk, phone_without_scripts):
    page = phone_without_scripts
    page.goto(walk.url("town"))
    select = page.get_by_label("Which town?")
    expect(page.locator("select option")).to_have_count(5)
    go_on(page)
    page.locator(".govuk-error-summary").get_by_role("link", name="Select a town").click()
    expect(select).to_be_focused()
    select.select_option("King’s Lynn")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("How should we tell you?")
    assert Draft.objects.get().answers["town"] == {"town": ["King’s Lynn"]}


def test_a_narrow_screen_need_not_be_scrolled_sideways(town_page):
    box(town_page).click()
    expect(town_page.get_by_role("option").first).to_be_visible()
    wide, seen = town_page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen


def test_answers_are_kept_when_a_browser_goes_back_after_confirming(walk, phone):
    walk.answer("town")
    phone.goto(walk.url("contact"))
    phone.get_by_label("By phone").check()
    phone.get_by_label("Phone number").fill(ANSWERS["contact"]["phone"])
    go_on(phone)
    phone.get_by_role("button", name="Confirm and send").dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have planned it")
    phone.go_back()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have planned it")
    assert Draft.objects.get().answers == {}
