"""Deletes what signing in leaves behind."""

from django.core.management.base import BaseCommand

from config.accounts import limits, services


class Command(BaseCommand):
    """
    Deletes requests for sign-in links after 30 days, and counts that no limit looks back to.

    Run it every day; it is safe to run again.
    """

    help = (
        "Delete requests for sign-in links after 30 days, and the counts behind the limits after 7."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py purge_sign_ins --dry-run"
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(self, *, dry_run, **options):
        requests, counts = services.old_requests(), limits.old_counts()
        if dry_run:
            self.stdout.write(
                f"Would delete {requests.count():,} requests and {counts.count():,} counts."
                " Nothing was written."
            )
            return
        self.stdout.write(
            f"Deleted {requests.delete()[0]:,} requests and {counts.delete()[0]:,} counts."
        )
