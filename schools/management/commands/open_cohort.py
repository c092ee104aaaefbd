"""Open a cohort, so that schools can answer and register for it."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from config.events.services import Actor
from config.records.files import undone
from config.web import clock, formats
from config.web.errors import Refused
from schools.models import Cohort
from schools.services import cohorts


class Command(BaseCommand):
    """Opens registration for a cohort, from today or from another day."""

    help = (
        "Open registration for a cohort. The newest open cohort is the one that invitations are "
        "for. The day can be moved until it has come."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py open_cohort 2026 --on 2026-06-01"
        parser.add_argument(
            "year", metavar="YEAR", type=int, help="the year in which the cohort starts"
        )
        parser.add_argument(
            "--on",
            metavar="DATE",
            type=_day,
            help="the day, as in 2026-06-01 (today unless you say)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(self, **options):
        year, on = options["year"], options["on"] or clock.today()
        if not 2020 <= year <= 2099:
            raise CommandError("A cohort starts in a year from 2020 to 2099.")
        try:
            with undone(options["dry_run"]):
                news = cohorts.open_registration(
                    start_year=year, on=on, by=Actor.command("open_cohort")
                )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        known = "" if news else ", as it did before"
        self.stdout.write(
            f"Registration for {Cohort(start_year=year)} opens on {formats.day(on)}{known}."
        )
        if options["dry_run"]:
            self.stdout.write("Nothing was written: this was a dry run.")


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a date like 2026-06-01") from None
