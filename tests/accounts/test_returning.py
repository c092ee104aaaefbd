"""Back to the page that was asked for, and nowhere else."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.accounts.situations import SIGN_IN, ask, link_in, newest_email, signed_in
from tests.conftest import PageClient
from tests.factories import TutorAppointmentFactory
from tests.partnerships.test_set_up_training import TutorWalk

pytestmark = pytest.mark.django_db


def test_the_page_asked_for_is_shown_after_signing_in_in_another_browser(client, tutor):
    school = TutorAppointmentFactory(tutor=tutor).school
    wanted = reverse("home:school", args=[school.urn]) + "?a=1&b=%C3%A9"
    asked = client.get(wanted)
    form = client.get(asked.url).page.select_one("main form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    ask(client, "not an address", **hidden)
    ask(client, tutor.email, **hidden)
    other = PageClient()
    answer = other.post(link_in(newest_email()))
    assert signed_in(other) == tutor.pk
    assert answer.url == reverse("home:school", args=[school.urn]) + "?a=1&b=%C3%A9"


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "http:///evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "http://testserver.evil.example/",
        "http://testserver//evil.example/",
        "http://[",
        "/\x00",
        "/\t/evil.example",
        "\x08//evil.example",
        "/" + "a" * 500,
        "",
        "schools/",
    ],
)
def test_nobody_is_led_to_another_place(client, tutor, next_):
    page = client.get(f"{SIGN_IN}?{urlencode({'next': next_})}").page
    hidden = page.select_one("[name=next]")
    assert hidden is None
    ask(client, tutor.email, next=next_)
    assert client.post(link_in(newest_email())).url == reverse("home:schools")


def test_a_whole_address_of_ours_is_cut_to_its_path(client, tutor):
    ask(client, tutor.email, next="http://testserver/schools/100001/?x=1#there")
    assert client.post(link_in(newest_email())).url == "/schools/100001/?x=1"


def test_a_session_that_ends_in_a_journey_loses_no_saved_step(client, clock):
    clock.at()
    walk = TutorWalk(client)
    walk.answer("expects-ects", expects_ects="yes")
    clock.at(hours=2, minutes=1)
    late = walk.url("programme")
    asked = client.post(late, {"programme": "school_led"}, headers={"Referer": late})
    hidden = client.get(asked.url).page.select_one("[name=next]")
    ask(client, walk.tutor.email, next=hidden["value"])
    assert client.post(link_in(newest_email())).url == late
    assert client.get(late).page.h1.text.strip().startswith("How do you want to run training")
    walk.answer("programme", programme="school_led")
