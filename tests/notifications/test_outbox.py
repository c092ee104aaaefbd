"""Writing emails into the outbox."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction

from config.web import clock
from notifications import kinds, outbox
from notifications.kinds import EmailKind
from notifications.models import Email
from tests.factories import TutorAppointmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def template(monkeypatch):
    text = "Hello {name}\n\nDear {name}\n"
    monkeypatch.setattr(
        outbox, "render", lambda _name, context: text.format(**context).split("\n\n")
    )


@pytest.fixture
def kind(register):
    return register("greeting", priority=Email.Priority.CAMPAIGN)


def details(**changes):
    return {
        "to": "ada@school.example",
        "about": None,
        "context": {"name": "Ada"},
        "dedupe_key": "greeting/1",
    } | changes


def test_an_email_holds_its_text_and_what_it_is_about(kind):
    appointment = TutorAppointmentFactory()
    due_at = clock.now() + timedelta(days=1)
    outbox.write(
        kind,
        **details(
            to=" Ada@School.Example ",
            about=appointment,
            school_urn=appointment.school.urn,
            due_at=due_at,
        ),
    )
    email = Email.objects.get()
    assert (email.kind, email.to) == ("greeting", "ada@school.example")
    assert (email.subject, email.body) == ("Hello Ada", "Dear Ada\n")
    assert (email.about_type, email.about_id) == (
        "induction tutor’s appointment",
        str(appointment.pk),
    )
    assert email.school_urn == appointment.school.urn
    assert (email.priority, email.state, email.due_at) == (9, "queued", due_at)


def test_an_email_may_be_about_nothing(kind):
    outbox.write(kind, **details())
    email = Email.objects.get()
    assert (email.about_type, email.about_id, email.school_urn) == ("", "", None)


def test_an_email_that_is_there_already_is_left_alone(kind):
    outbox.write(kind, **details())
    Email.objects.update(state="sent")
    outbox.write(kind, **details(to="grace@school.example"))
    email = Email.objects.get()
    assert (email.to, email.state) == ("ada@school.example", "sent")


def test_an_email_is_not_written_when_its_event_does_not_happen(kind):
    with transaction.atomic():
        outbox.write(kind, **details())
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def test_many_are_written_at_once_and_the_new_ones_counted(kind):
    def emails(numbers):
        return [outbox.compose(kind, **details(dedupe_key=f"key/{n}")) for n in numbers]

    assert outbox.write_all(emails(range(1200))) == 1200
    assert outbox.write_all(emails(range(1000, 1205))) == 5
    assert outbox.write_all(emails([7, 7, 1300, 1300])) == 1
    assert outbox.write_all([]) == 0
    assert Email.objects.count() == 1206


@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_emails_at_once_write_each_once(kind):
    counts, failures = [], []

    def write(keys):
        try:
            with transaction.atomic():
                counts.append(
                    outbox.write_all(
                        outbox.compose(kind, **details(dedupe_key=f"key/{n}")) for n in keys
                    )
                )
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    forwards, backwards = range(700), reversed(range(700))
    threads = [threading.Thread(target=write, args=[keys]) for keys in (forwards, backwards)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sum(counts) == Email.objects.count() == 700


def test_a_kind_is_registered_once(register):
    kind = register("once")
    assert kinds.get("once") is kind
    assert kind in kinds.all_kinds()
    with pytest.raises(ValueError, match="“once”"):
        kinds.register(EmailKind(name="once", template="x", sample=dict))
