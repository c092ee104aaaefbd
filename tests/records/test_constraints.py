"""Several columns that together must stand in another table, on SQLite and PostgreSQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from config.records.constraints import CompositeForeignKey
from partnerships.models import Partnership, ProviderPairing
from tests.factories import (
    CohortFactory,
    LeadProviderFactory,
    PartnershipFactory,
    ProviderPairingFactory,
)

WORDS = "These two do not work together in this cohort"


@pytest.fixture
def partnership():
    return PartnershipFactory()


def save(**changes):
    """Save past every form, in a transaction of its own, at whose end the database checks."""
    with transaction.atomic():
        Partnership.objects.update(**changes)
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_what_stands_in_the_other_table_may_be_saved(partnership):
    other = ProviderPairingFactory(cohort=partnership.cohort)
    save(lead_provider=other.lead_provider, delivery_partner=other.delivery_partner)
    assert Partnership.objects.get().lead_provider == other.lead_provider


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "wrong",
    [
        lambda: {"lead_provider": LeadProviderFactory()},
        lambda: {"delivery_partner": ProviderPairingFactory().delivery_partner},
        lambda: {"cohort": CohortFactory(start_year=2020)},
    ],
)
def test_each_alone_is_not_enough_since_they_must_stand_there_together(partnership, wrong):
    changes = wrong()
    with pytest.raises(IntegrityError):
        save(**changes)
    assert Partnership.objects.get().lead_provider == partnership.lead_provider


@pytest.mark.django_db(transaction=True)
def test_the_database_checks_at_the_end_of_the_transaction(partnership):
    def wrong_for_a_moment():
        with transaction.atomic():
            Partnership.objects.update(lead_provider=LeadProviderFactory())
            # no error so far: what follows may still make it right
            Partnership.objects.update(lead_provider=partnership.lead_provider)

    def wrong_to_the_end():
        with transaction.atomic():
            Partnership.objects.update(lead_provider=LeadProviderFactory())

    wrong_for_a_moment()
    with pytest.raises(IntegrityError):
        wrong_to_the_end()


@pytest.mark.django_db(transaction=True)
def test_a_row_with_a_gap_is_not_checked(partnership):
    save(delivery_partner=None, lead_provider=LeadProviderFactory())
    assert Partnership.objects.get().delivery_partner is None


@pytest.mark.django_db(transaction=True)
def test_what_is_pointed_at_cannot_be_taken_away(partnership):
    with pytest.raises(IntegrityError):
        ProviderPairing.objects.all().delete()
    assert ProviderPairing.objects.count() == 1


@pytest.mark.django_db
def test_a_form_hears_of_it_in_words(partnership):
    partnership.lead_provider = LeadProviderFactory()
    with pytest.raises(ValidationError) as raised:
        partnership.full_clean()
    assert raised.value.messages == [WORDS]


@pytest.mark.django_db
def test_a_form_that_leaves_a_column_out_does_not(partnership):
    partnership.lead_provider = LeadProviderFactory()
    partnership.full_clean(exclude=["delivery_partner"])


@pytest.mark.django_db
def test_a_form_does_not_check_a_row_with_a_gap(partnership):
    partnership.delivery_partner = None
    partnership.lead_provider = LeadProviderFactory()
    partnership.full_clean()


# In migrations


def constraint(**changes):
    details = {
        "fields": ["left", "right"],
        "to_table": "tests_pair",
        "to_columns": ["one", "two"],
        "name": "tests_child_pair_stands",
    }
    return CompositeForeignKey(**details | changes)


def test_two_are_the_same_when_they_say_the_same():
    assert constraint() == constraint(fields=("left", "right"))
    assert constraint() != constraint(fields=["right", "left"])
    assert constraint() != constraint(violation_error_message="No")
    assert constraint() != models.CheckConstraint(condition=models.Q(pk=1), name="x")


def test_it_can_be_written_into_a_migration():
    _, args, kwargs = constraint(violation_error_message="No").deconstruct()
    assert CompositeForeignKey(*args, **kwargs) == constraint(violation_error_message="No")
    assert constraint().clone() == constraint()


@pytest.fixture
def tables():
    """Two tables that stand already, and a way to migrate them."""
    number = models.IntegerField
    pair = migrations.CreateModel(
        "Pair",
        [("id", models.BigAutoField(primary_key=True)), ("one", number()), ("two", number())],
        {"constraints": [models.UniqueConstraint(fields=["one", "two"], name="tests_pair_once")]},
    )
    child = migrations.CreateModel(
        "Child",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("left", number()),
            ("right", number(null=True)),
        ],
    )
    state = ProjectState()

    def migrate(operation):
        nonlocal state
        after = state.clone()
        operation.state_forwards("tests", after)
        with connection.schema_editor() as editor:
            operation.database_forwards("tests", editor, state, after)
        state = after

    def model(name):
        return state.apps.get_model("tests", name)

    migrate(pair)
    migrate(child)
    yield migrate, model
    with connection.schema_editor() as editor:
        editor.delete_model(model("Child"))
        editor.delete_model(model("Pair"))


def allows_anything(child):
    """Whether a row may point at a pair that is not there. The row does not stay."""
    try:
        with transaction.atomic():
            row = child.objects.create(left=98, right=99)
    except IntegrityError:
        return False
    row.delete()
    return True


@pytest.mark.django_db(transaction=True)
def test_a_migration_adds_it_to_a_table_that_stands_and_takes_it_off_again(tables):
    migrate, model = tables
    model("Pair").objects.create(one=1, two=2)
    migrate(migrations.AddConstraint("Child", constraint()))
    model("Child").objects.create(left=1, right=2)
    model("Child").objects.create(left=1, right=None)
    assert not allows_anything(model("Child"))
    migrate(migrations.RemoveConstraint("Child", "tests_child_pair_stands"))
    assert allows_anything(model("Child"))
    assert model("Child").objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_migration_does_not_add_it_over_rows_that_break_it(tables):
    migrate, model = tables
    model("Child").objects.create(left=98, right=99)
    with pytest.raises(IntegrityError):
        migrate(migrations.AddConstraint("Child", constraint()))
    # SQLite’s schema editor leaves its transaction open when its last check fails
    connection.close()
    connection.connect()
