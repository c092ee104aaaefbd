"""Load invented schools, providers and people."""

import io
import tempfile
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.home.sample_data import cast, loading
from schools.models import Cohort


class Command(BaseCommand):
    """For the demo and for load tests: the same seed always makes the same data."""

    help = (
        "Load invented schools, providers and tutors, to try the service on or to load-test it. "
        "Safe to run again: it adds what is missing. For development only."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py load_sample_data --schools 52000"
        parser.add_argument(
            "--schools",
            type=int,
            default=60,
            metavar="N",
            help="how many schools in all (60; the real register has about 52000)",
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="another number makes other schools"
        )
        parser.add_argument(
            "--invite", action="store_true", help="then queue the year’s invitations"
        )

    def handle(self, *, schools, seed, invite, verbosity, **options):
        if not settings.DEBUG:
            raise CommandError("Sample data are for development only: set DEBUG=true.")
        output = self.stdout if verbosity > 1 else io.StringIO()
        with tempfile.TemporaryDirectory() as folder:
            loading.load(count=schools, seed=seed, folder=Path(folder), output=output)
        loading.make_staff()
        if invite:
            year = str(Cohort.objects.registration_cohort().start_year)
            call_command(
                "send_expecting_ects_emails", "--cohort", year, stdout=output, stderr=output
            )
        if verbosity:
            self.stdout.write(parts_to_play())


def parts_to_play() -> str:
    """The schools of the cast, by what each of them shows."""
    lines = []
    for story, parts in groupby(cast.PARTS, key=lambda part: part.story):
        names = "; ".join(part.name + (" (tutor)" if part.tutor else "") for part in parts)
        lines.append(f"  {story}:\n    {names}")
    return "\n".join(["Schools to try:", *lines])
