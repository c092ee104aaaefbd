"""Asking for a link to sign in: known and unknown addresses must take the same time."""

import time
from collections.abc import Iterator
from statistics import quantiles

from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.accounts.models import User

#: How many of each are asked for, in turns, after a few that do not count.
TIMES, WARMING_UP = 300, 20


def figures() -> Iterator[tuple[str, str]]:
    """Both distributions. If they overlap, nobody can tell who signs in here by the time."""
    settings.TRUSTED_PROXIES = 1
    known = list(
        User.objects.who_may_use_links().values_list("email", flat=True)[: TIMES + WARMING_UP]
    )
    unknown = [f"{number}{address}" for number, address in enumerate(known)]
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number, pair in enumerate(zip(known, unknown, strict=True)):
        # each goes first as often as the other
        turns = list(zip(times, pair, strict=True))
        for kind, address in turns if number % 2 else reversed(turns):
            times[kind].append(_milliseconds(address, place=f"10.0.{number // 250}.{number % 250}"))
    for kind, measured in times.items():
        tenths = quantiles(measured[WARMING_UP:], n=10)
        yield (
            f"Ask for a sign-in link, {kind} address, {len(measured) - WARMING_UP} times",
            f"{tenths[4]:.1f} ms ({tenths[0]:.1f} to {tenths[8]:.1f})",
        )


def _milliseconds(address, *, place) -> float:
    client = Client(SERVER_NAME="localhost", headers={"X-Forwarded-For": place})
    page = reverse("accounts:sign-in")
    started = time.perf_counter()
    response = client.post(page, {"email": address})
    took = (time.perf_counter() - started) * 1000
    if response.status_code != 302:
        raise SystemExit(f"Nothing was sent to {address}")
    return took
