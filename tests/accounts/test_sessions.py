"""How long someone stays signed in, and how they leave."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.urls import path, reverse

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as service
from config.web.formats import time_of_day
from tests.accounts.situations import heading, link_for, signed_in
from tests.conftest import sign_in
from tests.factories import StaffFactory, TutorAppointmentFactory

pytestmark = pytest.mark.django_db


def takes_forms_only(request):
    return HttpResponse("", status=200 if request.method == "POST" else 405)


@login_not_required
def public(request):
    return HttpResponse(str(request.signed_in_as), content_type="text/plain")


urlpatterns = [*service, path("forms-only/", takes_forms_only), path("public/", public)]

HOME = reverse("home:schools")
SESSION = reverse("accounts:session")


def asked_to_sign_in(response):
    return response.status_code == 302 and response.url.startswith(reverse("accounts:sign-in"))


@pytest.fixture
def browser(client, tutor, clock):
    """A browser in which a tutor has just signed in."""
    clock.at()
    client.post(link_for(tutor))
    return client


def test_a_session_ends_after_two_hours_without_a_sign_of_life(browser, clock):
    clock.at(hours=1, minutes=59)
    assert browser.get(HOME).status_code == 200
    clock.at(hours=3, minutes=58)
    assert browser.get(HOME).status_code == 200
    clock.at(hours=5, minutes=59)
    assert asked_to_sign_in(browser.get(HOME))
    assert signed_in(browser) is None


def test_a_session_ends_after_twelve_hours_whatever_happens(browser, clock):
    for hour in range(1, 12):
        clock.at(hours=hour)
        assert browser.get(HOME).status_code == 200
    clock.at(hours=11, minutes=59)
    assert browser.get(HOME).status_code == 200
    clock.at(hours=12)
    assert asked_to_sign_in(browser.get(HOME))


def test_staff_are_signed_out_as_well(client, clock):
    sign_in(client, StaffFactory())
    admin = reverse("admin:index")
    clock.at(hours=2, minutes=1)
    assert client.get(admin).url.startswith(reverse("admin:login"))


def test_the_sign_in_page_says_why_and_leads_back(browser, tutor, clock):
    school = TutorAppointmentFactory(tutor=tutor).school
    wanted = reverse("home:school", args=[school.urn])
    clock.at(hours=2, minutes=1)
    page = browser.get(browser.get(wanted).url).page
    assert "We signed you out" in page.select_one("main").text
    assert page.select_one("[name=next]")["value"] == wanted
    assert "We signed you out" not in browser.get(browser.get(wanted).url).page.text


def test_the_sign_in_page_says_why_also_when_other_pages_came_between(browser, clock):
    clock.at(hours=2, minutes=1)
    browser.get(SESSION)
    browser.get(reverse("home:start"))
    assert "We signed you out" in browser.get(browser.get(HOME).url).page.text


@pytest.mark.urls(__name__)
def test_after_a_form_that_came_too_late_the_way_back_is_to_its_page(browser, clock):
    clock.at(hours=2, minutes=1)
    came_from = {"Referer": "http://testserver/schools/100001/"}
    answer = browser.post("/forms-only/", headers=came_from)
    assert answer.url.endswith("?next=/schools/100001/")


@pytest.mark.urls(__name__)
def test_a_public_page_is_shown_after_the_end_to_nobody_in_particular(browser, clock):
    assert browser.get("/public/").content.decode() == "Grace Hopper"
    clock.at(hours=2, minutes=1)
    assert browser.get("/public/").content.decode() == "None"
    assert signed_in(browser) is None


def test_a_sign_of_life_is_noted_every_five_minutes_at_most(
    browser, clock, django_assert_num_queries
):
    with django_assert_num_queries(3):
        browser.get(HOME)
    clock.at(minutes=4, seconds=59)
    with django_assert_num_queries(3):
        browser.get(HOME)
    seen = browser.session["seen_at"]
    clock.at(minutes=5)
    browser.get(HOME)
    assert browser.session["seen_at"] - seen == 300


def test_a_session_that_never_began_to_count_is_over(browser):
    session = browser.session
    del session["signed_in_at"]
    session.save()
    assert asked_to_sign_in(browser.get(HOME))


# The warning


def test_a_script_may_ask_how_long_it_lasts_without_prolonging_it(browser, clock):
    assert browser.get(SESSION).json() == {"seconds_left": 7200, "can_stay": True}
    clock.at(minutes=116)
    assert browser.get(SESSION).json() == {"seconds_left": 240, "can_stay": True}
    assert browser.get(SESSION).json() == {"seconds_left": 240, "can_stay": True}


def test_someone_who_says_so_stays_signed_in(browser, clock):
    clock.at(minutes=116)
    assert browser.post(SESSION).json() == {"seconds_left": 7200, "can_stay": True}
    clock.at(minutes=230)
    assert browser.get(HOME).status_code == 200


def test_nobody_stays_longer_than_twelve_hours(browser, clock):
    for hour in range(1, 12):
        clock.at(hours=hour)
        browser.get(HOME)
    clock.at(hours=11, minutes=56)
    assert browser.post(SESSION).json() == {"seconds_left": 240, "can_stay": False}


def test_after_the_end_there_is_nothing_left(browser, clock):
    clock.at(hours=2)
    assert browser.get(SESSION).json() == {"seconds_left": 0, "can_stay": False}
    assert browser.post(SESSION).json() == {"seconds_left": 0, "can_stay": False}


def test_every_page_carries_the_warning_for_scripts_to_open(browser):
    for address in [HOME, reverse("home:start"), "/no-such-page/"]:
        dialog = browser.get(address).page.select_one("dialog")
        if address != "/no-such-page/":
            assert dialog["data-session"] == SESSION
            assert not dialog.has_attr("open")
            assert int(dialog["data-seconds-left"]) > 7100


def test_a_page_with_a_form_says_when_the_session_ends(browser, clock):
    page = browser.get(reverse("support:start")).page
    ends_at = time_of_day(clock.start.replace(hour=(clock.start.hour + 2) % 24))
    assert (
        f"If you do nothing until {ends_at}, we will sign you out" in page.select_one("main").text
    )
    assert "sign you out" not in browser.get(HOME).page.select_one("main").text


# Signing out


def test_every_page_of_someone_signed_in_has_a_button_to_sign_out(browser):
    for address in [HOME, reverse("home:start"), reverse("support:start")]:
        form = browser.get(address).page.select_one("form#sign-out")
        assert form["action"] == reverse("accounts:sign-out")
        assert form["method"] == "post"
    links = browser.get(HOME).page.select(".govuk-service-navigation__item a")
    assert (links[0].text.strip(), links[0]["href"]) == ("Your school", HOME)


def test_nobody_else_has_one(client):
    page = client.get(reverse("home:start")).page
    assert not page.select("form#sign-out, dialog")


def test_signing_out_ends_the_session_and_says_so(browser):
    answer = browser.post(reverse("accounts:sign-out"))
    assert heading(browser.get(answer.url)) == "You are signed out"
    assert not Session.objects.exists()
    assert asked_to_sign_in(browser.get(HOME))


def test_signing_out_takes_a_button_not_a_link(browser):
    assert browser.get(reverse("accounts:sign-out")).status_code == 405
    assert signed_in(browser)
    assert browser.get(reverse("accounts:signed-out")).url == HOME


def test_signing_out_after_the_end_says_so_all_the_same(browser, clock):
    clock.at(hours=3)
    assert browser.post(reverse("accounts:sign-out")).url == reverse("accounts:signed-out")
