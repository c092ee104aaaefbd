"""How dates, years and addresses read."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.web import formats


def test_a_day_reads_as_govuk_writes_it():
    assert formats.day(date(2026, 9, 1)) == "1 September 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 9, 1, 15, 5, tzinfo=UTC), "1 September 2026 at 4:05pm"),
        (datetime(2026, 12, 1, 0, 5, tzinfo=UTC), "1 December 2026 at 12:05am"),
        (datetime(2026, 8, 31, 23, 30, tzinfo=UTC), "1 September 2026 at 12:30am"),
    ],
)
def test_a_moment_reads_in_londons_time(moment, words):
    assert formats.moment(moment) == words


def test_an_academic_year_has_both_its_years():
    assert formats.academic_year(2026) == "2026 to 2027"


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("office@school.example", "o****e@school.example"),
        ("a@school.example", "a****@school.example"),
        ("ab@school.example", "a****@school.example"),
        ("abc@school.example", "a****c@school.example"),
        ("headteacher.office@school.example", "h****e@school.example"),
        ('"odd@name"@school.example', '"****"@school.example'),
    ],
)
def test_a_masked_address_shows_its_first_and_last_letter(email, masked):
    assert formats.masked(email) == masked


@given(st.text(alphabet="abcdefgh.", min_size=3, max_size=60))
def test_a_masked_address_tells_neither_the_rest_nor_its_length(name):
    shown, _, domain = formats.masked(f"{name}@school.example").partition("@")
    assert domain == "school.example"
    assert shown == f"{name[0]}****{name[-1]}"


@given(st.text(max_size=20))
def test_masking_takes_whatever_stands_in_the_register(text):
    assert formats.masked(text).count("****") >= 1


@pytest.mark.parametrize(
    ("label", "reads"),
    [
        ("Training programme", "training programme"),
        ("ECTs or mentors expected?", "ECTs or mentors expected?"),
        ("", ""),
    ],
)
def test_a_label_keeps_its_short_forms_in_a_sentence(label, reads):
    assert formats.in_sentence(label) == reads
