"""What a link does, and what it does not do."""

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as speed
from hypothesis import strategies as st

from config.accounts import links
from config.accounts.models import SignInRequest
from config.events.models import Event
from notifications.models import Email
from tests.accounts.situations import (
    ask,
    heading,
    link_for,
    link_in,
    newest_email,
    signed_in,
    statements,
)
from tests.conftest import PageClient, sign_in
from tests.factories import SignInRequestFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db

WORN, BROKEN = "This link no longer works", "This link does not work"


def test_pressing_continue_signs_in(client, tutor):
    link = link_for(tutor)
    page = client.get(link).page
    assert [button.text.strip() for button in page.select("main button")] == ["Continue"]
    assert "g****e@school.example" in page.select_one("main").text
    assert client.post(link).url == reverse("home:schools")
    assert signed_in(client) == tutor.pk
    event = Event.objects.get(kind="signed in")
    assert (event.by_key, event.about_id) == (f"user:{tutor.pk}", str(tutor.pk))


def test_a_mail_scanner_leaves_a_link_usable(client, tutor):
    link = link_for(tutor)
    scanner = PageClient()
    for headers in [{}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}]:
        assert scanner.head(link, headers=headers).status_code == 200
        for _ in range(10):
            assert heading(scanner.get(link, headers=headers)) == "Continue to sign in"
    for method in [scanner.options, scanner.put, scanner.delete, scanner.patch]:
        assert method(link).status_code == 405
    assert signed_in(scanner) is None
    assert not Event.objects.exists()
    client.post(link)
    assert signed_in(client) == tutor.pk


def test_a_link_works_once(client, tutor):
    link = link_for(tutor)
    client.post(link)
    for response in [PageClient().get(link), PageClient().post(link)]:
        assert response.status_code == 410
        assert heading(response) == WORN
        assert "g****e@school.example" in response.page.text
        assert tutor.email not in response.page.text
    assert Session.objects.count() == 1


def test_signing_in_wears_the_links_sent_before(client, tutor):
    first, second = link_for(tutor), link_for(tutor)
    client.post(second)
    assert heading(PageClient().post(first)) == WORN


def test_a_link_works_for_thirty_minutes(client, tutor, clock):
    link = link_for(tutor)
    clock.at(minutes=29, seconds=58)
    assert client.get(link).status_code == 200
    clock.at(minutes=30, seconds=1)
    assert heading(client.get(link)) == WORN
    assert heading(client.post(link)) == WORN
    assert signed_in(client) is None


def test_a_new_link_goes_to_the_address_on_record_and_back_to_the_same_page(client, tutor, clock):
    link = link_for(tutor, return_to="/schools/100001/")
    clock.at(hours=1)
    button = client.get(link).page.select_one("main form")["action"]
    assert client.get(button).url == link
    tutor.email = "new@school.example"
    tutor.save()
    client.post(button)
    email = newest_email()
    assert email.to == "new@school.example"
    assert client.post(link_in(email)).url == "/schools/100001/"


def test_a_link_sent_to_an_old_address_stops_with_it(client, tutor):
    link = link_for(tutor)
    tutor.email = "new@school.example"
    tutor.save()
    assert heading(client.post(link)) == WORN


def test_who_has_signed_in_with_a_link_goes_on_when_they_open_it_again(client, tutor):
    link = link_for(tutor, return_to="/schools/100001/")
    client.post(link)
    key = client.session.session_key
    for response in [client.get(link), client.post(link)]:
        assert response.url == "/schools/100001/"
    assert client.session.session_key == key


def test_the_same_browser_may_press_twice_when_it_has_lost_the_first_answer(client, tutor, clock):
    """Without scripts a double click sends two forms and shows the second answer only."""
    link = link_for(tutor)
    client.handler.enforce_csrf_checks = True
    token = client.get(link).page.select_one("main form [name=csrfmiddlewaretoken]")["value"]
    before = {name: morsel.value for name, morsel in client.cookies.items()}
    pressed = {"csrfmiddlewaretoken": token}
    client.post(link, pressed)
    client.cookies.clear()
    client.cookies.load(before)
    assert client.post(link, pressed).status_code == 302
    assert signed_in(client) == tutor.pk
    assert Session.objects.count() == 1
    client.cookies.clear()
    client.cookies.load(before)
    clock.at(minutes=2)
    assert client.post(link, pressed).status_code == 410


