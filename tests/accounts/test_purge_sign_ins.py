"""Signing in leaves nothing behind for ever."""

from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command

from config.accounts import limits
from config.accounts.models import Allowance, SignInRequest
from tests.factories import SignInRequestFactory

pytestmark = pytest.mark.django_db


def purge(**options):
    said = StringIO()
    call_command("purge_sign_ins", stdout=said, **options)
    return said.getvalue().strip()


def fail(username, *, at):
    attempt = AccessAttempt.objects.create(username=username, failures_since_start=1)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=at)


def left():
    return [model.objects.count() for model in [SignInRequest, Allowance, AccessAttempt]]


@pytest.fixture
def later(clock):
    """One request, count and failed attempt of long ago, and one of each that is newer."""
    SignInRequestFactory(asked_at=clock.start)
    fail("old@education.example", at=clock.start + timedelta(days=29, hours=23))
    fail("new@education.example", at=clock.start + timedelta(days=30, hours=1))
    limits.take("old", allowed=[(1, timedelta(days=1))])
    clock.at(days=31)
    SignInRequestFactory(asked_at=clock.start + timedelta(days=2))
    limits.take("new", allowed=[(1, timedelta(days=1))])


def test_what_is_old_is_deleted_and_what_is_newer_kept(later):
    assert purge() == "Deleted 1 requests, 1 counts and 1 failed attempts."
    assert left() == [1, 1, 1]
    assert AccessAttempt.objects.get().username == "new@education.example"
    assert purge() == "Deleted 0 requests, 0 counts and 0 failed attempts."


def test_a_dry_run_deletes_nothing(later):
    said = "Would delete 1 requests, 1 counts and 1 failed attempts. Nothing was written."
    assert purge(dry_run=True) == said
    assert left() == [2, 2, 2]
