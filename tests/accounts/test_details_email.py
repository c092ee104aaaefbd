"""An induction tutor's new email address, which counts once it is confirmed."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.accounts.details import links, services
from config.accounts.models import User
from config.events.models import Event
from config.web import clock
from notifications import delivery
from notifications.kinds import NoLongerNeeded
from notifications.links import mint
from notifications.models import Email
from schools import links as school_links
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import (
    CohortFactory,
    InvitationFactory,
    StaffFactory,
    TutorAppointmentFactory,
    UserFactory,
)

from .own_details import DETAILS, EMAIL, NEW, ask, form_url, link_in, newest, stored
from .own_details import tutor as tutor

pytestmark = pytest.mark.django_db


# Email address


def test_a_new_address_counts_once_it_is_confirmed(client, tutor):
    page = ask(client, f" {NEW.title()} ").page
    assert page.h1.text == "Check your email"
    assert NEW in page.text
    assert NEW in client.get(DETAILS).page.text
    email = newest()
    assert (email.to, stored(tutor).email) == (NEW, "ada@school.example")
    url = link_in(email)
    page = client.get(url).page
    assert page.h1.text == "Confirm your new email address"
    response = client.post(url, follow=True)
    assert response.page.h1.text.strip() == "You have changed your email address"
    assert (stored(tutor).email, stored(tutor).new_email) == (NEW, "")
    to = Email.objects.filter(kind="email-changed").values_list("to", flat=True)
    assert set(to) == {"ada@school.example", NEW}
    event = Event.objects.get(kind="own email address changed")
    assert (event.before, event.after) == ({"email": "ada@school.example"}, {"email": NEW})
    assert client.get(DETAILS).status_code == 200
    assert client.get(reverse("accounts:new-email-asked")).url == DETAILS


def test_opening_the_link_changes_nothing_however_often(client, tutor):
    ask(client)
    url = link_in(newest())
    scanner = PageClient()
    for _ in range(3):
        assert scanner.get(url).status_code == scanner.head(url).status_code == 200
    assert stored(tutor).email == "ada@school.example"


def test_the_link_works_without_signing_in_and_signs_nobody_in(client, tutor):
    ask(client)
    other = PageClient()
    response = other.post(link_in(newest()), follow=True)
    assert response.page.h1.text.strip() == "You have changed your email address"
    assert stored(tutor).email == NEW
    assert other.get(DETAILS).status_code == 302


def test_a_second_press_shows_the_same_page(client, tutor):
    ask(client)
    url = link_in(newest())
    for _ in range(2):
        assert client.post(url).url == url
    assert Email.objects.filter(kind="email-changed").count() == 2


def test_the_address_of_now_is_no_change(client, tutor):
    response = client.post(form_url(client, EMAIL), {"new_email": " ADA@school.example"})
    assert "Enter an email address that is different" in response.page.text
    assert not Email.objects.exists()


@pytest.mark.parametrize("make", [UserFactory, StaffFactory])
def test_somebody_else_s_address_is_asked_for_like_any_and_cannot_be_used(client, tutor, make):
    make(email=NEW)
    page = ask(client).page
    assert page.h1.text == "Check your email"
    url = link_in(newest())
    assert client.get(url).page.h1.text == "Confirm your new email address"
    response = client.post(url)
    assert (response.status_code, response.page.h1.text) == (
        409,
        "We cannot use this email address",
    )
    assert stored(tutor).email == "ada@school.example"
    assert not Event.objects.filter(kind="own email address changed").exists()


def test_asking_costs_the_same_for_everybody_s_address(client, tutor):
    UserFactory(email="taken@school.example")
    counts = []
    for address in ["taken@school.example", "free@school.example"]:
        url = form_url(client, EMAIL)
        with CaptureQueriesContext(connection) as queries:
            client.post(url, {"new_email": address})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_last_address_asked_for_is_the_one_that_can_be_confirmed(client, tutor):
    ask(client, "mistyped@school.example")
    first = newest()
    url = link_in(first)
    ask(client)
    assert client.get(url).status_code == client.post(url).status_code == 404
    with pytest.raises(NoLongerNeeded):
        mint(first)
    client.post(link_in(newest()))
    assert stored(tutor).email == NEW
    with pytest.raises(NoLongerNeeded):
        mint(newest())


def test_a_link_works_for_24_hours(client, tutor, monkeypatch):
    ask(client)
    url = link_in(newest())
    age = links.LIFETIME.total_seconds()
    made = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: made + age - 5)
    assert client.get(url).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: made + age + 5)
    response = client.post(url)
    assert response.page.h1.text == "This link does not work"
    assert stored(tutor).email == "ada@school.example"


def test_a_link_that_is_sent_late_is_sent_all_the_same(client, tutor):
    ask(client)
    Email.objects.update(created_at=clock.now() - timedelta(hours=1))
    [email] = delivery.claim(1)
    assert delivery.deliver(email, None) == Email.State.SENT


def test_a_crafted_link_does_not_work(client, tutor):
    ask(client)
    token = link_in(newest()).split("/")[-2]
    body, rest = token.split(":", 1)
    made_up = [
        "x",
        ":::",
        token[:-1],
        f"999{body}:{rest}",
        links._signer.sign("1"),
        links._signer.sign(f"{tutor.pk}."),
        links._signer.sign(f"{10**30}.x"),
        links._signer.sign(f"x.{'0' * 64}"),
        signing.TimestampSigner(salt="other").sign(body),
    ]
    for one in made_up:
        url = reverse("accounts:confirm-email", args=[one])
        assert client.get(url).status_code == client.post(url).status_code == 404, one
    assert stored(tutor).email == "ada@school.example"


def test_the_link_of_someone_who_becomes_staff_stops(client, tutor):
    ask(client)
    url = link_in(newest())
    User.objects.update(is_staff=True)
    assert client.post(url).status_code == 404
    assert stored(tutor).email == "ada@school.example"


def test_links_to_the_old_address_stop(client):
    appointment = TutorAppointmentFactory()
    sign_in(client, appointment.tutor)
    invitation = InvitationFactory(
        school=appointment.school, cohort=CohortFactory(), recipient="tutor"
    )
    token = school_links.token_for(invitation)
    assert school_links.invitation_for(token)
    ask(client)
    client.post(link_in(newest()))
    with pytest.raises(school_links.Worn):
        school_links.invitation_for(token)


def test_whoever_asked_is_signed_out_when_someone_else_confirms(client, tutor):
    elsewhere = PageClient()
    sign_in(elsewhere, tutor)
    ask(client)
    assert PageClient().post(link_in(newest())).status_code == 302
    for browser in [client, elsewhere]:
        assert browser.get(DETAILS).url.startswith("/sign-in/")


def test_whoever_confirms_stays_signed_in_there_alone(client, tutor):
    elsewhere = PageClient()
    sign_in(elsewhere, tutor)
    ask(client)
    url = link_in(newest())
    for _ in range(2):
        client.post(url)
        assert client.get(DETAILS).status_code == 200
    assert elsewhere.get(DETAILS).url.startswith("/sign-in/")


def test_confirming_leaves_somebody_else_in_that_browser_signed_in(client, tutor):
    ask(client)
    other, someone = PageClient(), UserFactory()
    sign_in(other, someone)
    other.post(link_in(newest()))
    assert someone.email in other.get(DETAILS).page.text


def test_a_session_stands_when_the_secret_key_changes(client, tutor, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert client.get(DETAILS).status_code == 200


def test_nobody_has_us_write_to_many_addresses(client, tutor):
    most = services.NEW_ADDRESSES[0][0]
    for number in range(most):
        assert ask(client, f"a{number}@trust.example").page.h1.text == "Check your email"
    response = ask(client)
    assert "You have asked for this too often" in response.page.select_one("#main-content").text
    assert Email.objects.count() == most


def test_the_email_to_a_new_address_tells_nothing_about_who_asked(client, tutor):
    ask(client)
    assert not re.search("Ada|Lovelace|school.example", newest().body + newest().subject)


# At once


@pytest.mark.django_db(transaction=True)
def test_confirming_twice_at_once_changes_it_once():
    client, user = PageClient(), UserFactory()
    sign_in(client, user)
    ask(client)
    url = link_in(newest())
    responses = at_once(*[lambda: PageClient().post(url)] * 4)
    assert [response.url for response in responses] == [url] * 4
    assert Event.objects.filter(kind="own email address changed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_one_address_at_once_do_not_share_it():
    urls = []
    for user in [UserFactory(), UserFactory()]:
        client = PageClient()
        sign_in(client, user)
        ask(client)
        urls.append(link_in(Email.objects.get(about_id=user.pk)))
    responses = at_once(*[lambda url=url: PageClient().post(url) for url in urls])
    assert sorted(response.status_code for response in responses) == [302, 409]
    assert User.objects.filter(email=NEW).count() == 1
