"""What the link in an invitation opens, whatever state it is in."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from schools import links
from schools.models import Invitation
from tests.factories import (
    CohortFactory,
    InvitationFactory,
    SchoolCohortFactory,
    SchoolFactory,
    SchoolLinkFactory,
)

from .situations import Walk, reported, rows_of, tutored

pytestmark = pytest.mark.django_db


def open_link(client, token):
    return client.get(reverse("partnerships:invitation", args=[token]))


def send_new_link(client, token):
    return client.post(reverse("partnerships:new-link", args=[token]), follow=True)


def token_made(invitation, *, days_ago, monkeypatch):
    """A token as it was made some days ago."""
    then = clock.now() - timedelta(days=days_ago)
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", then.timestamp)
        return links.token_for(invitation)


def old_token(invitation):
    invitation.version += 1
    invitation.save()
    stale = Invitation(pk=invitation.pk, version=invitation.version - 1)
    return links.token_for(stale)


def test_the_link_names_the_school_and_the_year_and_changes_nothing(client):
    invitation = InvitationFactory()
    for _ in range(3):
        page = open_link(client, links.token_for(invitation)).page
    assert invitation.school.name in page.text
    assert page.h1.text == "Tell us about ECTs and mentors in 2026 to 2027"
    assert not Draft.objects.exists()
    assert client.head(reverse("partnerships:invitation", args=[links.token_for(invitation)]))


@pytest.mark.parametrize("days_ago", [0, 89])
def test_a_link_works_for_90_days(client, monkeypatch, days_ago):
    token = token_made(InvitationFactory(), days_ago=days_ago, monkeypatch=monkeypatch)
    assert open_link(client, token).status_code == 200


def test_an_older_link_offers_a_new_one_to_a_masked_address(client, monkeypatch):
    school = SchoolFactory(main_email="office@ashford.example")
    token = token_made(InvitationFactory(school=school), days_ago=91, monkeypatch=monkeypatch)
    response = open_link(client, token)
    assert response.status_code == 410
    assert "o****e@ashford.example" in response.page.text
    assert "office@ashford.example" not in response.content.decode()
    response = send_new_link(client, token)
    assert response.page.h1.text == "Check your email"
    email = Email.objects.get()
    assert (email.kind, email.to) == ("new-link", "office@ashford.example")


def test_a_link_sent_later_leaves_earlier_ones_working(client, monkeypatch):
    invitation = InvitationFactory()
    first = token_made(invitation, days_ago=30, monkeypatch=monkeypatch)
    second = links.token_for(invitation)
    assert first != second
    assert open_link(client, first).status_code == open_link(client, second).status_code == 200


def test_the_new_link_goes_to_the_tutor_of_today(client):
    invitation = InvitationFactory()
    token = old_token(invitation)
    tutor = tutored(invitation.school)
    send_new_link(client, token)
    assert Email.objects.get().to == tutor.email
    assert invitation.school.invitations.get(recipient="tutor").sent_to == tutor.email


def test_links_to_a_tutor_stop_when_they_are_barred(client):
    school = SchoolFactory()
    tutor = tutored(school)
    token = links.token_for(InvitationFactory(school=school, recipient="tutor"))
    tutor.is_active = False
    tutor.save()
    assert open_link(client, token).status_code == 410


def test_links_to_a_tutor_s_old_address_stop_when_it_changes(client):
    school = SchoolFactory()
    tutor = tutored(school)
    token = links.token_for(InvitationFactory(school=school, recipient="tutor"))
    assert open_link(client, token).status_code == 200
    tutor.email = "new.address@school.example"
    tutor.save()
    assert open_link(client, token).status_code == 410
    send_new_link(client, token)
    assert Email.objects.get().to == tutor.email
    assert open_link(client, token).status_code == 410
    invitation = school.invitations.get()
    assert open_link(client, links.token_for(invitation)).status_code == 200


def test_a_new_link_can_be_asked_for_once_in_5_minutes(client):
    token = old_token(InvitationFactory())
    send_new_link(client, token)
    response = send_new_link(client, token)
    assert response.status_code == 429
    assert "You can ask for another link from" in response.page.text
    assert Email.objects.count() == 1


def test_a_new_link_can_be_asked_for_5_times_a_day(client):
    token = old_token(InvitationFactory())
    for hours in range(1, 6):
        send_new_link(client, token)
        latest = Email.objects.order_by("-created_at").first()
        latest.created_at = clock.now() - timedelta(hours=hours)
        latest.save()
    assert Email.objects.count() == 5
    assert send_new_link(client, token).status_code == 429


def test_a_school_without_any_address_is_told_what_to_do(client):
    token = old_token(InvitationFactory(school=SchoolFactory(main_email=""), sent_to="a@b.example"))
    assert "we cannot send a new link" in open_link(client, token).page.text
    assert "Get information about schools" in send_new_link(client, token).page.text
    assert not Email.objects.exists()


def test_asking_for_a_new_link_with_one_that_works_opens_the_one_that_works(client):
    token = links.token_for(InvitationFactory())
    response = send_new_link(client, token)
    assert response.request["PATH_INFO"] == reverse("partnerships:invitation", args=[token])
    assert not Email.objects.exists()


def test_looking_at_where_a_new_link_goes_sends_none(client):
    token = old_token(InvitationFactory())
    response = client.get(reverse("partnerships:new-link", args=[token]))
    assert response.status_code == 302
    assert not Email.objects.exists()


def test_a_link_of_a_year_gone_by_shows_nothing_of_the_school_s_answer(client):
    last_year = CohortFactory(start_year=2025)
    invitation = InvitationFactory(cohort=last_year)
    token = links.token_for(invitation)
    assert open_link(client, token).status_code == 200
    SchoolCohortFactory(school=invitation.school, cohort=last_year, programme="provider_led")
    CohortFactory(start_year=2026)
    response = open_link(client, token)
    assert response.status_code == 410
    assert "training provider" not in response.page.text
    assert client.get(reverse("partnerships:answer", args=[token])).status_code == 410
    send_new_link(client, token)
    assert invitation.school.invitations.filter(cohort__start_year=2026).exists()


ALTERATIONS = [
    lambda token, at: token[:at] + "x" + token[at + 1 :],
    lambda token, at: token[:at] + token[at + 1 :],
    lambda token, at: token[: at + 1],
    lambda token, at: token[:at] + " " + token[at:],
    lambda token, at: token + "=",
    lambda token, at: "é" + token,
    lambda token, at: token.rsplit(":", 2)[0],
]


@given(at=st.integers(0, 100), alter=st.sampled_from(ALTERATIONS))
@settings(deadline=None, max_examples=60)
def test_an_altered_link_names_no_school(at, alter):
    client = Client()
    invitation = InvitationFactory(school=SchoolFactory(name="Secret School"))
    token = links.token_for(invitation)
    altered = alter(token, at % (len(token) - 1))
    assume(altered != token)
    for name in ("invitation", "answer", "new-link"):
        response = client.get(reverse(f"partnerships:{name}", args=[altered]))
        assert response.status_code == 404
        assert b"Secret School" not in response.content


def test_a_settled_answer_is_shown_by_every_link(client):
    school = SchoolFactory()
    tutored(school)
    walk = Walk(client, school=school, recipient="tutor")
    other = InvitationFactory(school=school)
    walk.answer("expects-ects", expects_ects="no")
    walk.confirm()
    page = open_link(client, links.token_for(other)).page
    assert page.h1.text == "Your school has answered for 2026 to 2027"
    assert rows_of(page) == {"ECTs or mentors expected?": "No"}
    assert page.select_one("main a[href*='/help/']")
    assert not page.select_one(".govuk-button")


def test_a_report_by_the_lead_provider_does_not_close_the_question(client):
    partnership = reported()
    invitation = InvitationFactory(school=partnership.school)
    page = open_link(client, links.token_for(invitation)).page
    assert page.select_one(".govuk-button--start")


def test_an_answer_begun_earlier_can_be_continued(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    page = client.get(walk.landing_url).page
    href = page.find("a", string="Continue that answer")["href"]
    assert client.get(href).url == walk.url("nominate-tutor")


def test_the_link_of_a_closed_school_names_its_successor(client):
    school = SchoolFactory(status_code=2, closed_on=clock.today())
    successor = SchoolFactory(name="Risen Academy")
    SchoolLinkFactory(school=school, link_urn=successor.urn, link_type="Successor")
    invitation = InvitationFactory(school=school)
    for token in (links.token_for(invitation), old_token(invitation)):
        page = open_link(client, token).page
        assert page.h1.text == f"{school.name} has closed"
        assert "Risen Academy" in page.text
        send_new_link(client, token)
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    ("details", "heading"),
    [
        ({"status_code": 4}, "{name} has not opened yet"),
        ({"type_code": 25}, "{name} cannot use this service"),
    ],
)
def test_the_link_of_a_school_that_may_not_register_people_says_why(client, details, heading):
    school = SchoolFactory(**details)
    invitation = InvitationFactory(school=school)
    for token in (links.token_for(invitation), old_token(invitation)):
        page = client.get(reverse("partnerships:invitation", args=[token]), follow=True).page
        assert page.h1.text == heading.format(name=school.name)
        assert client.get(reverse("partnerships:answer", args=[token])).status_code == 302
        send_new_link(client, token)
    assert not Email.objects.exists()


def test_a_confirmation_belongs_to_its_own_invitation(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="no")
    walk.confirm()
    other = InvitationFactory()
    stolen = reverse("partnerships:confirmation", args=[links.token_for(other), walk.draft_id])
    assert client.get(stolen).status_code == 404
