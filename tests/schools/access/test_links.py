"""The link that goes to the school contact: how often, to whom, and what it lets in."""

from datetime import timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock, logs
from notifications.models import Email
from schools import emails, links, views
from schools.models import Invitation
from schools.services import invitations
from tests.at_once import at_once
from tests.factories import InvitationFactory, SchoolFactory
from tests.partnerships.situations import tutored

from .situations import access_to, ask

pytestmark = pytest.mark.django_db


def test_the_link_goes_to_the_school_contact_even_if_there_is_a_tutor(client):
    school = SchoolFactory(main_email="office@ashford.example")
    tutored(school)
    response = ask(client, school, follow=True)
    assert response.page.h1.text == "Check your email"
    assert "o****e@ashford.example" in response.page.text
    email = Email.objects.get()
    assert (email.kind, email.to) == ("access-link", "office@ashford.example")
    page = client.get(emails.ACCESS_LINK.links(email)["link"]).page
    assert page.h1.text == f"Get access for {school.name}"
    assert Event.objects.get().kind == "access link sent"


def test_asking_again_later_sends_another_link_of_the_same_invitation(client):
    school = SchoolFactory()
    ask(client, school)
    Email.objects.update(created_at=clock.now() - timedelta(minutes=6))
    ask(client, school)
    assert Email.objects.count() == 2
    assert Invitation.objects.get().purpose == "access"


def test_a_link_can_be_asked_for_once_in_5_minutes(client):
    school = SchoolFactory()
    ask(client, school)
    response = ask(client, school)
    assert response.status_code == 429
    assert "You can ask for another link from" in response.page.text
    assert Email.objects.count() == 1


def test_a_link_can_be_asked_for_5_times_a_day(client):
    school = SchoolFactory()
    for hours in range(1, 6):
        ask(client, school)
        latest = Email.objects.order_by("-created_at").first()
        latest.created_at = clock.now() - timedelta(hours=hours)
        latest.save()
    assert ask(client, school).status_code == 429
    assert Email.objects.count() == 5


def test_new_links_for_an_answer_count_as_well_and_their_address_is_not_shown(client):
    school = SchoolFactory()
    tutor = tutored(school)
    emails.new_link(InvitationFactory(school=school, recipient="tutor"))
    response = ask(client, school)
    assert response.status_code == 429
    assert tutor.email[-12:] not in response.page.text
    assert tutor.last_name not in response.page.text
    sent = client.get(reverse("schools:send-access-link", args=[school.urn]))
    assert sent.status_code == 302


def test_one_place_can_ask_for_so_many_schools_only(client, monkeypatch):
    monkeypatch.setattr(views, "LINKS_FROM_ONE_PLACE", [(2, timedelta(minutes=10))])
    for _ in range(2):
        assert ask(client, SchoolFactory()).status_code == 302
    response = ask(client, SchoolFactory())
    assert response.status_code == 429
    assert response.page.h1.text == "You have asked for many links"
    assert ask(client, SchoolFactory(), REMOTE_ADDR="192.0.2.7").status_code == 302
    assert Email.objects.count() == 3


@pytest.mark.parametrize("details", [{"type_code": 47}, {"status_code": 2}, {"main_email": ""}])
def test_a_school_that_may_have_none_is_sent_none(client, details):
    school = SchoolFactory(**details)
    response = ask(client, school)
    assert response.url == reverse("schools:get-access-school", args=[school.urn])
    assert not Email.objects.exists()


def test_asking_saves_with_few_queries(client, django_assert_max_num_queries):
    school = SchoolFactory()
    with django_assert_max_num_queries(12):
        ask(client, school)


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_get_one_link():
    school = SchoolFactory()

    def send():
        try:
            invitations.send_access_link(school=school, by=Actor("test", "Test"))
        except invitations.TooManyLinks:
            return "too many"
        return "sent"

    assert sorted(at_once(send, send)) == ["sent", "too many"]
    assert Email.objects.count() == Invitation.objects.count() == 1


def test_a_link_to_get_access_does_not_answer_and_the_other_way_round(client):
    school = SchoolFactory()
    answer = links.token_for(InvitationFactory(school=school))
    access = links.token_for(access_to(school))
    for name in ["invitation", "answer", "new-link"]:
        assert client.get(reverse(f"partnerships:{name}", args=[access])).status_code == 404
    for name in ["access", "name-tutor"]:
        assert client.get(reverse(f"schools:{name}", args=[answer])).status_code == 404


def test_a_link_that_was_cut_short_leads_to_get_access(client):
    response = client.get(reverse("schools:access", args=["MTIz:abc"]))
    assert response.status_code == 404
    assert response.page.find("a", string="get access for your school")["href"] == "/get-access/"


def test_an_old_link_of_a_school_without_an_address_leads_to_get_access(client):
    invitation = InvitationFactory(school=SchoolFactory(main_email=""), sent_to="a@b.example")
    token = links.token_for(invitation)
    invitation.version += 1
    invitation.save()
    page = client.get(reverse("partnerships:invitation", args=[token])).page
    href = page.find("a", string="See what you can do to get access")["href"]
    assert "We do not have an email address" in client.get(href).page.h1.text


def test_an_old_link_offers_a_new_one_to_the_school_contact(client, monkeypatch):
    school = SchoolFactory(main_email="office@ashford.example")
    tutored(school)
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", (clock.now() - timedelta(days=91)).timestamp)
        token = links.token_for(access_to(school))
    response = client.get(reverse("schools:access", args=[token]))
    assert response.status_code == 410
    assert "o****e@ashford.example" in response.page.text
    client.post(response.page.select_one("main form")["action"])
    assert Email.objects.get().to == "office@ashford.example"


def test_a_link_stops_when_the_school_s_address_changes(client):
    school = SchoolFactory()
    ask(client, school)
    email = Email.objects.get()
    link = emails.ACCESS_LINK.links(email)["link"]
    school.main_email = "new@ashford.example"
    school.save()
    assert client.get(link).status_code == 410
    with pytest.raises(emails.NoLongerNeeded):
        emails.ACCESS_LINK.links(email)


@pytest.mark.parametrize(
    ("details", "heading"),
    [({"status_code": 2}, "has closed"), ({"type_code": 47}, "cannot use this service")],
)
def test_the_link_of_a_school_that_may_register_nobody_says_so(client, details, heading):
    token = links.token_for(access_to(SchoolFactory(**details)))
    for name in ["access", "name-tutor"]:
        response = client.get(reverse(f"schools:{name}", args=[token]), follow=True)
        assert heading in response.page.h1.text


def test_the_token_stays_out_of_the_logs():
    token = links.token_for(access_to(SchoolFactory()))
    path = reverse("schools:name-tutor", args=[token])
    assert logs.scrubbed(f"GET {path} 200") == "GET /access/[token]/tutor/ 200"


@pytest.mark.parametrize(
    "details",
    [
        {"purpose": "access", "cohort": None, "recipient": "tutor", "sent_to": "a@b.example"},
        {"purpose": "access"},
        {"purpose": "answer", "cohort": None},
        {"purpose": "other"},
    ],
)
def test_the_database_holds_what_an_invitation_is_for(details):
    with transaction.atomic(), pytest.raises(IntegrityError):
        InvitationFactory(**details)


def test_a_school_has_one_invitation_to_get_access():
    school = SchoolFactory()
    access_to(school)
    with transaction.atomic(), pytest.raises(IntegrityError):
        access_to(school)
