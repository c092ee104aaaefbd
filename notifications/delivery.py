"""
Delivering the outbox: who takes which email, and what becomes of it.

An email is claimed by compare-and-set, for the time of a lease. Whoever holds the lease
sends it, with no transaction open, and writes down the outcome only if the lease is still
theirs. When a worker dies, or Notify's answer is lost, nobody knows whether the email went:
it is then ambiguous, and Notify is asked for it by reference before it is sent again.
"""

import logging
import re
import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from config.web import clock

from . import links, notify
from .kinds import NoLongerNeeded
from .models import Email

logger = logging.getLogger(__name__)

#: Much longer than one email can take, and than Notify takes to know its own references.
LEASE = timedelta(minutes=5)
#: What one email can take at worst: asking for it, and sending it, each with two time-outs.
ONE_EMAIL = timedelta(seconds=5 * notify.TIMEOUT)
SIGN_IN_LIFE = timedelta(minutes=15)
#: Waits before an email is tried again, of which the last repeats.
PAUSES_NO_ANSWER = [timedelta(minutes=minutes) for minutes in (2, 4, 8, 15, 30, 60)]
PAUSES_REJECTED = [timedelta(minutes=minutes) for minutes in (15, 60, 240)]
ATTEMPTS_NO_ANSWER = 24
ATTEMPTS_REJECTED = 4
INBOX_ONLY = "development inbox only"

State = Email.State


def claim(limit: int) -> list[Email]:
    """Take up to that many emails for ourselves, the most urgent first."""
    if not (Email.objects.due().exists() or Email.objects.abandoned().exists()):
        return []
    lease_id = uuid.uuid4()
    with transaction.atomic():
        claimed = _take(Email.objects.abandoned(), limit, lease_id=lease_id, is_ambiguous=True)
        claimed += _take(Email.objects.due(), limit - claimed, lease_id=lease_id)
    mine = Email.objects.filter(state=State.SENDING, lease_id=lease_id)
    return list(mine.order_by("priority", "due_at")) if claimed else []


def _take(emails, limit, **changes) -> int:
    # the rows are picked and locked first, so that two workers pick different ones
    picked = emails.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit]
    pks = list(picked)
    if not pks:
        return 0
    return (
        emails.order_by()
        .filter(pk__in=pks)
        .update(state=State.SENDING, leased_until=clock.now() + LEASE, **changes)
    )


def release(emails: Iterable[Email]) -> None:
    """Give back emails that were claimed and not tried."""
    for email in emails:
        _settle(email, state=State.QUEUED)


def has_time(email: Email) -> bool:
    """Whether the lease lasts long enough to send it."""
    return email.leased_until is not None and email.leased_until - clock.now() > ONE_EMAIL


def deliver(email: Email, client: notify.Notify | None) -> str:
    """
    Send a claimed email, and write down what became of it. Tells its new state.

    Without a client it goes no further than the development inbox. ``notify.TooMany`` is
    raised once the email is back in the queue: it counts as no attempt.
    """
    try:
        changes = _attempt(email, client)
    except notify.TooMany:
        _settle(email, state=State.QUEUED)
        raise
    except NoLongerNeeded as reason:
        changes = {"state": State.EXPIRED, "last_error": str(reason)}
    except notify.BadAddress as error:
        changes = {"state": State.FAILED, "last_error": str(error), "is_ambiguous": False}
    except notify.NoAnswer as error:
        changes = _later(email, error, PAUSES_NO_ANSWER, ATTEMPTS_NO_ANSWER) | {
            "is_ambiguous": True
        }
    except notify.Rejected as error:
        changes = _later(email, error, PAUSES_REJECTED, ATTEMPTS_REJECTED)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        # a fault in one email’s links must not stop the others
        logger.exception("Email %s of kind %s cannot be sent", email.pk, email.kind)
        changes = _later(email, repr(error), PAUSES_REJECTED, ATTEMPTS_REJECTED)
    changes["attempts"] = email.attempts + 1
    _settle(email, **changes)
    return changes["state"]


def _attempt(email, client) -> dict:
    """Try once. Nothing is asked of the database from when Notify is asked."""
    if client and email.is_ambiguous and (found := client.find(email)):
        return _sent(found)
    if email.priority == Email.Priority.SIGN_IN and clock.now() > email.created_at + SIGN_IN_LIFE:
        raise NoLongerNeeded("The sign-in link would be too old")
    body = links.fill(email.body, links.mint_to_send(email))
    if client is None or not _is_allowed(email.to):
        return {"state": State.SENT, "sent_at": clock.now(), "receipt_status": INBOX_ONLY}
    return _sent(client.send(email, body=body))


def _sent(taken: notify.Taken) -> dict:
    return {
        "state": State.SENT,
        "sent_at": clock.now(),
        "notify_id": taken.id,
        "receipt_status": taken.status,
        "is_ambiguous": False,
        "last_error": "",
    }


def _later(email, error, pauses, most_attempts) -> dict:
    attempts = email.attempts + 1
    if attempts >= most_attempts:
        return {"state": State.FAILED, "last_error": str(error)}
    pause = pauses[min(attempts, len(pauses)) - 1]
    return {"state": State.QUEUED, "due_at": clock.now() + pause, "last_error": str(error)}


def _is_allowed(to: str) -> bool:
    pattern = settings.EMAIL_ALLOWED_RECIPIENTS
    return not pattern or re.fullmatch(pattern, to, re.IGNORECASE) is not None


def _settle(email, **changes) -> None:
    """Write the outcome down and end the lease, unless somebody else has it by now."""
    held = Email.objects.filter(pk=email.pk, state=State.SENDING, lease_id=email.lease_id)
    if not held.update(lease_id=None, leased_until=None, **changes):
        logger.warning("Email %s was taken over by another worker", email.pk)
