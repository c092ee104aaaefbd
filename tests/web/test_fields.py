"""The fields that several pages share, and their words for what is wrong."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from config.web.forms import Form, NameField, TypeAheadField

from .fields_form import FieldsForm, send

KEYS = ["email", "first_name", "day-day", "day-month", "day-year", "body", "body-typed", "sure"]


def error_of(form, name):
    return form.errors[name][0] if name in form.errors else None


@given(st.fixed_dictionaries({}, optional={key: st.text(max_size=30) for key in KEYS}))
def test_whatever_is_typed_is_taken_or_explained(typed):
    form = send(**typed)
    assert str(form)
    assert all(item["text"] and item["href"].startswith("#id_") for item in form.error_list)
    assert set(form.typed) <= set(typed)
    taken = {
        name: form.cleaned_data[name] for name in form.cleaned_data.keys() & {"email", "first_name"}
    }
    assert send(**taken).cleaned_data.items() >= taken.items(), "cleaning twice changes nothing"


# Email addresses


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("ada@school.example", "ada@school.example"),
        ("  ada@school.example\t", "ada@school.example"),
        ("\u200bada@school.example\u200e", "ada@school.example"),
        ("ada+o’neill@school.example".replace("’", "'"), "ada+o'neill@school.example"),
        ("A.Lovelace@School.Example", "A.Lovelace@School.Example"),
    ],
)
def test_an_email_address_is_taken_as_people_paste_it(typed, cleaned):
    form = send(email=typed)
    assert not form.errors
    assert form.cleaned_data["email"] == cleaned


@pytest.mark.parametrize(
    "typed",
    [
        "ada",
        "ada@",
        "@school.example",
        "ada@school",
        "ada @school.example",
        "ada@school.example, grace@school.example",
        "Ada <ada@school.example>",
        "mailto:ada@school@example",
        "ada@localhost",
        "ada@[127.0.0.1]",
        '"ada"@school.example',
        "ada..l@school.example",
        "ada\x00@school.example",
        "ada@-school.example",
        "ada@school.example\r\nBcc: grace@school.example",
    ],
)
def test_what_is_no_email_address_is_refused(typed):
    assert error_of(send(email=typed), "email")


def test_a_wrong_email_address_gets_the_design_systems_words():
    words = "Enter an email address in the correct format, like name@example.com"
    assert error_of(send(email="ada"), "email") == words


def test_an_email_address_fits_the_column_that_keeps_it():
    domain = "@" + ".".join(["a" * 60] * 3) + ".example"
    longest = "a" * (254 - len(domain)) + domain
    assert not send(email=longest).errors
    assert (
        error_of(send(email="a" + longest), "email")
        == "Email address must be 254 characters or less"
    )


def test_an_email_address_fits_the_column_once_it_has_no_capitals():
    longer = "ada@" + ".".join(["ß" * 22] * 10) + ".example"
    assert len(longer) < 254
    assert error_of(send(email=longer), "email") == "Email address must be 254 characters or less"


# Names


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Ada", "Ada"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("O’Neill-Smith", "O’Neill-Smith"),
        ("O'Neill", "O'Neill"),
        ("J. R. ", "J. R."),
        ("  Ada \u00a0 May\t", "Ada May"),
        ("\u200fAda\u200b", "Ada"),
        ("Łukasz", "Łukasz"),
        ("محمد", "محمد"),
        ("李", "李"),
        ("अनीता", "अनीता"),
        ("D’Arcy–Jones", "D’Arcy–Jones"),
        ("n" * 100, "n" * 100),
    ],
)
def test_a_name_may_have_any_languages_letters(typed, cleaned):
    form = send(first_name=typed)
    assert not form.errors, form.errors
    assert form.cleaned_data["first_name"] == cleaned


@pytest.mark.parametrize(
    "typed",
    [
        "http://evil.example",
        "[click](http://evil)",
        "((link))",
        "Ada1",
        "Ada@school.example",
        "<b>Ada</b>",
        "Ada, Grace",
        "*Ada*",
        "Ada_",
        "😀",
        "-",
        "...",
        "Ada\x00",
        "{{ Ada }}",
        "#Ada",
    ],
)
def test_what_is_no_name_is_refused(typed):
    words = "First name must only include letters, spaces, hyphens, apostrophes and full stops"
    assert error_of(send(first_name=typed), "first_name") in {
        words,
        "Null characters are not allowed.",
    }


def test_a_name_of_200_letters_is_too_long():
    words = "First name must be 100 characters or less"
    assert send(first_name="n" * 200).errors["first_name"] == [words]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200f", "\t\n"])
def test_a_name_of_nothing_but_spaces_is_missing(typed):
    class NameForm(Form):
        first_name = NameField(label="First name", thing="first name")

    form = NameForm(QueryDict(urlencode({"first_name": typed})))
    assert form.errors["first_name"] == ["Enter a first name"]


# Yes or no


@pytest.mark.parametrize(("typed", "cleaned"), [("yes", True), ("no", False)])
def test_yes_and_no_are_true_and_false(typed, cleaned):
    form = send(sure=typed)
    assert form.cleaned_data["sure"] is cleaned
    assert form["sure"].display_value == typed.capitalize()


@pytest.mark.parametrize("typed", ["maybe", "True", "on", "YES"])
def test_anything_else_is_neither(typed):
    assert error_of(send(sure=typed), "sure")


# Type-ahead


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ({"body": "7"}, "7"),
        ({"body": "7", "body-typed": "St. Ives (North)"}, "7"),
        ({"body": "", "body-typed": "st ives north"}, "7"),
        ({"body": "8", "body-typed": "  ST. IVES (NORTH) "}, "7"),
        ({"body": "", "body-typed": "Kings Lynn"}, "8"),
        ({"body": "", "body-typed": "King's Lynn"}, "8"),
        ({"body": "", "body-typed": "zoes hill"}, "9"),
        ({"body": "8", "body-typed": ""}, ""),
        ({"body": "8", "body-typed": "   "}, ""),
        ({"body-typed": "King’s Lynn"}, "8"),
    ],
)
def test_the_text_as_typed_decides_what_is_chosen(typed, chosen):
    form = send(**typed)
    assert not form.errors
    assert form.cleaned_data["body"] == chosen


@pytest.mark.parametrize("typed", ["King", "!!!", "7 ", "Nowhere", "King’s Lynn King’s Lynn"])
def test_mistyped_text_is_an_error_and_is_shown_again(typed):
    form = send(**{"body": "8", "body-typed": typed})
    assert form.errors["body"] == ["Select a body from the list"]
    select = BeautifulSoup(str(form), "html.parser").select_one("select[name=body]")
    assert select["data-type-ahead"] == typed.strip()
    assert not select.select("option[selected]")


def test_of_two_labels_that_differ_in_a_full_stop_only_the_chosen_one_counts():
    class TwinForm(Form):
        body = TypeAheadField(label="Body", choices=[("", ""), ("1", "St Ives"), ("2", "St. Ives")])

    for value, typed in [("1", "St Ives"), ("2", "St. Ives"), ("1", "st ives")]:
        form = TwinForm(QueryDict(urlencode({"body": value, "body-typed": typed})))
        assert form.is_valid()
        assert form.cleaned_data["body"] == value


def test_a_type_ahead_says_that_its_page_needs_the_script():
    class Plain(Form):
        name = forms.CharField(label="Name")

    assert FieldsForm().has_type_ahead
    assert not Plain().has_type_ahead
