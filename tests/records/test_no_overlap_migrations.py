"""The constraint on periods that may not overlap, in migrations."""

import pytest
from django.db import IntegrityError, connection, migrations, models

from config.records.constraints import CompositeForeignKey, NoOverlap

from .stays import constraint, is_refused, make_stay, stay
from .stays import empty as empty
from .stays import tables as tables


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
