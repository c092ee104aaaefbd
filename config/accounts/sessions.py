"""
How long someone stays signed in: 2 hours after they last did something, and 12 hours at most.

That somebody is there is noted every 5 minutes at most, since each note is a write.
"""

from datetime import datetime, timedelta

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from config.web import clock

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=5)
#: How long before the end a warning comes.
WARNED_BEFORE = timedelta(minutes=5)

_BEGAN, _SEEN, _ENDED = "signed_in_at", "seen_at", "session_ended"


@receiver(user_logged_in)
def begin(*, request, **kwargs) -> None:
    """Start to count, at every sign-in."""
    now = clock.now().timestamp()
    request.session[_BEGAN] = request.session[_SEEN] = now
    request.session.pop(_ENDED, None)


def note(session) -> None:
    """Somebody is there."""
    now = clock.now().timestamp()
    if now - session[_SEEN] >= NOTED_EVERY.total_seconds():
        session[_SEEN] = now


def ends_at(session) -> datetime:
    """When it ends, unless somebody does something before."""
    return min(_moment(session, _SEEN) + IDLE, last_moment(session))


def last_moment(session) -> datetime:
    """When it ends, whatever anybody does."""
    return _moment(session, _BEGAN) + LONGEST


def has_ended(session) -> bool:
    """Whether its time is over. One that never began to count is over."""
    return _BEGAN not in session or clock.now() >= ends_at(session)


def end(session) -> None:
    """End it, and leave a note for the sign-in page, which says why."""
    session.flush()
    session[_ENDED] = True


def pop_ended(session) -> bool:
    """Whether one has ended since the sign-in page was last shown."""
    return session.pop(_ENDED, False)


def _moment(session, name):
    return datetime.fromtimestamp(session[name], tz=timezone.get_current_timezone())
