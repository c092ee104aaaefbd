"""School terms, and the cohorts of those who begin in them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.terms import Term, cohort_year_of, offered, term_of, term_starting

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("first_day", "last_day", "label"),
    [
        (date(2026, 9, 1), date(2026, 12, 31), "Autumn term 2026"),
        (date(2027, 1, 1), date(2027, 3, 31), "Spring term 2027"),
        (date(2027, 4, 1), date(2027, 8, 31), "Summer term 2027"),
    ],
)
def test_there_are_three_terms_in_a_year(first_day, last_day, label):
    term = term_of(first_day)
    assert (term.first_day, term.last_day, term.label) == (first_day, last_day, label)
    assert term_of(last_day) == term
    assert term.in_sentence == label[0].lower() + label[1:]


@given(days)
def test_every_day_lies_in_one_term(day):
    term = term_of(day)
    assert term.first_day <= day <= term.last_day
    assert term_starting(term.first_day) == term


@given(days)
def test_a_term_begins_on_the_day_after_the_one_before(day):
    term = term_of(day)
    assert term.next.first_day == term.last_day + timedelta(days=1)
    assert term < term.next


@pytest.mark.parametrize("day", [date(2026, 9, 2), date(2026, 10, 1), date(2026, 12, 31)])
def test_a_day_on_which_no_term_begins_is_refused(day):
    with pytest.raises(ValueError, match="No term begins on"):
        term_starting(day)


def test_the_current_term_and_the_next_two_are_offered():
    labels = ["Summer term 2026", "Autumn term 2026", "Spring term 2027"]
    today = date(2026, 6, 15)
    assert [term.label for term in offered(today, started_on=today)] == labels


@pytest.mark.parametrize(
    ("started_on", "first"),
    [
        (date(2025, 9, 1), "Summer term 2026"),
        (date(2026, 8, 31), "Summer term 2026"),
        (date(2026, 9, 1), "Autumn term 2026"),
        (date(2027, 3, 31), "Spring term 2027"),
        (date(2027, 4, 1), "Summer term 2027"),
    ],
)
def test_no_term_is_offered_that_is_over_when_someone_starts(started_on, first):
    assert offered(date(2026, 6, 15), started_on=started_on)[0].label == first


@given(days)
def test_the_terms_offered_are_in_order_and_make_a_year(day):
    terms = offered(day, started_on=day)
    assert terms == sorted(terms)
    assert terms[-1].next.first_day.year == terms[0].first_day.year + 1


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 5, 31), 2025),
        (date(2026, 6, 1), 2026),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 4, 1), 2026),
        (date(2027, 5, 31), 2026),
        (date(2027, 6, 1), 2027),
    ],
)
def test_a_start_from_june_on_belongs_to_the_cohort_of_that_year(day, year):
    assert cohort_year_of(day) == year


@pytest.mark.parametrize(
    ("first_day", "year"),
    [(date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026), (date(2027, 4, 1), 2026)],
)
def test_a_terms_cohort_is_that_of_its_first_day(first_day, year):
    assert Term(first_day).cohort_year == year
