"""Running the commands that take files in, as an operator does."""

import csv
import io
from typing import NamedTuple

from django.core.management import CommandError, call_command


class Ran(NamedTuple):
    """What a command printed, and the sentence it ended with if it failed."""

    output: str
    error: str

    @property
    def lines(self):
        """What it printed, line by line, without the space around."""
        return [line.strip() for line in self.output.splitlines()]


def run(command, *arguments, **options):
    """Run a command to its end, whatever that is."""
    output = io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=output, **options)
    except CommandError as error:
        return Ran(output.getvalue(), str(error))
    return Ran(output.getvalue(), "")


def csv_bytes(rows, *, encoding="utf-8"):
    """Rows, which are dictionaries with the same keys, as a CSV file's bytes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
