"""Asking for a link: the same page for everybody."""

import pytest
from django.urls import reverse

from config.accounts.models import SignInRequest
from config.events.models import Event
from notifications import links
from notifications.kinds import NoLongerNeeded
from notifications.models import Email
from tests.accounts.situations import (
    SIGN_IN,
    ask,
    heading,
    link_for,
    link_in,
    newest_email,
    statements,
)
from tests.conftest import PageClient, sign_in
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


def texts(page, selector):
    return [" ".join(element.text.split()) for element in page.select(selector)]


def shown_after(client, address):
    """The page after asking with an address, without what differs from one to the other."""
    response = client.get(ask(client, address).url)
    return response.page.select_one("main").text.replace(address.strip(), "ADDRESS")


def test_a_tutor_gets_a_link_by_email(client, tutor):
    answer = ask(client, "grace@school.example")
    assert answer.url == reverse("accounts:check-your-email")
    page = client.get(answer.url).page
    assert page.h1.text == "Check your email"
    assert "grace@school.example" in page.select_one("main").text
    email = Email.objects.get()
    assert (email.kind, email.to) == ("sign-in-link", "grace@school.example")
    assert email.priority == Email.Priority.SIGN_IN
    assert heading(client.get(link_in(email))) == "Continue to sign in"


@pytest.mark.parametrize(
    "typed", ["GRACE@School.Example", "  grace@school.example ", "Grace@SCHOOL.example​"]
)
def test_an_address_finds_its_tutor_however_it_is_typed(client, tutor, typed):
    ask(client, typed)
    assert SignInRequest.objects.get().user == tutor
    assert newest_email().to == "grace@school.example"


@pytest.mark.parametrize(
    "make",
    [
        lambda: "nobody@school.example",
        lambda: StaffFactory().email,
        lambda: StaffFactory(is_superuser=False).email,
        lambda: UserFactory(is_active=False).email,
    ],
    ids=["unknown", "superuser", "staff", "barred"],
)
def test_who_may_not_sign_in_by_a_link_sees_the_same_and_is_told_by_email(client, tutor, make):
    address = make()
    unknown = shown_after(client, address)
    email = Email.objects.get()
    assert (email.kind, email.to) == ("sign-in-unknown-address", address)
    assert links.mint_to_send(email)["access"].endswith(reverse("schools:get-access"))
    assert unknown == shown_after(PageClient(), tutor.email)


def test_known_and_unknown_addresses_cost_the_same(client, tutor):
    asked = {}
    for address in [tutor.email, "nobody@school.example"]:
        browser = PageClient()
        browser.get(SIGN_IN)
        asked[address] = statements(lambda browser=browser, to=address: ask(browser, to))
    known, unknown = (
        [sql.split("(")[0].split(" WHERE")[0] for sql in each] for each in asked.values()
    )
    assert known == unknown
    assert len(known) <= 12
    assert Email.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter an email address"),
        ("grace", "Enter an email address in the correct format, like name@example.com"),
        ("x" * 250 + "@b.example", "Email address must be 254 characters or less"),
    ],
)
def test_a_slip_is_explained_and_what_was_typed_is_kept(client, db, typed, error):
    page = ask(client, typed).page
    assert error in texts(page, ".govuk-error-summary a")
    assert page.select_one("[name=email]")["value"] == typed
    assert not Email.objects.exists()


def test_asking_leaves_an_event_without_the_address(client, tutor):
    ask(client, tutor.email)
    event = Event.objects.get()
    assert event.kind == "sign-in link asked for"
    assert "grace" not in f"{event.by_words}{event.before}{event.after}{event.about_id}"


def test_the_page_to_check_your_email_leads_to_signing_in_when_nobody_has_asked(client, db):
    assert client.get(reverse("accounts:check-your-email")).url == SIGN_IN


def test_who_is_signed_in_is_not_asked_again(client, tutor):
    sign_in(client, tutor)
    assert client.get(SIGN_IN).url == reverse("home:schools")
    assert client.get(f"{SIGN_IN}?next=/schools/100001/").url == "/schools/100001/"
    assert client.get(f"{SIGN_IN}?next=https://evil.example/").url == reverse("home:schools")


def test_an_email_whose_reader_has_another_address_by_now_is_not_sent(client, tutor):
    ask(client, tutor.email)
    tutor.email = "new@school.example"
    tutor.save()
    with pytest.raises(NoLongerNeeded):
        link_in(newest_email())


# Limits


def test_past_the_limit_of_an_address_the_page_is_the_same_and_nothing_is_sent(
    client, tutor, clock
):
    pages = [shown_after(client, tutor.email) for _ in range(5)]
    assert len(set(pages)) == 1
    assert Email.objects.count() == 3
    clock.at(minutes=15, seconds=1)
    shown_after(client, tutor.email.upper())
    assert Email.objects.count() == 4


def test_an_address_gets_no_more_than_ten_a_day(client, tutor, clock):
    for minute in range(0, 16 * 20, 16):
        clock.at(minutes=minute)
        ask(client, tutor.email)
    assert Email.objects.count() == 10
    clock.at(days=1, minutes=1)
    ask(client, tutor.email)
    assert Email.objects.count() == 11


def test_one_place_gets_no_more_than_thirty_in_ten_minutes(client, clock, settings):
    settings.TRUSTED_PROXIES = 1
    there = {"headers": {"X-Forwarded-For": "2.2.2.2"}}
    for number in range(40):
        client.post(SIGN_IN, {"email": f"a{number}@school.example"}, **there)
    assert Email.objects.count() == 30
    client.post(
        SIGN_IN, {"email": "b@school.example"}, headers={"X-Forwarded-For": "2.2.2.2, 3.3.3.3"}
    )
    assert Email.objects.count() == 31


def test_a_new_link_for_an_old_one_counts_as_well(client, tutor):
    new_link = link_for(tutor) + "new-link/"
    for _ in range(5):
        page = client.get(client.post(new_link).url).page
        assert page.h1.text == "Check your email"
        assert "g****e@school.example" in page.select_one("main").text
        assert tutor.email not in page.text
    assert Email.objects.count() == 3
    ask(client, tutor.email)
    assert Email.objects.count() == 3
