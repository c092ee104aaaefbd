"""A table of stays, which may not overlap, and the migrations that make it."""

from datetime import date

import pytest
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from config.records.constraints import NoOverlap

WORDS = "Someone is here in these days already"


def constraint(**changes):
    """The one of the table, but for what is given."""
    details = {"fields": ["who", "where"], "name": "tests_stay_no_overlap"}
    return NoOverlap(**details | {"violation_error_message": WORDS} | changes)


def day(number):
    """That day of September 2026, or none."""
    return number and date(2026, 9, number)


def stay(start, end=None, **changes):
    """A stay of one person at one place, from a day of September 2026 until another."""
    values = {"who": 1, "where": 1, "started_on": day(start), "finished_on": day(end)}
    return values | changes


class Tables:
    """Tables made by migrations, of which the state is known."""

    def __init__(self):
        self.states = [ProjectState()]
        self.operations = []

    def migrate(self, operation):
        before = self.states[-1]
        after = before.clone()
        operation.state_forwards("tests", after)
        with connection.schema_editor() as editor:
            operation.database_forwards("tests", editor, before, after)
        self.states.append(after)
        self.operations.append(operation)

    def reverse(self):
        after, operation = self.states.pop(), self.operations.pop()
        with connection.schema_editor() as editor:
            operation.database_backwards("tests", editor, after, self.states[-1])

    def model(self, name="Stay"):
        return self.states[-1].apps.get_model("tests", name)

    def drop(self):
        with connection.schema_editor() as editor:
            for model in self.states[-1].apps.get_models():
                editor.delete_model(model)


def make_stay(**options):
    """The operation that makes the table."""
    return migrations.CreateModel(
        "Stay",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("who", models.IntegerField(null=True, db_index=True)),
            ("where", models.IntegerField(db_column="place")),
            ("started_on", models.DateField()),
            ("finished_on", models.DateField(null=True)),
            ("removed_at", models.DateTimeField(null=True)),
        ],
        options,
    )


@pytest.fixture
def empty():
    """No table yet, and a way to migrate."""
    tables = Tables()
    tables.migrate(BtreeGistExtension())
    yield tables
    tables.drop()


@pytest.fixture
def tables(empty):
    """A table with the constraint."""
    empty.migrate(make_stay(constraints=[constraint()]))
    return empty


def is_refused(write):
    """Whether the database refuses it. What is refused leaves nothing behind."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        if "tests_stay_no_overlap" not in str(error):
            raise
        return True
    return False
