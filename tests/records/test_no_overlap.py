"""Periods of one thing that may not overlap, on SQLite and PostgreSQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from .stays import WORDS, constraint, day, is_refused, stay
from .stays import empty as empty
from .stays import tables as tables


@pytest.fixture
def stays(tables):
    return tables.model().objects


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
