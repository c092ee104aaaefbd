"""How fast all workers together send."""

from datetime import timedelta

import pytest

from config.web import clock
from notifications import pace
from notifications.models import Pace

pytestmark = pytest.mark.django_db


class Clock:
    def __init__(self, monkeypatch):
        self.at = clock.now()
        monkeypatch.setattr(clock, "now", lambda: self.at)

    def pass_by(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch, settings):
    settings.NOTIFY_EMAILS_PER_MINUTE = 600  # ten a second
    return Clock(monkeypatch)


def test_a_burst_goes_at_once_and_then_the_rate_holds(time):
    taken = 0
    while pace.wait_for(10) == 0:
        taken += 10
    assert taken == 10 * pace.BURST.total_seconds()
    assert pace.wait_for(10) == pytest.approx(1)
    time.pass_by(1)
    assert pace.wait_for(10) == 0
    assert pace.wait_for(10) == pytest.approx(1)


def test_over_any_time_no_more_goes_than_the_rate_and_one_burst(time):
    taken = 0
    for _ in range(300):
        while pace.wait_for(7) == 0:
            taken += 7
        time.pass_by(0.37)
    assert 300 * 0.37 * 10 <= taken <= 300 * 0.37 * 10 + 10 * pace.BURST.total_seconds()


def test_more_than_a_burst_can_still_be_taken(time, settings):
    settings.NOTIFY_EMAILS_PER_MINUTE = 6
    assert pace.wait_for(10) == 0
    assert pace.wait_for(1) == pytest.approx(100)


def test_two_who_take_at_once_do_not_take_the_same_tokens(time, monkeypatch):
    seen_by_both = pace._pace()
    assert pace.wait_for(10) == 0
    monkeypatch.setattr(pace, "_pace", lambda: seen_by_both)
    assert 0 < pace.wait_for(10) < 0.1
    assert Pace.objects.get().full_at == clock.now() + timedelta(seconds=1)


def test_nobody_sends_during_a_pause(time):
    pace.pause(20)
    assert pace.wait_for(1) == pace.paused_for() == 20
    time.pass_by(21)
    assert pace.wait_for(1) == pace.paused_for() == 0


def test_a_short_pause_does_not_end_a_long_one(time):
    pace.pause(900)
    pace.pause(20)
    assert pace.paused_for() == 900
