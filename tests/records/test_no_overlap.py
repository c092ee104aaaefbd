"""Periods of one thing that may not overlap, on SQLite and PostgreSQL."""

from datetime import date

import pytest
from django.contrib.postgres.operations import BtreeGistExtension
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.db.models import F
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from config.records.constraints import CompositeForeignKey, NoOverlap

WORDS = "Someone is here in these days already"


def constraint(**changes):
    details = {"fields": ["who", "where"], "name": "tests_stay_no_overlap"}
    return NoOverlap(**details | {"violation_error_message": WORDS} | changes)


def day(number):
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


@pytest.fixture
def stays(tables):
    return tables.model().objects


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


OVERLAPPING = [
    ((1, 10), (9, 20)),
    ((1, 10), (3, 5)),
    ((3, 5), (1, 10)),
    ((1, 10), (1, 10)),
    ((1, 2), (1, 2)),
    ((1, None), (9, 20)),
    ((9, 20), (1, None)),
    ((1, None), (9, None)),
]
APART = [((1, 10), (10, 20)), ((10, 20), (1, 10)), ((1, 10), (10, None)), ((1, 5), (10, 20))]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("one", "other"), OVERLAPPING)
def test_two_periods_with_a_day_in_common_are_refused(stays, one, other):
    stays.create(**stay(*one))
    assert is_refused(lambda: stays.create(**stay(*other)))
    assert stays.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("one", "other"), APART)
def test_two_periods_without_a_day_in_common_are_taken(stays, one, other):
    stays.create(**stay(*one))
    stays.create(**stay(*other))
    assert stays.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("changes", [{"who": 2}, {"where": 2}])
def test_periods_that_differ_in_a_field_may_overlap(stays, changes):
    stays.create(**stay(1))
    stays.create(**stay(1, **changes))
    assert stays.count() == 2


@pytest.mark.django_db(transaction=True)
def test_rows_with_a_gap_are_not_compared(stays):
    stays.create(**stay(1, who=None))
    stays.create(**stay(1, who=None))
    assert stays.count() == 2


@pytest.mark.django_db(transaction=True)
def test_removed_rows_are_not_compared(stays):
    stays.create(**stay(1, removed_at=timezone.now()))
    stays.create(**stay(1))
    stays.create(**stay(5, removed_at=timezone.now()))
    assert stays.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "changes",
    [
        {"started_on": day(9)},
        {"finished_on": None, "started_on": day(1)},
        {"who": 1, "started_on": day(9)},
        {"removed_at": None, "started_on": day(9)},
    ],
)
def test_a_row_that_is_moved_into_another_is_refused(stays, changes):
    stays.create(**stay(1, 10))
    later = stays.create(**stay(10, 20))
    assert is_refused(lambda: stays.filter(pk=later.pk).update(**changes))
    assert stays.get(pk=later.pk).started_on == day(10)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("elsewhere", "changes"),
    [
        ({"who": 2}, {"who": 1}),
        ({"who": None}, {"who": 1}),
        ({"where": 2}, {"where": 1}),
        ({"removed_at": timezone.now()}, {"removed_at": None}),
    ],
)
def test_a_row_that_begins_to_be_compared_is_refused(stays, elsewhere, changes):
    stays.create(**stay(1, 10))
    other = stays.create(**stay(5, **elsewhere))
    assert is_refused(lambda: stays.filter(pk=other.pk).update(**changes))


@pytest.mark.django_db(transaction=True)
def test_a_row_may_change_where_it_clashes_with_itself_alone(stays):
    row = stays.create(**stay(1, 10))
    row.started_on, row.finished_on = day(3), None
    row.save()
    stays.update(started_on=F("started_on"))
    assert stays.get().started_on == day(3)


@pytest.mark.django_db(transaction=True)
def test_a_bulk_write_is_checked_too(stays):
    model = stays.model
    rows = [model(**stay(1, 10)), model(**stay(9))]
    assert is_refused(lambda: stays.bulk_create(rows))
    assert stays.count() == 0


# Forms


def clean(model, exclude=(), pk=None, **changes):
    """What a form would say to the values of a row."""
    row = model(pk=pk, **stay(**changes))
    try:
        constraint().validate(model, row, exclude=set(exclude))
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("one", "other"), OVERLAPPING)
def test_a_form_hears_of_it_in_words(stays, one, other):
    stays.create(**stay(*one))
    assert clean(stays.model, start=other[0], end=other[1]) == [WORDS]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("one", "other"), APART)
def test_a_form_takes_what_the_database_takes(stays, one, other):
    stays.create(**stay(*one))
    assert clean(stays.model, start=other[0], end=other[1]) == []


@pytest.mark.django_db(transaction=True)
def test_a_form_does_not_compare_what_the_database_does_not(stays):
    row = stays.create(**stay(1))
    assert clean(stays.model, start=1) == [WORDS]
    assert clean(stays.model, start=1, pk=row.pk) == []
    assert clean(stays.model, start=1, who=None) == []
    assert clean(stays.model, start=1, who=2) == []
    assert clean(stays.model, start=1, removed_at=timezone.now()) == []
    assert clean(stays.model, start=None) == []
    row.delete()
    stays.create(**stay(1, removed_at=timezone.now()))
    assert clean(stays.model, start=1) == []


