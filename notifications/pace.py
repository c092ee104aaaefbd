"""
How fast we send, over all workers on all machines together.

Notify refuses more than 3,000 requests a minute, so we stay under that on our own account.
The tokens of a bucket are kept in one row of the database as the moment at which the
bucket would be full again: each token taken moves it on.
"""

from datetime import timedelta

from django.conf import settings

from config.web import clock

from .models import Pace

#: How much may go at once after a quiet time.
BURST = timedelta(seconds=10)


def wait_for(tokens: int) -> float:
    """
    Take that many tokens, or say how many seconds to wait before asking again.

    Two workers that take at the same moment cannot take the same tokens: the second finds
    the row changed, and is told to ask again at once.
    """
    pace, now = _pace(), clock.now()
    if pace.paused_until > now:
        return (pace.paused_until - now).total_seconds()
    cost = timedelta(minutes=tokens / settings.NOTIFY_EMAILS_PER_MINUTE)
    full_at = max(pace.full_at, now) + cost
    excess = full_at - now - max(BURST, cost)
    if excess > timedelta(0):
        return excess.total_seconds()
    unchanged = Pace.objects.filter(pk=pace.pk, full_at=pace.full_at, paused_until__lte=now)
    return 0 if unchanged.update(full_at=full_at) else 0.01


def pause(seconds: float) -> None:
    """Let no worker send for a while; a longer pause that stands already is left."""
    until = clock.now() + timedelta(seconds=seconds)
    Pace.objects.filter(pk=_pace().pk, paused_until__lt=until).update(paused_until=until)


def paused_for() -> float:
    """How many seconds a pause still lasts, or 0."""
    return max(0, (_pace().paused_until - clock.now()).total_seconds())


def _pace() -> Pace:
    now = clock.now()
    return Pace.objects.get_or_create(pk=1, defaults={"full_at": now, "paused_until": now})[0]
