"""Operators ask schools whether they expect ECTs."""

import threading
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.accounts.models import User
from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from notifications import delivery
from notifications.models import Email
from schools.models import Invitation, School
from schools.services import invitations, tutors
from tests.factories import (
    CohortFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cohort(request):
    if "transaction" not in request.keywords:
        return CohortFactory()
    return None


def send(*arguments, cohort=2026):
    out, err = StringIO(), StringIO()
    call_command(
        "send_expecting_ects_emails",
        *("--cohort", str(cohort), *arguments),
        stdout=out,
        stderr=err,
    )
    return out.getvalue() + err.getvalue()


def test_each_invited_school_is_asked_once():
    for _ in range(3):
        SchoolFactory()
    assert "Queued 3 invitations for 2026 to 2027" in send()
    assert "Queued 0 invitations" in send()
    assert Email.objects.filter(kind="expecting-ects", priority=9).count() == 3
    assert Invitation.objects.count() == Event.objects.filter(kind="invited").count() == 3


def test_the_tutor_is_asked_and_else_the_school_contact():
    appointment = TutorAppointmentFactory(school__main_email="office@a.example")
    SchoolFactory(main_email="", alternative_email="head@b.example")
    send()
    assert set(Email.objects.values_list("to", flat=True)) == {
        appointment.tutor.email,
        "head@b.example",
    }
    assert appointment.school.invitations.get().recipient == "tutor"
    assert "Dear Grace" in Email.objects.get(to=appointment.tutor.email).body


@pytest.mark.parametrize(
    "school",
    [
        {"status_code": 2},
        {"status_code": 4},
        {"type_code": 11, "section_41": False},
        {"type_code": 37, "district_code": ""},
        {"type_code": 30, "district_code": "W06000001"},
        {"type_code": 47},
        {"district_code": "W06000001"},
    ],
)
def test_schools_that_are_not_invited_are_not_asked(school):
    SchoolFactory(**school)
    assert "Queued 0 invitations" in send()


@pytest.mark.parametrize(
    "school",
    [
        {"status_code": 3},
        {"type_code": 10, "section_41": True},
        {"district_code": "9999"},
        {"district_code": ""},
        {"type_code": 57},
    ],
)
def test_schools_that_are_invited_are_asked(school):
    SchoolFactory(**school)
    assert "Queued 1 invitations" in send()


@pytest.mark.parametrize(("expects", "asked"), [("yes", 0), ("no", 0), ("unknown", 1)])
def test_a_yes_or_no_spares_the_school_the_question(cohort, expects, asked):
    SchoolCohortFactory(cohort=cohort, expects_ects=expects)
    assert f"Queued {asked} invitations" in send()


def give_up_on_emails(state):
    """What the worker does with what it cannot send, or need not."""
    return Email.objects.filter(state="queued").update(state=state)


def test_a_new_tutor_is_asked_once_the_question_to_the_old_one_expired():
    appointment = TutorAppointmentFactory()
    school, old = appointment.school, appointment.tutor
    send()
    new = tutors.appoint(
        school=school,
        cohort=None,
        first_name="Ada",
        last_name="Lovelace",
        email="ada@school.example",
        replaces=old,
        by=Actor.command("tests"),
    ).tutor
    asked = Email.objects.filter(kind="expecting-ects").order_by("created_at")
    assert "Queued 0 invitations" in send()
    deliver(asked.get())
    assert "Queued 1 invitations" in send()
    assert "Queued 0 invitations" in send()
    deliver(asked.last())
    assert [(email.to, email.state) for email in asked] == [
        (old.email, "expired"),
        (new.email, "sent"),
    ]
    assert "Queued 0 invitations" in send()


def deliver(email):
    """Let the worker send it, to the development inbox."""
    claimed = {claim.pk: claim for claim in delivery.claim(10)}
    delivery.deliver(claimed.pop(email.pk), None)
    delivery.release(claimed.values())


def test_a_tutor_is_asked_again_at_another_address_and_the_old_links_end():
    tutor = TutorAppointmentFactory().tutor
    send()
    version = Invitation.objects.get().version
    User.objects.filter(pk=tutor.pk).update(email="grace@new.example")
    give_up_on_emails("expired")
    assert "Queued 1 invitations" in send()
    invitation = Invitation.objects.get()
    assert (invitation.sent_to, invitation.version) == ("grace@new.example", version + 1)
    assert Email.objects.get(state="queued").to == "grace@new.example"


def test_a_school_whose_email_failed_is_asked_again_until_one_is_sent():
    SchoolFactory()
    for _ in range(3):
        assert "Queued 1 invitations" in send()
        give_up_on_emails("failed")
    send()
    give_up_on_emails("sent")
    assert "Queued 0 invitations" in send()
    assert Email.objects.count() == 4
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("state", ["queued", "sending", "sent", "delivered"])
def test_a_school_that_was_sent_a_new_link_is_not_asked_again(cohort, state):
    school = SchoolFactory()
    send()
    give_up_on_emails("failed")
    invitations.send_new_link(school=school, cohort=cohort, by=Actor.command("tests"))
    lease = {"lease_id": uuid4(), "leased_until": clock.now()} if state == "sending" else {}
    Email.objects.filter(kind="new-link").update(state=state, **lease)
    assert "Queued 0 invitations" in send()


def test_a_school_that_has_answered_is_not_asked_again(cohort):
    school = SchoolFactory()
    send()
    give_up_on_emails("expired")
    SchoolCohortFactory(school=school, cohort=cohort)
    assert "Queued 0 invitations" in send()


def test_a_school_without_an_address_is_listed_and_not_asked():
    school = SchoolFactory(main_email="", name="Nowhere School")
    out = send()
    assert f"No address: Nowhere School (URN {school.urn})" in out
    assert "Queued 0 invitations" in out


def test_some_schools_only():
    schools = [SchoolFactory() for _ in range(3)]
    out = send("--urn", str(schools[1].urn), "999999")
    assert "Queued 1 invitations" in out
    assert "URN 999999 is not known" in out
    assert Invitation.objects.get().school == schools[1]
    assert "Queued 1 invitations" in send("--limit", "1")


def test_a_dry_run_writes_nothing():
    SchoolFactory()
    assert "Would queue 1 invitations. Nothing was written." in send("--dry-run")
    assert not Email.objects.exists()
    assert not Invitation.objects.exists()


def test_only_the_registration_cohort_can_be_asked_about():
    CohortFactory(start_year=2025)
    with pytest.raises(CommandError, match="2025 is not the registration cohort"):
        send(cohort=2025)


def test_many_schools_take_as_many_queries_as_few(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(invitations, "BATCH", 50)
    for _ in range(50):
        SchoolFactory()
    with django_assert_max_num_queries(20):
        send()
    give_up_on_emails("failed")
    for number, school in enumerate(School.objects.all()):
        TutorAppointmentFactory(school=school)
        Invitation.objects.filter(school=school).update(
            recipient="tutor" if number % 2 else "school_contact"
        )
    with django_assert_max_num_queries(20):
        assert "Queued 50 invitations" in send()


@pytest.mark.django_db(transaction=True)
def test_two_operators_at_once_ask_each_school_once(monkeypatch):
    CohortFactory()
    monkeypatch.setattr(invitations, "BATCH", 5)
    for _ in range(20):
        SchoolFactory()
    failures = []

    def run():
        try:
            send()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Invitation.objects.count() == Email.objects.count() == School.objects.count() == 20