@pytest.mark.django_db(transaction=True)
def test_a_form_that_changes_one_part_of_it_is_checked(stays):
    stays.create(**stay(1))
    assert clean(stays.model, start=1, exclude=["who", "where", "started_on"]) == [WORDS]
    every_part = ["who", "where", "started_on", "finished_on"]
    assert clean(stays.model, start=1, exclude=every_part) == []


# In migrations


def test_two_are_the_same_when_they_say_the_same():
    assert constraint() == constraint(fields=("who", "where"))
    assert hash(constraint()) == hash(constraint())
    assert constraint() != constraint(fields=["where", "who"])
    assert constraint() != constraint(violation_error_message="No")
    assert constraint() != constraint(name="other")
    other = CompositeForeignKey(fields=["who"], to_table="x", to_columns=["y"], name="z")
    assert constraint() != other


def test_it_can_be_written_into_a_migration():
    path, args, kwargs = constraint().deconstruct()
    assert path == "config.records.constraints.NoOverlap"
    assert NoOverlap(*args, **kwargs) == constraint()
    assert constraint().clone() == constraint()


def overlap(tables):
    return is_refused(lambda: [tables.model().objects.create(**stay(n)) for n in (1, 2)])


@pytest.mark.django_db(transaction=True)
def test_a_migration_adds_it_to_a_table_that_stands_and_takes_it_off_again(empty):
    empty.migrate(make_stay())
    empty.model().objects.create(**stay(1, 10, who=7))
    empty.migrate(migrations.AddConstraint("Stay", constraint()))
    assert overlap(empty)
    empty.reverse()
    assert not overlap(empty)
    empty.model().objects.filter(who=1).delete()
    empty.migrate(migrations.AddConstraint("Stay", constraint()))
    assert overlap(empty)
    empty.migrate(migrations.RemoveConstraint("Stay", "tests_stay_no_overlap"))
    assert not overlap(empty)
    empty.model().objects.filter(who=1).delete()
    empty.reverse()
    assert overlap(empty)
    assert empty.model().objects.get().who == 7


@pytest.mark.django_db(transaction=True)
def test_a_migration_does_not_add_it_over_rows_that_break_it(empty):
    empty.migrate(make_stay())
    for start in (1, 2):
        empty.model().objects.create(**stay(start))
    with pytest.raises(IntegrityError):
        empty.migrate(migrations.AddConstraint("Stay", constraint()))
    # a second thought of SQLite’s schema editor, which leaves its transaction open
    connection.close()
    connection.connect()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("Stay", "note", models.TextField(default="")),
        migrations.AddField("Stay", "note", models.TextField(null=True)),
        migrations.AlterField("Stay", "who", models.BigIntegerField(null=True)),
        migrations.AddConstraint(
            "Stay", models.CheckConstraint(condition=~models.Q(who=3), name="tests_stay_not_3")
        ),
        migrations.AlterModelTable("Stay", "tests_sojourn"),
        migrations.RenameModel("Stay", "Sojourn"),
        migrations.CreateModel(
            "Guest",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("stay", models.ForeignKey("tests.Stay", models.CASCADE)),
            ],
        ),
    ],
    ids=lambda operation: operation.describe(),
)
def test_it_holds_after_later_migrations_and_when_they_are_reversed(tables, operation):
    tables.migrate(operation)
    name = "Sojourn" if isinstance(operation, migrations.RenameModel) else "Stay"
    rows = tables.model(name).objects
    assert is_refused(lambda: [rows.create(**stay(n)) for n in (1, 2)])
    rows.create(**stay(1, 10, who=7))
    tables.reverse()
    assert overlap(tables)
    assert tables.model().objects.get().who == 7


@pytest.mark.django_db(transaction=True)
def test_it_comes_with_a_column_added_in_the_same_migration(empty):
    create = make_stay(constraints=[constraint()])
    add = migrations.AddField("Stay", "note", models.TextField(default=""))
    before = empty.states[-1]
    middle = before.clone()
    create.state_forwards("tests", middle)
    after = middle.clone()
    add.state_forwards("tests", after)
    with connection.schema_editor() as editor:
        create.database_forwards("tests", editor, before, middle)
        add.database_forwards("tests", editor, middle, after)
    empty.states.append(after)
    assert overlap(empty)


# Whatever is written


@pytest.mark.django_db(transaction=True)
def test_whatever_is_written_no_two_overlap(stays):
    periods = st.tuples(st.integers(1, 20), st.integers(1, 9) | st.none())

    @given(st.lists(periods, max_size=6))
    def check(periods):
        stays.all().delete()
        taken = []
        for start, length in periods:
            end = length and start + length
            mine = set(range(start, end or 99))
            clashes = any(mine & days for days in taken)
            assert is_refused(lambda s=start, e=end: stays.create(**stay(s, e))) is clashes
            if not clashes:
                taken.append(mine)

    check()
