"""Load invented schools, providers and people."""

import io
import tempfile
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.home.sample_data import cast, loading, peopling
from config.home.sample_data.people import MOST_IN_CROWD
from schools.models import Cohort


class Command(BaseCommand):
    """For the demo and for load tests: one seed always makes the same data on one day."""

    help = (
        "Load invented schools, providers and people, to try the service on or to load-test it. "
        "Safe to run again: it adds what is missing. For development only."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py load_sample_data --schools 52000 --teachers 100000"
        parser.add_argument(
            "--schools",
            type=int,
            default=60,
            metavar="N",
            help="how many schools in all (60; the real register has about 52000)",
        )
        parser.add_argument(
            "--teachers",
            type=int,
            default=0,
            metavar="N",
            help="how many teachers besides those of the demo, five to a school at a time (0)",
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="another number makes other schools and people"
        )
        parser.add_argument(
            "--invite", action="store_true", help="then queue the year’s invitations"
        )

    def handle(self, *, schools, teachers, seed, invite, verbosity, **options):
        if not settings.DEBUG:
            raise CommandError("Sample data are for development only: set DEBUG=true.")
        if not 0 <= teachers <= MOST_IN_CROWD:
            raise CommandError(f"There are numbers for 0 to {MOST_IN_CROWD:,} teachers.")
        output = self.stdout if verbosity > 1 else io.StringIO()
        with tempfile.TemporaryDirectory() as folder:
            loading.load(count=schools, seed=seed, folder=Path(folder), output=output)
        peopling.people_the_cast(seed=seed)
        if teachers:
            _spread(teachers, seed=seed)
        loading.make_staff()
        if invite:
            year = str(Cohort.objects.registration_cohort().start_year)
            call_command(
                "send_expecting_ects_emails", "--cohort", year, stdout=output, stderr=output
            )
        if verbosity:
            self.stdout.write(parts_to_play())


def _spread(teachers: int, *, seed: int) -> None:
    try:
        peopling.people_the_crowd(teachers, seed=seed)
    except LookupError as error:
        raise CommandError(f"{error} Raise --schools.") from error


def parts_to_play() -> str:
    """The schools of the cast, by what each of them shows."""
    lines = []
    for story, parts in groupby(cast.PARTS, key=lambda part: part.story):
        names = "; ".join(part.name + (" (tutor)" if part.tutor else "") for part in parts)
        lines.append(f"  {story}:\n    {names}")
    return "\n".join(["Schools to try:", *lines])
