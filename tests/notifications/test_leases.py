"""Who holds an email while it is sent: one worker at a time, for as long as it has the lease."""

from datetime import timedelta

import pytest

from config.web import clock
from notifications import delivery
from notifications.models import Email
from tests import fake_notify
from tests.notifications.conftest import deliver_next, end_lease, queued

pytestmark = pytest.mark.django_db


def test_the_email_of_a_dead_worker_is_taken_over_and_looked_up_first(notify_client, notify):
    email = queued()
    [claimed] = delivery.claim(1)
    notify_client.send(claimed, body=claimed.body)  # and here the worker dies
    end_lease(email)
    email = deliver_next(notify_client)
    assert email.state == "sent"
    assert notify.looked_up == [str(email.pk)]
    assert len(notify.sent) == 1


def test_the_email_of_a_living_worker_is_left_to_it():
    queued()
    assert len(delivery.claim(1)) == 1
    assert delivery.claim(1) == []


def test_whoever_lost_the_lease_does_not_write_over_the_outcome(notify_client, notify):
    email = queued()
    [slow] = delivery.claim(1)
    end_lease(email)
    deliver_next(notify_client)
    notify.answers.append(fake_notify.BAD_ADDRESS)
    delivery.deliver(slow, notify_client)
    email.refresh_from_db()
    assert email.state == "sent"


def test_whoever_lost_the_lease_does_not_end_that_of_another(notify_client):
    email = queued()
    [slow] = delivery.claim(1)
    end_lease(email)
    [other] = delivery.claim(1)
    delivery.deliver(slow, notify_client)
    email.refresh_from_db()
    assert (email.state, email.lease_id) == ("sending", other.lease_id)


def test_an_email_is_not_started_when_its_lease_is_nearly_over():
    queued()
    [email] = delivery.claim(1)
    assert delivery.has_time(email)
    email.leased_until = clock.now() + delivery.ONE_EMAIL
    assert not delivery.has_time(email)


def test_the_most_urgent_goes_first():
    campaign = queued(priority=Email.Priority.CAMPAIGN)
    event = queued(priority=Email.Priority.EVENT)
    sign_in = queued(priority=Email.Priority.SIGN_IN)
    assert delivery.claim(2) == [sign_in, event]
    assert delivery.claim(2) == [campaign]


def test_an_email_waits_until_it_is_due():
    queued(due_at=clock.now() + timedelta(minutes=1))
    assert delivery.claim(1) == []


def test_emails_that_were_not_tried_are_given_back_as_they_were():
    email = queued()
    delivery.release(delivery.claim(1))
    email.refresh_from_db()
    assert (email.state, email.attempts, email.lease_id) == ("queued", 0, None)
    assert delivery.claim(1) == [email]
