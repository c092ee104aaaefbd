"""Deletes what signing in leaves behind."""

from django.core.management.base import BaseCommand

from config.accounts import limits, services
from config.accounts.staff import lockout


class Command(BaseCommand):
    """
    Deletes requests for sign-in links after 30 days, counts that no limit looks back to, and
    staff's failed attempts after a day.

    Run it every day; it is safe to run again.
    """

    help = (
        "Delete requests for sign-in links after 30 days, the counts behind the limits after 7,"
        " and failed attempts of staff after 1."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py purge_sign_ins --dry-run"
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(self, *, dry_run, **options):
        requests, counts = services.old_requests(), limits.old_counts()
        attempts = lockout.old_attempts()
        if dry_run:
            self.stdout.write(
                f"Would delete {requests.count():,} requests, {counts.count():,} counts and"
                f" {attempts.count():,} failed attempts. Nothing was written."
            )
            return
        self.stdout.write(
            f"Deleted {requests.delete()[0]:,} requests, {counts.delete()[0]:,} counts and"
            f" {attempts.delete()[0]:,} failed attempts."
        )
