"""What the commands that take files in have in common."""

from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from .progress import bar
from .reader import CSVFile, FileRefused
from .tally import Tally

#: How many lines are printed before “and so many more”.
LISTED = 100


class ImportCommand(BaseCommand):
    """
    Takes in one CSV file.

    A subclass names the columns and says what to do with the rows. It exits with 1 when a
    row was rejected, the good rows being in, and when the file was refused, nothing being in.
    """

    #: The columns, and who would run this with what.
    needs: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()
    example = ""
    #: What a row is, in the plural.
    things = "rows"

    def add_arguments(self, parser):
        columns = ", ".join(self.needs)
        parser.epilog = f"Example: {self.example}"
        parser.add_argument("file", metavar="FILE", help=f"CSV with the columns {columns}")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )
        parser.add_argument(
            "--list-all",
            action="store_true",
            help=f"list every reason, not the first {LISTED} only",
        )

    def handle(self, **options):
        file = self.opened(options["file"], needs=self.needs, may_have=self.may_have)
        tally = Tally()
        with (
            self.reporting(options, **{self.things: tally}),
            undone(options["dry_run"]),
            self.following(file, tally) as rows,
        ):
            self.take_in(rows, tally=tally, **options)

    def take_in(self, rows, *, tally, **options):
        """Take in the rows, each a line and its cells, and count what became of them."""
        raise NotImplementedError

    def opened(self, path, **columns) -> CSVFile:
        """The file, or an end with a sentence that says why not."""
        try:
            return CSVFile(path, **columns)
        except FileRefused as error:
            raise CommandError(str(error)) from error

    @contextmanager
    def following(self, file, tally):
        """The rows of a file, while a bar shows how far they have been read."""
        with bar(f"Reading {file.path.name}", total=file.size) as show:
            yield self._shown(file, tally, show)

    def _shown(self, file, tally, show):
        for row in file.rows(tally):
            show(file.position)
            yield row

    @contextmanager
    def reporting(self, options, **tallies):
        """
        Print what became of the rows, even when it is interrupted.

        The tallies go by what they count: ``schools=tally``.
        """
        try:
            yield
        except KeyboardInterrupt:
            self._report(tallies, options)
            raise CommandError(
                "You stopped this before its end. Run it again to finish.", returncode=130
            ) from None
        self._report(tallies, options)
        if rejected := sum(len(tally.rejected) for tally in tallies.values()):
            raise CommandError(f"We did not take in {_rows(rejected)}.")

    def _report(self, tallies, options):
        most = None if options["list_all"] else LISTED
        for things, tally in tallies.items():
            self._list(f"{things.capitalize()}, rejected:", tally.rejected, most)
            self._list(f"{things.capitalize()}, taken in without a part:", tally.notes, most)
            for remark in tally.remarks:
                self.stdout.write(remark)
            self.stdout.write(f"{things.capitalize()}: {summary(tally)}.")
        if options["dry_run"]:
            self.stdout.write("Nothing was written: this was a dry run.")

    def _list(self, heading, lines, most):
        if not lines:
            return
        self.stdout.write(heading)
        for line, reason in sorted(lines)[:most]:
            self.stdout.write(f"  line {line}: {reason}")
        if most and len(lines) > most:
            self.stdout.write(f"  and {len(lines) - most:,} more (use --list-all to see them)")


def summary(tally: Tally) -> str:
    """The counts in words: “3 created, 0 changed, 1 unchanged, 0 rejected”."""
    counts = {"created": 0, "changed": 0, "unchanged": 0} | tally.counts
    counts["rejected"] = len(tally.rejected)
    if tally.notes:
        counts["taken in without a part"] = len({line for line, _ in tally.notes})
    return ", ".join(f"{number:,} {outcome}" for outcome, number in counts.items())


@contextmanager
def undone(dry_run: bool):
    """Undo at the end whatever was written, if this is a dry run."""
    if not dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _rows(number):
    return "1 row" if number == 1 else f"{number:,} rows"
