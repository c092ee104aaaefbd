"""
Limits: how often one thing may be done in a stretch of time, by one address or from one place.

Counted in the database, so that all web processes count together. Each limit looks back from
now: “3 in 15 minutes” never lets a fourth through within any 15 minutes.
"""

from collections.abc import Iterable
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from config.web import clock

from .models import Allowance

#: How many digits a moment in milliseconds has, until the year 2286.
_DIGITS = 13
#: Longer than any limit looks back.
KEPT_FOR = timedelta(days=7)


def take(key: str, *, allowed: Iterable[tuple[int, timedelta]]) -> bool:
    """
    Whether it may be done once more now; if so, it counts.

    ``key`` names what is limited and whom, like "sign-in/ada@school.example".
    ``allowed`` are limits that all hold, as (3, timedelta(minutes=15)).

    One statement compares and counts, so of several at once no more get through than may.
    """
    now, limits = clock.now(), list(allowed)
    table = connection.ops.quote_name(Allowance._meta.db_table)
    # the third newest moment stands 3 × 13 digits from the start; where there are fewer, an
    # empty text is less than any other
    conditions = " AND ".join([f"substr({table}.times, %s, {_DIGITS}) <= %s"] * len(limits))
    places: list[int | str] = [
        value
        for times, stretch in limits
        for value in ((times - 1) * _DIGITS + 1, _milliseconds(now - stretch))
    ]
    kept = (max(times for times, _ in limits) - 1) * _DIGITS
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, times, changed_at) VALUES (%s, %s, %s)"
            f" ON CONFLICT (key) DO UPDATE SET"
            f" times = excluded.times || substr({table}.times, 1, %s),"
            f" changed_at = excluded.changed_at WHERE {conditions}",
            [_hidden(key), _milliseconds(now), now, kept, *places],
        )
        return cursor.rowcount == 1


def is_spent(key: str, *, allowed: Iterable[tuple[int, timedelta]]) -> bool:
    """
    Whether it may not be done any more for now. Asking does not count.

    The count is locked until the transaction ends: of several that ask at once, each sees what
    the one before has taken.
    """
    now = clock.now()
    counted = Allowance.objects.select_for_update().filter(key=_hidden(key)).first()
    newest = counted.times if counted else ""
    return any(
        newest[(times - 1) * _DIGITS : times * _DIGITS] > _milliseconds(now - stretch)
        for times, stretch in allowed
    )


def place_of(request) -> str:
    """
    Where a request comes from: its IP address, for a key.

    Each proxy of ours adds to X-Forwarded-For whom it heard from; what stands before that
    can be made up. A household has a whole network of IPv6 addresses, which count as one.
    """
    heard = request.META.get("REMOTE_ADDR", "")
    if proxies := settings.TRUSTED_PROXIES:
        told = request.headers.get("X-Forwarded-For", "").split(",")
        heard = told[-min(proxies, len(told))].strip() or heard
    try:
        address = ip_address(heard)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else heard


def old_counts():
    """What no limit looks back to any more."""
    return Allowance.objects.filter(changed_at__lt=clock.now() - KEPT_FOR)


def _milliseconds(moment) -> str:
    return f"{int(moment.timestamp() * 1000):0{_DIGITS}d}"


def _hidden(key: str) -> str:
    return salted_hmac("config.accounts.limits", key, algorithm="sha256").hexdigest()
