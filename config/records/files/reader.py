"""
CSV as it comes: in UTF-8 or in Windows-1252, with quoted newlines, and damaged in places.

A file with the wrong columns is refused before anything is done with it. A damaged row is
reported by the line on which it starts, as an editor counts lines, and the rows around it
are read all the same.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .tally import Tally

#: What decoding leaves of a byte that the encoding lacks, and the null character, which
#: PostgreSQL refuses.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


class FileRefused(Exception):  # noqa: N818 (it says what became of the file)
    """A file that cannot be read at all. The message is for the person who gave it."""


class Row(NamedTuple):
    """One row: the line it starts on, and its trimmed cells by column."""

    line: int
    cells: dict[str, str]


class CSVFile:
    """
    A CSV file with at least the columns it ``needs``.

    ``columns`` are those of ``needs`` and ``may_have`` that it has. Its other columns are
    not looked at. Raises ``FileRefused``.
    """

    def __init__(self, path, *, needs, may_have=()):
        self.path = Path(path)
        self.position = 0
        try:
            self.size = self.path.stat().st_size
            if self.path.is_fifo():
                raise FileRefused(f"{path} is not a file. We read a file more than once.")
            self._encoding = _encoding(self.path)
            with self._open() as file:
                self._header = [name.strip() for name in next(csv.reader(file, strict=True), [])]
        except OSError as error:
            raise FileRefused(f"We cannot read {path}: {error.strerror}.") from error
        except csv.Error as error:
            raise FileRefused(f"{path} is not a CSV file.") from error
        self._check_header(needs, may_have)
        self.columns = [name for name in (*needs, *may_have) if name in self._header]

    def rows(self, tally: Tally) -> Iterator[Row]:
        """Its rows, without empty ones. Those that are damaged go to the tally instead."""
        places = {name: self._header.index(name) for name in self.columns}
        with self._open() as file:
            lines = _Lines(file)
            reader = csv.reader(lines, strict=True)
            next(reader)
            while True:
                line = lines.begin_row()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    tally.reject(line, "a quotation mark is out of place, or is never closed")
                    lines.read_rest_again()
                    continue
                self.position = file.buffer.tell()
                if not any(cells):
                    continue
                if len(cells) != len(self._header):
                    tally.reject(line, self._wrong_length(cells))
                    lines.read_rest_again()
                    continue
                row = Row(line, {name: cells[place].strip() for name, place in places.items()})
                if problem := self._not_text(row):
                    tally.reject(line, problem)
                else:
                    yield row

    def _open(self):
        # surrogateescape keeps an unreadable byte apart, so that its row alone is rejected
        return self.path.open(encoding=self._encoding, errors="surrogateescape", newline="")

    def _check_header(self, needs, may_have):
        if not any(self._header):
            raise FileRefused(f"{self.path} is empty, or its first line is.")
        if missing := [name for name in needs if name not in self._header]:
            raise FileRefused(
                f"{self.path} does not have all its columns. Missing: {_list(missing)}."
            )
        if twice := [name for name in (*needs, *may_have) if self._header.count(name) > 1]:
            raise FileRefused(f"{self.path} has a column more than once: {_list(twice)}.")

    def _wrong_length(self, cells):
        had, needed = len(cells), len(self._header)
        if had < needed:
            return f"it is cut short: {had} cells of {needed}"
        return f"it has {had} cells where the first line has {needed}"

    def _not_text(self, row):
        if not _NOT_TEXT.search("\n".join(row.cells.values())):
            return ""
        column, cell = next(
            (column, cell) for column, cell in row.cells.items() if _NOT_TEXT.search(cell)
        )
        if "\0" in cell:
            return f"there is a null character in {column}"
        known_as = "UTF-8" if self._encoding == "utf-8-sig" else "Windows-1252"
        return f"there is a byte in {column} that is not a character in {known_as}"


class _Lines:
    """The lines of a file, which counts them and can hand some out again."""

    def __init__(self, file):
        self._file = file
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._number = 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self._again.popleft() if self._again else next(self._file)
        self._number += 1
        self._row.append(line)
        return line

    def begin_row(self):
        """The number of the line that comes next, which begins a row."""
        self._row = []
        return self._number + 1

    def read_rest_again(self):
        """
        Take back all lines of this row but its first.

        A quotation mark that is never closed makes one row of all that follows: the lines
        after it deserve to be read by themselves.
        """
        rest = self._row[1:]
        self._again.extendleft(reversed(rest))
        self._number -= len(rest)


def _encoding(path):
    """
    The encoding that most lines with accents in them are in.

    So one damaged line does not garble a whole file, and one line that happens to read as
    UTF-8 as well does not pass for all.
    """
    with path.open("rb") as file:
        start = file.read(3)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise FileRefused(f"{path} is in UTF-16. Save it as “CSV UTF-8”.")
        if start == codecs.BOM_UTF8:
            return "utf-8-sig"
        file.seek(0)
        accented = [_is_utf8(line) for line in file if not line.isascii()]
    return "utf-8-sig" if accented.count(True) >= accented.count(False) else "cp1252"


def _is_utf8(line):
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _list(names):
    return ", ".join(f"“{name}”" for name in names)
