"""``python -m tests.benchmark write | measure | table FOLDER …``, as bin/benchmark calls it."""

import json
import os
import sys
from pathlib import Path

from django.conf import settings
from rich.console import Console
from rich.table import Table

from config.home.sample_data import cast, gias
from config.home.sample_data.crowd import crowd
from config.home.sample_data.providers import Years
from config.web import clock

from . import bare, commands, pages, people, searches, sign_in

YEARS = Years.around(clock.today())


def write(folder: Path, schools: str) -> None:
    """Write the register that all databases take in."""
    crowded = crowd(int(schools) - len(cast.PARTS), years=YEARS, seed=1)
    gias.write_register(
        folder / "edubasealldata.csv",
        (school.establishment for school in [*cast.cast(YEARS), *crowded]),
    )


def measure(folder: Path, database: str) -> None:
    """Measure everything on the database that DATABASE_URL names."""
    # as in production, since Django keeps every query and reads templates again while it is on
    settings.DEBUG = False
    figures = [
        *commands.figures(folder, years=YEARS),
        *pages.figures(),
        *people.figures(),
        *bare.figures(),
        *searches.figures(),
        *sign_in.figures(),
    ]
    (folder / f"{database}.json").write_text(json.dumps(figures))


def table(folder: Path) -> None:
    """Print what was measured, one column a database."""
    measured = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
    grid = Table(title=f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    grid.add_column("What")
    for database in measured:
        grid.add_column(database, justify="right")
    for row in zip(*measured.values(), strict=True):
        grid.add_row(row[0][0], *(figure for _, figure in row))
    Console(width=140).print(grid)


if __name__ == "__main__":
    action, folder, *more = sys.argv[1:]
    {"write": write, "measure": measure, "table": table}[action](Path(folder), *more)