@pytest.mark.parametrize("change", [{"is_staff": True}, {"is_active": False}])
def test_a_link_of_someone_who_may_not_use_one_looks_made_up(client, tutor, change):
    link = link_for(tutor)
    for name, value in change.items():
        setattr(tutor, name, value)
    tutor.save()
    for response in [client.get(link), client.post(link), client.post(link + "new-link/")]:
        assert response.status_code == 404
        assert heading(response) == BROKEN
        assert "****" not in response.page.text
    assert not Email.objects.exists()


def test_a_session_begun_by_a_link_ends_when_its_holder_becomes_staff(client, tutor):
    client.post(link_for(tutor))
    assert client.get(reverse("home:schools")).status_code == 200
    tutor.is_staff = tutor.is_superuser = True
    tutor.save()
    for private in [reverse("home:schools"), reverse("admin:index")]:
        assert client.get(private).status_code == 302


def test_the_key_of_the_session_changes_at_sign_in(client, tutor):
    ask(client, tutor.email)
    before = client.session.session_key
    client.post(link_in(newest_email()))
    assert before
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


# Someone else is signed in


def test_someone_signed_in_as_another_is_told_and_chooses(client, tutor):
    ada = UserFactory(email="ada@school.example")
    sign_in(client, ada)
    link = link_for(tutor)
    for response in [client.get(link), client.post(link)]:
        assert heading(response) == "You are signed in as someone else"
        words = response.page.select_one("main").text
        assert "ada@school.example" in words
        assert "g****e@school.example" in words
        assert signed_in(client) == ada.pk
    client.post(link, {"switch": "yes"})
    assert signed_in(client) == tutor.pk


def test_staff_who_open_a_link_are_told_and_choose(client, tutor):
    staff = StaffFactory()
    sign_in(client, staff)
    link = link_for(tutor)
    page = client.get(link).page
    assert page.select_one(f"main a[href='{reverse('admin:index')}']")
    client.post(link, {"switch": "yes"})
    assert signed_in(client) == tutor.pk


# Altered links


def test_a_link_that_was_cut_or_altered_does_not_work(client, tutor):
    link = link_for(tutor)
    token = link.removeprefix("/sign-in/").rstrip("/")
    altered = [
        token[:-1],
        token[1:],
        token[:20],
        token.replace(".", ","),
        token.upper(),
        f"{token}A",
    ]
    other = links.token_for(SignInRequestFactory())
    altered += [f"{token.split(':')[0]}:{other.split(':')[1]}"]
    altered += [signing.Signer(salt="accounts.sign-in").sign("1"), f"1{other}"]
    for each in altered:
        for method in [client.get, client.post, client.head]:
            assert method(reverse("accounts:link", args=[each])).status_code == 404, each
        assert client.post(reverse("accounts:new-link", args=[each])).status_code == 404
    assert heading(client.get(f"/sign-in/{token[:-1]}/")) == BROKEN


def test_a_link_whose_request_was_deleted_does_not_work(client, tutor):
    link = link_for(tutor)
    SignInRequest.objects.all().delete()
    assert heading(client.get(link)) == BROKEN


@speed(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    token=st.one_of(
        st.text(min_size=1).filter(lambda text: "/" not in text and text not in {".", ".."}),
        st.from_regex(r"[0-9]{1,30}\.[\w=-]{0,40}:[\w-]{0,43}", fullmatch=True),
    ),
    signs=st.booleans(),
)
def test_no_token_of_any_shape_breaks_anything(client, token, signs):
    if signs:
        token = signing.Signer(salt="accounts.sign-in").sign(token)
    if "\n" in token or "/" in token:
        return
    for name in ["accounts:link", "accounts:new-link"]:
        address = reverse(name, args=[token])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_links_signed_with_the_key_of_before_still_work(client, tutor, settings):
    settings.SECRET_KEY = "the old key"
    link = link_for(tutor)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", []
    assert heading(client.get(link)) == BROKEN
    settings.SECRET_KEY_FALLBACKS = ["the old key"]
    client.post(link)
    assert signed_in(client) == tutor.pk


# What it costs


def test_a_link_costs_few_queries(client, tutor):
    ask(client, tutor.email)
    link = link_in(newest_email())
    assert len(statements(lambda: client.get(link))) <= 8
    assert len(statements(lambda: client.post(link))) <= 12
