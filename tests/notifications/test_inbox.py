"""The development inbox."""

import uuid

import pytest
from django.urls import reverse

from notifications import views
from notifications.kinds import NoLongerNeeded
from notifications.models import Email
from tests.factories import EmailFactory

pytestmark = pytest.mark.django_db

INBOX = "/development/inbox/"


def page_of(email):
    return reverse("notifications:email", args=[email.pk])


def test_the_inbox_lists_emails_the_newest_first(client):
    EmailFactory(subject="Older", to="a@school.example")
    EmailFactory(subject="Newer", to="b@school.example", state="sent")
    items = client.get(INBOX).page.select("main li")
    assert ["Newer" in items[0].text, "b@school.example" in items[0].text] == [True, True]
    assert "sent" in items[0].text
    assert "Older" in items[1].text
    assert items[0].a["href"] == page_of(Email.objects.get(subject="Newer"))


def test_the_inbox_can_be_searched_by_address(client):
    EmailFactory(to="office@first.example", subject="To the first")
    EmailFactory(to="office@second.example", subject="To the second")
    page = client.get(INBOX, {"to": " First.example "}).page
    assert [link.text for link in page.select("main li a")] == ["To the first"]
    assert page.select_one("input[name=to]")["value"] == "First.example"


@pytest.mark.parametrize("query", ["nobody", "%", "<b>", "\x00", "a\x00b"])
def test_the_inbox_says_when_it_finds_nothing(client, query):
    page = client.get(INBOX, {"to": query}).page
    assert "No emails" in page.select_one("main").text


def test_the_inbox_shows_so_many_and_says_so(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(views, "NEWEST", 3)
    EmailFactory.create_batch(5)
    with django_assert_max_num_queries(2):
        page = client.get(INBOX).page
    assert len(page.select("main li")) == 3
    assert "the newest 3" in page.select_one("main").text


def test_an_email_is_shown_with_its_links_live(client, linked):
    email = EmailFactory(kind="linked", subject="Tell us", body="# Do\n\n[Answer](((link)))\n")
    page = client.get(page_of(email)).page
    assert page.h1.text == "Tell us"
    assert email.to in page.select_one("main").text
    assert page.find("a", string="Answer")["href"] == "https://service.example/1"
    email.refresh_from_db()
    assert email.body == "# Do\n\n[Answer](((link)))\n"


def test_a_link_shows_the_answer_once_the_question_has_been_answered(client, register):
    def needed(email):
        raise NoLongerNeeded("The school has answered")

    register("answered", needed=needed, links=lambda email: {"link": "https://service.example/1"})
    email = EmailFactory(kind="answered", body="[Answer](((link)))\n", state="sent")
    assert client.get(page_of(email)).page.find("a", string="Answer")


def test_a_link_that_its_reader_may_no_longer_have_is_not_made(client, register):
    def links(email):
        raise NoLongerNeeded("The school has closed")

    register("revoked", links=links)
    email = EmailFactory(kind="revoked", body="[Answer](((link)))\n")
    text = client.get(page_of(email)).page.select_one("main").text
    assert "The school has closed" in text
    assert "Answer (personal link)" in text


def test_an_email_that_failed_is_shown_with_what_went_wrong(client):
    email = EmailFactory(kind="plain", state="failed", last_error="400: [{'error': \"x\"}]")
    assert "400:" in client.get(page_of(email)).page.select_one("main").text


def test_an_unknown_email_is_not_found(client):
    assert client.get(f"{INBOX}{uuid.uuid4()}/").status_code == 404
    assert client.get(f"{INBOX}7/").status_code == 404


def test_there_is_no_inbox_outside_development(client, settings, linked):
    settings.DEVELOPMENT_INBOX = False
    email = EmailFactory(kind="linked", body="((link))")
    assert client.get(INBOX).status_code == 404
    response = client.get(page_of(email))
    assert response.status_code == 404
    assert "service.example" not in response.content.decode()


def test_the_inbox_is_for_reading_only(client):
    assert client.post(INBOX).status_code == 405
