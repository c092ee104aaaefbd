"""A Notify that answers, and kinds of email of the tests' own."""

from datetime import timedelta

import pytest

from config.web import clock
from notifications import delivery, kinds
from notifications.kinds import EmailKind
from notifications.models import Email
from notifications.notify import Notify
from tests import fake_notify
from tests.factories import EmailFactory


@pytest.fixture
def notify(settings):
    """GOV.UK Notify, as far as the service can tell."""
    with fake_notify.FakeNotify() as server:
        settings.NOTIFY_API_KEY = fake_notify.API_KEY
        settings.NOTIFY_BASE_URL = server.url
        settings.NOTIFY_TEMPLATE_ID = fake_notify.TEMPLATE_ID
        yield server


@pytest.fixture
def notify_client(notify):
    """A connection to it."""
    client = Notify()
    yield client
    client.close()


@pytest.fixture
def register(monkeypatch):
    """Registers a kind of email for one test."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    def registered(name="test-kind", **details):
        details = {"template": "emails/test.md", "sample": dict} | details
        return kinds.register(EmailKind(name=name, **details))

    return registered


@pytest.fixture
def linked(register):
    """A kind whose link is a new one each time it is made."""
    made = []

    def links(email):
        made.append(email.pk)
        return {"link": f"https://service.example/{len(made)}"}

    return register("linked", links=links)


def make_due(email):
    """Let the wait before the next try be over."""
    assert Email.objects.filter(pk=email.pk, state="queued", due_at__gt=clock.now()).update(
        due_at=clock.now()
    )


def end_lease(email):
    """Let the time be over that a worker had."""
    past = clock.now() - timedelta(seconds=1)
    assert Email.objects.filter(pk=email.pk, state="sending").update(leased_until=past)


class QueuedEmailFactory(EmailFactory):
    """An email that is ready to go, of a kind without links."""

    kind = "plain"


queued = QueuedEmailFactory


def deliver_next(client):
    """Claim the next email and deliver it."""
    [email] = delivery.claim(1)
    delivery.deliver(email, client)
    email.refresh_from_db()
    return email
