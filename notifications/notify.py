"""
GOV.UK Notify, by its own client: the one place that speaks to it.

Its answers become few: it took the email, or one of the exceptions here. What counts is
whether the email can have been taken although we were not told.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import APIError

from .models import Email

#: Seconds that we wait for a connection, and again for an answer.
TIMEOUT = 20
#: Seconds without sending after “too many requests”: of this minute, and of this day.
RATE_PAUSE = 20
DAILY_PAUSE = 15 * 60


class BadAddress(Exception):  # noqa: N818 (it says what Notify said)
    """Notify cannot send to this address, now or later."""


class Rejected(Exception):  # noqa: N818 (it says what Notify said)
    """Notify does not take it, and the fault is ours or in the set-up."""


class NoAnswer(Exception):  # noqa: N818 (it says what Notify said)
    """No answer that says whether Notify took it."""


class TooMany(Exception):  # noqa: N818 (it says what Notify said)
    """Notify takes nothing more for now, and did not take this one."""

    def __init__(self, message: str, *, pause: float):
        super().__init__(message)
        self.pause = pause


@dataclass(frozen=True)
class Taken:
    """Notify has the email, under this id."""

    id: UUID
    status: str = ""


class Notify:
    """A connection to Notify. Each thread needs its own."""

    def __init__(self):
        address = {"base_url": settings.NOTIFY_BASE_URL} if settings.NOTIFY_BASE_URL else {}
        self._client = NotificationsAPIClient(settings.NOTIFY_API_KEY, timeout=TIMEOUT, **address)

    def send(self, email: Email, *, body: str) -> Taken:
        """Hand an email over, its links in place."""
        answer = self._ask(
            self._client.send_email_notification,
            email_address=email.to,
            template_id=settings.NOTIFY_TEMPLATE_ID,
            personalisation={"subject": email.subject, "body": body},
            reference=str(email.pk),
            email_reply_to_id=settings.NOTIFY_REPLY_TO_ID or None,
        )
        return _taken(answer)

    def find(self, email: Email) -> Taken | None:
        """What Notify has under this email’s reference, if anything."""
        answer = self._ask(self._client.get_all_notifications, reference=str(email.pk))
        try:
            found = answer["notifications"]
            return _taken(found[0]) if found else None
        except (KeyError, TypeError) as error:
            raise NoAnswer("Notify’s answer makes no sense") from error

    def close(self) -> None:
        """Let go of the connection."""
        self._client.request_session.close()

    def _ask(self, method, **question) -> Any:
        try:
            return method(**question)
        except APIError as error:
            raise _understood(error) from error
        except Exception as error:
            # whatever went wrong in between, Notify may have the email
            raise NoAnswer(repr(error)) from error


def _taken(answer: Any) -> Taken:
    try:
        return Taken(UUID(answer["id"]), answer.get("status") or "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoAnswer("Notify’s answer makes no sense") from error


def _understood(error: APIError) -> Exception:
    status, words = error.status_code, f"{error.status_code}: {error.message}"
    if status == 429:
        daily = "TooManyRequestsError" in words
        return TooMany(words, pause=DAILY_PAUSE if daily else RATE_PAUSE)
    if status == 400 and ("email_address" in words or "send to this recipient" in words):
        return BadAddress(words)
    if 400 <= status < 500 and status != 408:
        return Rejected(words)
    return NoAnswer(words)
