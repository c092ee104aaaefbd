"""Drafts do not outlive their use."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from config.web import clock
from config.web.models import Draft
from tests.factories import DraftFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db


def draft_left(*, days_ago):
    draft = DraftFactory()
    Draft.objects.filter(pk=draft.pk).update(updated_at=clock.now() - timedelta(days=days_ago))
    return draft


def purge(*arguments):
    out = StringIO()
    call_command("purge_drafts", *arguments, stdout=out)
    return out.getvalue()


def test_a_draft_is_deleted_30_days_after_its_last_change():
    draft_left(days_ago=31)
    kept = draft_left(days_ago=29)
    assert purge() == "Deleted 1 drafts.\n"
    assert Draft.objects.get() == kept


def test_a_draft_that_a_help_request_waits_on_is_kept_until_it_is_closed():
    draft = draft_left(days_ago=31)
    request = SupportRequestFactory(draft_id=draft.pk)
    assert purge() == "Deleted 0 drafts.\n"
    request.closed_at, request.closed_by = clock.now(), "DfE staff"
    request.save()
    assert purge() == "Deleted 1 drafts.\n"


def test_a_dry_run_deletes_nothing():
    draft_left(days_ago=31)
    assert "Would delete 1 drafts" in purge("--dry-run")
    assert Draft.objects.exists()
