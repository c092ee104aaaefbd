"""Locks by name."""

import threading
import time

import pytest
from django.db import connection, transaction

from config.records import locks
from partnerships.models import DeliveryPartner
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def only_if_there_is_none(name, lock="partners"):
    """Writes a partner where there is none yet: a rule that no constraint holds."""

    def write():
        with transaction.atomic():
            locks.take(lock)
            if not DeliveryPartner.objects.exists():
                time.sleep(0.2)
                DeliveryPartner.objects.create(name=name)

    return write


def test_whoever_waited_sees_what_the_holder_before_has_written():
    at_once(*[only_if_there_is_none(name) for name in "abcd"])
    assert DeliveryPartner.objects.count() == 1


def test_a_lock_is_held_until_the_transaction_ends():
    seen = []

    def hold():
        with transaction.atomic():
            with transaction.atomic():
                locks.take("one")
            seen.append("came")
            time.sleep(0.2)
            seen.append("went")

    at_once(hold, hold)
    assert seen == ["came", "went"] * 2


def test_a_lock_is_free_again_when_the_transaction_fails():
    def fail():
        with transaction.atomic():
            locks.take("one")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    at_once(only_if_there_is_none("a", lock="one"))
    assert DeliveryPartner.objects.count() == 1


def test_a_lock_may_be_taken_twice_in_one_transaction():
    with transaction.atomic():
        locks.take("one")
        locks.take("one")


def test_holders_of_different_locks_do_not_wait_for_each_other():
    # of SQLite’s transactions one writes at a time, whatever it takes
    both_hold = threading.Barrier(1 if connection.vendor == "sqlite" else 2)

    def hold(name):
        with transaction.atomic():
            locks.take(name)
            both_hold.wait(timeout=10)

    at_once(lambda: hold("one"), lambda: hold("other"))


def test_a_lock_that_would_hold_nothing_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        locks.take("one")
