"""A date as three fields: what is taken, and the words for what is wrong."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from config.web.forms import DateField, Form

from .fields_form import FieldsForm, send


@pytest.mark.parametrize(
    ("typed", "error", "href", "wrong"),
    [
        ("", "Enter the day", "#id_day-day", ["day", "month", "year"]),
        ("day-day=+&day-month=+", "Enter the day", "#id_day-day", ["day", "month", "year"]),
        ("day-day=1&day-year=1990", "The day must include a month", "#id_day-month", ["month"]),
        (
            "day-month=2",
            "The day must include a day and year",
            "#id_day-day",
            ["day", "year"],
        ),
        *(
            (
                f"day-day={day}&day-month={month}&day-year={year}",
                "The day must be a real date",
                f"#id_day-{wrong[0]}",
                wrong,
            )
            for day, month, year, wrong in [
                ("31", "2", "1990", ["day", "month", "year"]),
                ("29", "2", "2025", ["day", "month", "year"]),
                ("x", "13", "1990", ["day", "month", "year"]),
                ("32", "2", "90", ["day", "month", "year"]),
                ("x", "2", "1990", ["day"]),
                ("0", "2", "1990", ["day"]),
                ("32", "2", "1990", ["day"]),
                ("-1", "2", "1990", ["day"]),
                ("1_0", "2", "1990", ["day"]),
                ("1.0", "2", "1990", ["day"]),
                ("9" * 5000, "2", "1990", ["day"]),
                ("1%00", "2", "1990", ["day"]),
                ("sep", "2", "1990", ["day"]),
                ("1", "0", "1990", ["month"]),
                ("1", "13", "1990", ["month"]),
                ("1", "ma", "1990", ["month"]),
                ("1", "septembre", "1990", ["month"]),
                ("1", "...", "1990", ["month"]),
                ("1", "2", "²²²²", ["year"]),
                ("1", "2", "0990", ["year"]),
                ("1", "2", "sep", ["year"]),
            ]
        ),
        *(
            (
                f"day-day=1&day-month=2&day-year={year}",
                "Year must include 4 numbers",
                "#id_day-year",
                ["year"],
            )
            for year in ["90", "026", "２６", "10000", "9" * 30, "0"]
        ),
    ],
)
def test_a_wrong_date_says_which_part_is_wrong(typed, error, href, wrong):
    class DayForm(Form):
        day = DateField(label="Day", thing="the day")

    form = DayForm(QueryDict(typed or "x=1"))
    assert form.error_list == [{"text": error, "href": href}]
    parts = BeautifulSoup(str(form), "html.parser").select(".govuk-input--error")
    assert [part["name"].removeprefix("day-") for part in parts] == wrong


@pytest.mark.parametrize(
    "parts",
    [
        ("1", "9", "2026"),
        ("01", "09", "2026"),
        (" 1 ", "9", "2026"),
        ("１", "９", "２０２６"),
        ("١", "٩", "٢٠٢٦"),
        ("1\u200b", "\u200e9", "2026\ufeff"),
        ("1", "September", "2026"),
        ("1", "SEP", "2026"),
        ("1", "Sept.", "2026"),
    ],
)
def test_a_date_is_taken_as_people_type_it(parts):
    day, month, year = parts
    form = send(**{"day-day": day, "day-month": month, "day-year": year})
    assert form.cleaned_data["day"] == datetime.date(2026, 9, 1)


def test_every_month_may_be_named():
    for month in range(1, 13):
        date = datetime.date(2026, month, 1)
        for name in (f"{date:%B}", f"{date:%b}"):
            form = send(**{"day-day": "1", "day-month": name, "day-year": "2026"})
            assert form.cleaned_data["day"] == date


def test_a_date_that_need_not_be_given_may_be_left_out():
    assert send(**{"day-day": ""}).cleaned_data["day"] is None


def test_a_browser_fills_in_no_date_unless_it_is_a_birthday():
    day = BeautifulSoup(str(FieldsForm()), "html.parser").select("[name^=day-]")
    assert len(day) == 3
    assert not any(part.get("autocomplete") for part in day)
