"""What became of each row of a file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice


class Rejected(Exception):  # noqa: N818 (it says what became of the row)
    """A row that is not taken in. The message is the reason, for the person who gave it."""


class Tally:
    """
    How many rows were created, changed and so on, and what is to be said of which line.

    A rejected row was not taken in. A row with a note was, but not all of it.
    """

    def __init__(self):
        self.counts: Counter[str] = Counter()
        self.rejected: list[tuple[int, str]] = []
        self.notes: list[tuple[int, str]] = []
        #: Sentences about the file as a whole.
        self.remarks: list[str] = []

    def count(self, outcome: str, number: int = 1) -> None:
        """Add to the rows with this outcome."""
        self.counts[outcome] += number

    def reject(self, line: int, reason: str) -> None:
        """Say why the row that starts on a line is not taken in."""
        self.rejected.append((line, reason))

    def note(self, line: int, what: str) -> None:
        """Say what is missing of a row that is taken in."""
        self.notes.append((line, what))

    def cleaned(self, rows, clean) -> Iterator:
        """The line and the ``clean`` values of each row; what it rejects is noted here."""
        for line, cells in rows:
            try:
                values = clean(cells)
            except Rejected as error:
                self.reject(line, str(error))
            else:
                yield line, values

    def once(self, lines_and_values, *, key, what: str) -> Iterator:
        """
        Each thing once: a row that repeats another is counted, one that contradicts it rejected.

        ``key`` takes from a row's values ``what`` tells things apart.
        """
        first_seen: dict = {}
        for line, values in lines_and_values:
            # the hash alone, since a register's values would fill the memory
            first_line, first_hash = first_seen.setdefault(key(values), (line, hash(values)))
            if first_line == line:
                yield line, values
            elif first_hash == hash(values):
                self.count("repeated")
            else:
                self.reject(line, f"line {first_line} has the same {what}, and says something else")


def batched(items: Iterable, size: int) -> Iterator[list]:
    """The items in lists of a size, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
