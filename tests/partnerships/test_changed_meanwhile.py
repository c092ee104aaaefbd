"""What someone is shown changes before they press the last button, or their link stops."""

import threading

import pytest
from django.db import connection, transaction

from config.events.services import Actor
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services import changes, partnerships, reports
from schools.models import School, SchoolCohort
from schools.services import tutors
from tests.conftest import PageClient
from tests.factories import (
    CohortFactory,
    InvitationFactory,
    LeadProviderContactFactory,
    ProviderPairingFactory,
    SchoolFactory,
)
from tests.schools.access.situations import AccessWalk

from .changing import ChangeWalk, provider_led, set_up
from .situations import Walk, provider_led_last_year, reported, tutored

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def shown(walk):
    """The check answers page in a browser: a function that presses its button."""
    fields = walk.client.get(walk.url("check-answers")).page.select("main form input[type=hidden]")
    sent = {field["name"]: field["value"] for field in fields if field["name"] == "basis"}
    return lambda: walk.post("check-answers", **sent)


def replace_tutor(school, tutor):
    """Someone else of the school has named Eve meanwhile."""
    tutors.appoint(
        school=school,
        cohort=None,
        first_name="Eve",
        last_name="Ng",
        email="eve@school.example",
        replaces=tutor,
        by=BY,
    )


def report_again(partnership):
    """The lead provider has named another delivery partner meanwhile."""
    pairing = ProviderPairingFactory(lead_provider=partnership.lead_provider)
    reports.report(
        school=partnership.school,
        cohort=partnership.cohort,
        lead_provider=pairing.lead_provider,
        delivery_partner=pairing.delivery_partner,
        by=BY,
    )
    return pairing.delivery_partner


def choose(walk, pairing):
    walk.answer("agreed", has_agreed="yes")
    walk.answer("lead-provider", lead_provider=pairing.lead_provider.pk)
    walk.answer("delivery-partner", delivery_partner=pairing.delivery_partner.pk)


def warning(response):
    return response.page.select_one(".govuk-warning-text").text


def test_nobody_replaces_a_tutor_they_have_not_been_shown(client):
    invitation = InvitationFactory()
    tutor = tutored(invitation.school)
    walk = Walk(client, invitation)
    walk.answer("still-your-tutor", still_tutor="no")
    walk.answer("expects-ects", expects_ects="unknown")
    walk.nominate()
    press = shown(walk)
    replace_tutor(invitation.school, tutor)
    response = press()
    assert "Something has changed" in warning(response)
    assert "Is Eve Ng still your induction tutor?" in response.page.text
    assert invitation.school.find_tutor().email == "eve@school.example"
    assert shown(walk)().url == "../confirmation/"
    assert invitation.school.find_tutor().email == "ada@school.example"


def test_nor_through_a_link_to_get_access(client):
    CohortFactory()
    school = SchoolFactory()
    tutor = tutored(school)
    walk = AccessWalk(client, school)
    walk.answer("still-your-tutor", still_tutor="no")
    walk.nominate()
    press = shown(walk)
    replace_tutor(school, tutor)
    assert "Something has changed" in warning(press())
    assert school.find_tutor().email == "eve@school.example"


def test_nobody_objects_to_a_report_they_have_not_been_shown(client):
    partnership = reported()
    tutored(partnership.school)
    walk = ChangeWalk(client, "report-wrong", partnership.school)
    walk.answer("what-is-wrong", wrong_because="mistake")
    press = shown(walk)
    partner = report_again(partnership)
    response = press()
    assert "Something has changed" in warning(response)
    assert partner.name in response.page.text
    assert Partnership.objects.standing().get().delivery_partner == partner


def test_nobody_ends_a_partnership_they_have_not_been_shown(client):
    partnership, new = provider_led(status="proposed"), ProviderPairingFactory()
    walk = ChangeWalk(client, "change-providers", partnership.school)
    choose(walk, new)
    press = shown(walk)
    partner = report_again(partnership)
    assert "Something has changed" in warning(press())
    assert Partnership.objects.standing().get().delivery_partner == partner


def press_while(press, school, *, happens):
    """Press a button that has to wait for the school’s records, in which something happens."""
    responses = []

    def wait_and_press():
        responses.append(press())
        connection.close()

    waiting = threading.Thread(target=wait_and_press)
    with transaction.atomic():
        School.objects.locked().get(pk=school.pk)
        waiting.start()
        waiting.join(timeout=0.5)
        happens()
    waiting.join()
    return responses[0]


@pytest.mark.django_db(transaction=True)
def test_a_link_revoked_while_its_holder_waits_does_nothing():
    school = SchoolFactory()
    tutor = tutored(school)
    walk = Walk(PageClient(), InvitationFactory(school=school, recipient="tutor"))
    walk.answer("expects-ects", expects_ects="no")
    response = press_while(shown(walk), school, happens=lambda: replace_tutor(school, tutor))
    assert response.status_code == 410
    assert response.page.h1.text == "This link no longer works"
    assert not SchoolCohort.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_tutor_replaced_while_they_wait_changes_nothing():
    school = set_up()
    tutor = school.find_tutor()
    walk = ChangeWalk(PageClient(), "change-programme", school)
    walk.answer("programme", programme="school_led")
    response = press_while(shown(walk), school, happens=lambda: replace_tutor(school, tutor))
    assert response.status_code == 404
    assert school.cohorts.get().programme == "provider_led"


@pytest.mark.django_db(transaction=True)
def test_a_report_that_comes_while_a_tutor_waits_is_shown_first():
    partnership, new = provider_led(status="proposed"), ProviderPairingFactory()
    walk = ChangeWalk(PageClient(), "change-providers", partnership.school)
    choose(walk, new)
    press, school = shown(walk), partnership.school
    response = press_while(press, school, happens=lambda: report_again(partnership))
    assert "changed" in warning(response)
    assert Partnership.objects.standing().get().lead_provider == partnership.lead_provider


def test_a_lead_provider_left_in_two_years_hears_of_both():
    last = provider_led_last_year()
    LeadProviderContactFactory(lead_provider=last.lead_provider)
    partnerships.tell_left(last, cohort=CohortFactory())
    changes.change_programme(
        school=last.school, cohort=last.cohort, programme="school_led", standing=last, by=BY
    )
    emails = Email.objects.filter(kind="partnership-left")
    bodies = {email.subject[-12:]: email.body for email in emails}
    earlier = "ECTs and mentors who started with you earlier are not affected"
    moving = "ECTs and mentors of 2025 to 2026 move with the school"
    assert {year: (earlier in body, moving in body) for year, body in bodies.items()} == {
        "2026 to 2027": (True, False),
        "2025 to 2026": (False, True),
    }
