"""Deletes the answers of journeys that nobody went on with."""

from datetime import timedelta

from django.core.management.base import BaseCommand

from config.support.models import SupportRequest
from config.web import clock
from config.web.models import Draft

KEPT_FOR = timedelta(days=30)


class Command(BaseCommand):
    """
    Deletes drafts 30 days after their last change.

    One that an open help request waits on is kept. Run it every day; it is safe to run again.
    """

    help = (
        "Delete drafts that nobody has changed for 30 days, but those that an open help request "
        "waits on."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py purge_drafts --dry-run"
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(self, *, dry_run, **options):
        waited_on = SupportRequest.objects.filter(closed_at=None, draft_id__isnull=False)
        drafts = Draft.objects.filter(updated_at__lt=clock.now() - KEPT_FOR).exclude(
            pk__in=waited_on.values("draft_id")
        )
        if dry_run:
            self.stdout.write(f"Would delete {drafts.count():,} drafts. Nothing was written.")
            return
        deleted, _ = drafts.delete()
        self.stdout.write(f"Deleted {deleted:,} drafts.")
