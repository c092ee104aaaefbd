"""
Files of rows that other systems write, and the commands that take them in.

``CSVFile`` reads a file and reports the rows that cannot be read, ``cells`` says what a cell
may hold, ``Tally`` counts what became of each row, and ``ImportCommand`` puts them together.
"""

from .command import ImportCommand, undone
from .reader import CSVFile, FileRefused, Row
from .tally import Rejected, Tally, batched

__all__ = [
    "CSVFile",
    "FileRefused",
    "ImportCommand",
    "Rejected",
    "Row",
    "Tally",
    "batched",
    "undone",
]
