"""Asks schools whether they expect ECTs."""

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from rich.console import Console
from rich.progress import track

from config.events.services import Actor
from schools.models import Cohort
from schools.services import invitations


class Command(BaseCommand):
    """
    Queues one invitation for each invited school that has not answered.

    Safe to run again, and twice at once: a school is asked once in a cohort.
    """

    help = (
        "Queue the “do you expect ECTs?” email for each invited school without an answer. "
        "Example: manage.py send_expecting_ects_emails --cohort 2026 --limit 100"
    )

    def add_arguments(self, parser):
        parser.add_argument("--cohort", type=int, required=True, help="its first year, like 2026")
        parser.add_argument("--urn", type=int, nargs="+", help="only these schools")
        parser.add_argument("--limit", type=int, help="at most so many schools")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do")

    def handle(self, *, cohort, urn, limit, dry_run, **options):
        cohort = self._cohort(cohort)
        schools = invitations.to_invite(cohort)
        if urn:
            schools = schools.filter(urn__in=urn)
        self._report_not_invited(urn, cohort)
        without_address = Q(tutor_email=None, contact_email="")
        for school in schools.filter(without_address):
            self.stderr.write(f"No address: {school.label}")
        ids = list(schools.exclude(without_address).values_list("pk", flat=True)[:limit])
        if dry_run:
            self.stdout.write(f"Would queue {len(ids):,} invitations. Nothing was written.")
            return
        queued = self._invite(cohort, ids)
        self.stdout.write(f"Queued {queued:,} invitations for {cohort}.")

    def _cohort(self, year):
        cohort = Cohort.objects.registration_cohort()
        if cohort is None or cohort.start_year != year:
            raise CommandError(
                f"{year} is not the registration cohort, so its links would not work."
                f" Open it first: manage.py open_cohort {year}"
            )
        return cohort

    def _report_not_invited(self, urns, cohort):
        """Say why a school asked for by name is not among those to invite."""
        found = set(invitations.to_invite(cohort).values_list("urn", flat=True)) if urns else set()
        for urn in sorted(set(urns or []) - found):
            self.stderr.write(
                f"Not invited: URN {urn} is not known, not open and funded, has been asked"
                " already or has answered"
            )

    def _invite(self, cohort, ids):
        batches = invitations.invite_all(
            cohort=cohort, school_ids=ids, by=Actor.command("send_expecting_ects_emails")
        )
        total = -(-len(ids) // invitations.BATCH)
        console = Console(stderr=True)
        return sum(
            track(
                batches,
                "Queueing invitations",
                total=total,
                console=console,
                disable=not console.is_terminal,
            )
        )
