"""Signing in leaves nothing behind for ever."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from config.accounts import limits
from config.accounts.models import Allowance, SignInRequest
from tests.factories import SignInRequestFactory

pytestmark = pytest.mark.django_db


def purge(**options):
    said = StringIO()
    call_command("purge_sign_ins", stdout=said, **options)
    return said.getvalue().strip()


@pytest.fixture
def later(clock):
    """One request and one count of 31 days ago, one of each from today."""
    SignInRequestFactory(asked_at=clock.start)
    limits.take("old", allowed=[(1, timedelta(days=1))])
    clock.at(days=31)
    SignInRequestFactory(asked_at=clock.start + timedelta(days=2))
    limits.take("new", allowed=[(1, timedelta(days=1))])


def test_old_requests_and_counts_are_deleted_and_newer_ones_kept(later):
    assert purge() == "Deleted 1 requests and 1 counts."
    assert (SignInRequest.objects.count(), Allowance.objects.count()) == (1, 1)
    assert purge() == "Deleted 0 requests and 0 counts."


def test_a_dry_run_deletes_nothing(later):
    assert purge(dry_run=True) == "Would delete 1 requests and 1 counts. Nothing was written."
    assert (SignInRequest.objects.count(), Allowance.objects.count()) == (2, 2)
