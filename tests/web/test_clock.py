"""Which day it is: London's, unless development has moved it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from config.web import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 23, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 8, 31, 22, 59, tzinfo=UTC), date(2026, 8, 31)),
        # summer time: the new school year begins while UTC is still in the old one
        (datetime(2026, 8, 31, 23, 0, tzinfo=UTC), date(2026, 9, 1)),
    ],
)
def test_today_is_the_day_in_london(monkeypatch, moment, day):
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert clock.today() == day


def test_development_can_move_today(settings):
    settings.SERVICE_TODAY = date(2027, 6, 1)
    assert clock.today() == date(2027, 6, 1)


def test_moving_today_does_not_move_now(settings):
    settings.SERVICE_TODAY = date(2000, 1, 1)
    assert clock.now().year > 2000
    assert clock.now().tzinfo is not None
