"""Someone signs in from their email, stays signed in, and is warned before the end."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.accounts.situations import Clock
from tests.browser.checks import check_fits
from tests.conftest import sign_in
from tests.factories import TutorAppointmentFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTE = 60 * 1000


@pytest.fixture
def tutor():
    """An induction tutor, here for the first time."""
    tutor = UserFactory(email="grace@school.example", privacy_accepted_at=None)
    TutorAppointmentFactory(tutor=tutor, school__name="Ashford School")
    return tutor


def test_a_tutor_signs_in_from_their_email_and_out_again(person, tutor):
    person.opens("/schools/")
    assert person.heading == "Sign in"
    person.presses("Email me a link")
    summary = person.page.locator(".govuk-error-summary")
    assert summary.locator("li").all_inner_texts() == ["Enter an email address"]
    person.page.get_by_label("Email address").fill(" Grace@School.example")
    person.presses("Email me a link")
    assert person.heading == "Check your email"
    person.opens_email("Your link to sign in")
    person.follows("Sign in to manage training")
    assert person.heading == "Continue to sign in"
    link = person.page.url
    person.presses()
    assert person.heading == "How we use information about you"
    person.presses()
    assert person.heading == "Ashford School"
    person.opens(link)
    assert person.heading == "Ashford School"
    person.presses("Sign out")
    assert person.heading == "You are signed out"
    person.opens(link)
    assert person.heading == "This link no longer works"
    person.presses("Send a new link")
    assert person.heading == "Check your email"
    person.sees("g****e@school.example")


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def page(phone, client, live_server, clock):
    """A page with a form, of someone who has just signed in."""
    clock.at()
    sign_in(client, UserFactory())
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    phone.clock.install(time=clock.start)
    phone.goto("/help/")
    expect(phone.get_by_text("If you do nothing until")).to_be_visible()
    return phone


def after(page, clock, *, minutes):
    """Let so many minutes pass, in the browser and on the server."""
    clock.at(minutes=minutes)
    now = page.evaluate("Date.now()")
    page.clock.fast_forward(clock.start.timestamp() * 1000 + minutes * MINUTE - now)


def warning(page):
    return page.get_by_role("dialog", name="You will be signed out soon")


def test_a_warning_comes_five_minutes_before_the_end(page, clock, check_accessibility):
    after(page, clock, minutes=114)
    expect(warning(page)).to_be_hidden()
    page.get_by_label("What is it about?").first.focus()
    after(page, clock, minutes=116)
    expect(warning(page)).to_be_visible()
    expect(warning(page)).to_contain_text("We will sign you out in 4 minutes")
    expect(warning(page).get_by_role("heading")).to_be_focused()
    check_accessibility(page)
    check_fits(page)


@pytest.mark.parametrize("how", ["button", "escape"])
def test_whoever_says_so_stays_signed_in_where_they_were(page, clock, how):
    box = page.locator("main input").last
    box.fill("Half a sen")
    after(page, clock, minutes=116)
    expect(warning(page)).to_be_visible()
    if how == "button":
        warning(page).get_by_role("button", name="Stay signed in").click()
    else:
        page.keyboard.press("Escape")
    expect(warning(page)).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("Half a sen")
    after(page, clock, minutes=230)
    expect(warning(page)).to_be_hidden()


def test_whoever_does_nothing_is_signed_out(page, clock):
    after(page, clock, minutes=116)
    expect(warning(page)).to_be_visible()
    after(page, clock, minutes=121)
    expect(page.get_by_text("If you do nothing until")).to_be_hidden()


def test_a_private_page_goes_to_the_sign_in_page_by_itself(page, clock):
    page.goto("/schools/")
    after(page, clock, minutes=121)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text("We signed you out")).to_be_visible()


def test_a_second_tab_that_is_in_use_keeps_the_first_from_warning(page, clock):
    clock.at(minutes=100)
    page.context.request.get("/schools/")
    after(page, clock, minutes=116)
    expect(warning(page)).to_be_hidden()


def test_twelve_hours_after_the_sign_in_nobody_can_stay(page, clock):
    for minutes in range(60, 11 * 60 + 1, 60):
        clock.at(minutes=minutes)
        page.context.request.get("/schools/")
    after(page, clock, minutes=11 * 60 + 56)
    expect(warning(page)).to_contain_text("you signed in 12 hours ago")
    expect(warning(page).get_by_role("button", name="Stay signed in")).to_be_hidden()
    warning(page).get_by_role("button", name="Close this message").click()
    expect(warning(page)).to_be_hidden()
    after(page, clock, minutes=11 * 60 + 58)
    expect(warning(page)).to_be_hidden()


def test_someone_can_sign_out_from_the_warning(page, clock):
    after(page, clock, minutes=116)
    warning(page).get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
