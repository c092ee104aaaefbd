"""How often something may be done."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from config.accounts import limits
from config.accounts.models import Allowance
from config.web import clock
from tests.at_once import at_once

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
ALLOWED = [(3, QUARTER), (5, DAY)]


@pytest.fixture
def at(monkeypatch):
    """Moves the clock to so many minutes after now."""
    start = clock.now()

    def move(minutes):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=minutes))

    return move


def take(key="a"):
    return limits.take(key, allowed=ALLOWED)


@pytest.mark.django_db
def test_no_stretch_of_time_has_more_than_it_allows(at):
    taken = []
    for minute in [0, 13, 14, 14.9, 15.1, 16, 28.1]:
        at(minute)
        taken.append(take())
    assert taken == [True, True, True, False, True, False, True]


@pytest.mark.django_db
def test_every_limit_holds(at):
    at(0)
    for minute in [0, 20, 40, 60, 80]:
        at(minute)
        assert take()
    at(24 * 60 - 1)
    assert not take()
    at(24 * 60 + 1)
    assert take()


@pytest.mark.django_db
def test_asking_whether_it_is_spent_does_not_count(at):
    def is_spent():
        return limits.is_spent("a", allowed=ALLOWED)

    at(0)
    assert not is_spent()
    for left in [2, 1, 0]:
        assert take()
        assert [is_spent() for _ in range(3)] == [left == 0] * 3
    assert not limits.is_spent("b", allowed=ALLOWED)
    at(15.1)
    assert not is_spent()


@pytest.mark.django_db
def test_what_is_refused_does_not_count(at):
    for _ in range(3):
        take()
    assert [take() for _ in range(20)] == [False] * 20
    at(15.1)
    assert take()


@pytest.mark.django_db
def test_each_key_has_limits_of_its_own():
    for _ in range(3):
        take()
    assert not take()
    assert take("b")


@pytest.mark.django_db
def test_the_table_names_nobody():
    limits.take("sign-in/ada@school.example", allowed=ALLOWED)
    row = Allowance.objects.get()
    assert "ada" not in f"{row.key} {row.times}"


@pytest.mark.django_db
def test_it_takes_one_query(django_assert_num_queries):
    for _ in range(5):
        with django_assert_num_queries(1):
            take()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_get_through_than_may():
    assert sorted(at_once(*[take] * 8)) == [False] * 5 + [True] * 3


@pytest.mark.parametrize(
    ("proxies", "forwarded", "place"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "made up, 2.2.2.2, 1.1.1.1", "1.1.1.1"),
        (2, "made up, 2.2.2.2, 1.1.1.1", "2.2.2.2"),
        (3, "2.2.2.2,1.1.1.1", "2.2.2.2"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "made up", "unknown"),
    ],
)
def test_the_place_is_what_our_own_proxies_heard_from(settings, proxies, forwarded, place):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="9.9.9.9")
    assert limits.place_of(request) == place
