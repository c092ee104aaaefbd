"""Hands over what closed schools have to the schools that took their place."""

from django.core.management.base import BaseCommand, CommandError

from config.events.services import Actor
from config.home.handover import findings, services
from config.records.files import undone
from config.records.files.progress import bar
from config.web.errors import Refused

#: How many schools are listed before “and so many more”.
LISTED = 100


class Command(BaseCommand):
    """
    Hands over, and says which schools wait for staff and why.

    Each school is a transaction of its own, so that one that fails stops no other. It exits
    with 1 when one failed. Safe to run again, and twice at once.
    """

    help = (
        "Hand over the induction tutor, answers, partnerships and people of each closed school "
        "to the one school that took its place, from the day after it closed. Name the others, "
        "which wait for staff, and why."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py hand_over_closed_schools --dry-run"
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )
        parser.add_argument(
            "--list-all",
            action="store_true",
            help=f"list every school, not the first {LISTED} of each kind only",
        )

    def handle(self, *, dry_run, list_all, **options):
        found = list(findings.find())
        due = [each for each in found if each.to]
        waiting = [f"{each.school.label}: {each.reason}" for each in found if not each.to]
        done, failed = self._hand_over(due, dry_run)
        most = None if list_all else LISTED
        self._list("Handed over:", done, most)
        self._list("Waiting for staff:", waiting, most)
        self._list("Failed:", failed, most)
        self.stdout.write(
            f"Handed over: {len(done):,}. Waiting for staff: {len(waiting):,}."
            f" Failed: {len(failed):,}."
        )
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")
        if failed:
            raise CommandError(f"We could not hand over {len(failed):,} schools.")

    def _hand_over(self, due, dry_run):
        """What was handed over, and what failed, in sentences."""
        done, failed = [], []
        by = Actor.command("hand_over_closed_schools")
        with bar("Handing over", total=len(due)) as show:
            for number, finding in enumerate(due, start=1):
                try:
                    with undone(dry_run):
                        handed_over = services.hand_over_if_due(finding, by=by)
                except Refused as refusal:
                    failed.append(f"{finding.school.label}: {refusal}")
                except Exception as error:
                    what = str(error).partition("\n")[0]
                    failed.append(f"{finding.school.label}: {type(error).__name__}: {what}")
                else:
                    done += [_words(handed_over)] if handed_over else []
                show(number)
        return done, failed

    def _list(self, heading, lines, most):
        if not lines:
            return
        self.stdout.write(heading)
        for line in lines[:most]:
            self.stdout.write(f"  {line}")
        if most and len(lines) > most:
            self.stdout.write(f"  and {len(lines) - most:,} more (use --list-all to see them)")


def _words(handed_over):
    return " ".join([str(handed_over), *handed_over.left_out])
