"""Name, TRN, date of birth and address as schools type them."""

from datetime import date

import pytest

from config.web import clock
from config.web.models import Draft

from .registering import typed_date
from .registering_ect import walk as walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "trn"),
    [
        ("1234567", "1234567"),
        (" 12 345 67 ", "1234567"),
        ("12/34567", "1234567"),
        ("RP 12/34567", "1234567"),
        ("rp12-34567", "1234567"),
        ("TRN: 1234567", "1234567"),
        ("12345", "0012345"),
        ("123456", "0123456"),
        ("0012345", "0012345"),
        ("\u200f1234567\u200e", "1234567"),
        ("\ufeff1234567", "1234567"),
        ("１２３４５６７", "1234567"),
        ("١٢٣٤٥٦٧", "1234567"),
    ],
)
def test_a_trn_is_read_as_people_write_it(walk, typed, trn):
    assert walk.identify(trn=typed) == "email"
    draft = Draft.objects.get()
    assert draft.answers["trn"]["trn"] == [typed], "what was typed is kept"
    walk.answer("email", email="zoe@school.example")
    walk.start_on(clock.today())
    walk.answer("appropriate-body-type", body_type="not_appointed")
    assert walk.rows()["Teacher reference number (TRN)"] == trn


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter a teacher reference number (TRN)"),
        ("   ", "Enter a teacher reference number (TRN)"),
        ("\u200b", "Enter a teacher reference number (TRN)"),
        ("1234", "Teacher reference number (TRN) must include at least 5 digits"),
        ("none", "Teacher reference number (TRN) must include at least 5 digits"),
        ("12345678", "Teacher reference number (TRN) must include 7 digits or fewer"),
        ("1" * 5000, "Teacher reference number (TRN) must include 7 digits or fewer"),
        ("ⅧⅧⅧⅧⅧⅧ", "Teacher reference number (TRN) must include at least 5 digits"),
    ],
)
def test_a_trn_that_cannot_be_one_is_asked_for_again(walk, typed, error):
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    assert walk.errors("trn", trn=typed) == [error]


def test_someone_without_a_trn_is_told_where_to_get_one(walk):
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    assert walk.page("trn").select_one("button[name=no_trn]")
    assert walk.answer("trn", trn="", no_trn="on") == "no-trn"
    page = walk.page("no-trn")
    assert "Zoë O’Neill needs a TRN first" in page.h1.text
    assert page.find("a", string="find a lost TRN")
    assert page.select_one(".govuk-back-link")["href"] == walk.url("trn")
    assert walk.answer("trn", trn="1234567") == "date-of-birth"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Zoë", "O’Neill-Smith"),
        ("Zoë", "O'Neill"),
        ("Mary Anne", "van der Berg"),
        ("D’Arcy", "St. John"),
        ("\u202eحمد\u202c", "العربي"),
        ("José\u0301", "Núñez"),
        ("X", "Ng"),
        ("n" * 100, "m" * 100),
    ],
)
def test_names_are_taken_as_people_have_them(walk, first, last):
    assert walk.identify(first_name=first, last_name=last) == "email"


@pytest.mark.parametrize(
    ("first", "error"),
    [
        ("", "Enter a first name"),
        (" \u200e ", "Enter a first name"),
        ("n" * 101, "First name must be 100 characters or less"),
        ("n" * 200, "First name must be 100 characters or less"),
        ("http://evil.example", "First name must only include letters"),
        ("[Click](https://evil.example)", "First name must only include letters"),
        ("Zoë 2", "First name must only include letters"),
        ("<b>Zoë</b>", "First name must only include letters"),
        ("’", "First name must only include letters"),
    ],
)
def test_what_is_no_name_is_asked_for_again_and_kept(walk, first, error):
    walk.prepare()
    page = walk.post("name", first_name=first, last_name="O’Neill").page
    assert error in page.select_one(".govuk-error-summary").text
    assert page.select_one("[name=last_name]")["value"] == "O’Neill"


def test_a_name_without_its_last_name_says_so(walk):
    walk.prepare()
    assert walk.errors("name", first_name="Zoë", last_name="") == ["Enter a last name"]


TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    "born",
    [date(2008, 9, 1), date(1926, 9, 1), date(1925, 9, 2), date(2000, 2, 29), date(1999, 3, 27)],
)
def test_teachers_are_18_to_100_years_old(walk, settings, born):
    settings.SERVICE_TODAY = TODAY
    assert walk.identify(born=born) == "email"


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("2", "9", "2008", "Date of birth must be at least 18 years ago"),
        ("1", "9", "2027", "Date of birth must be at least 18 years ago"),
        ("1", "9", "1925", "Date of birth must not be more than 100 years ago"),
        ("1", "1", "1066", "Date of birth must not be more than 100 years ago"),
        ("29", "2", "1999", "Date of birth must be a real date"),
        ("31", "4", "1999", "Date of birth must be a real date"),
        ("0", "4", "1999", "Date of birth must be a real date"),
        ("1", "13", "1999", "Date of birth must be a real date"),
        ("27", "3", "99", "Year must include 4 numbers"),
        ("27", "3", "", "Date of birth must include a year"),
        ("", "", "1999", "Date of birth must include a day and month"),
        ("", "", "", "Enter their date of birth"),
        ("one", "two", "three", "Date of birth must be a real date"),
    ],
)
def test_other_dates_are_no_dates_of_birth(walk, settings, day, month, year, error):
    settings.SERVICE_TODAY = TODAY
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    walk.answer("trn", trn="1234567")
    typed = dict(zip(["day", "month", "year"], [day, month, year], strict=True))
    answers = {f"date_of_birth-{part}": text for part, text in typed.items()}
    page = walk.post("date-of-birth", **answers).page
    assert error in page.select_one(".govuk-error-summary").text
    assert page.select_one("[name=date_of_birth-year]").get("value", "") == year


def test_who_was_born_on_29_february_turns_18_on_1_march(walk, settings):
    settings.SERVICE_TODAY = date(2026, 2, 28)
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    walk.answer("trn", trn="1234567")
    born = typed_date("date_of_birth", date(2008, 2, 29))
    assert walk.errors("date-of-birth", **born) == ["Date of birth must be at least 18 years ago"]
    settings.SERVICE_TODAY = date(2026, 3, 1)
    assert walk.answer("date-of-birth", **born) == "email"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "zoe",
        "zoe@",
        "zoe@school",
        "zoe@school..example",
        "zoe..smith@school.example",
        "zoe smith@school.example",
        "zoe@school.example, ada@school.example",
        "zoë@school.example",
        '"zoe"@school.example',
        "zoe@[127.0.0.1]",
        "z" * 250 + "@school.example",
    ],
)
def test_what_is_no_address_is_asked_for_again(walk, typed):
    walk.identify()
    response = walk.post("email", email=typed)
    assert response.status_code == 200
    assert response.page.select_one(".govuk-error-summary a")["href"] == "#id_email"


@pytest.mark.parametrize(
    "typed", [" zoe@school.example ", "\u200bzoe@school.example", "Zoe@SCHOOL.example"]
)
def test_an_address_is_read_as_people_paste_it(walk, typed):
    walk.identify()
    assert walk.answer("email", email=typed) == "start-date"
