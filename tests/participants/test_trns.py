"""TRNs, as people write them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from config.web.forms import Form
from participants.trns import (
    TRN_PATTERN,
    TRNField,
    TRNMissingError,
    TRNTooLongError,
    TRNTooShortError,
    normalised_trn,
)

WRITTEN = [
    ("1234567", "1234567"),
    ("12/34567", "1234567"),
    ("RP 12/34567", "1234567"),
    ("RP99/12345", "9912345"),
    ("rp12-34567", "1234567"),
    ("TRN: 1234567", "1234567"),
    ("  1234 567\t", "1234567"),
    ("12345", "0012345"),
    ("123456", "0123456"),
    ("0012345", "0012345"),
    ("１２３４５６７", "1234567"),
    ("١٢٣٤٥٦٧", "1234567"),
    ("\u200b12\u200e34567\ufeff", "1234567"),
    ("12\u00a034567", "1234567"),
    ("12\x0034567", "1234567"),
]
BLANK = ["", "   ", "\t\n", "\u200b\u200f", "\u00a0"]
TOO_SHORT = ["1", "1234", "RP 1234", "abc", "/", "²²²²²²²", "😀"]
TOO_LONG = ["12345678", "00012345", "12/34567 or 12/34568", "1" * 5000, "12/03/1990"]


@pytest.mark.parametrize(("written", "kept"), WRITTEN)
def test_a_trn_is_read_however_it_is_written(written, kept):
    assert normalised_trn(written) == kept


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        ([*BLANK, None], TRNMissingError),
        (TOO_SHORT, TRNTooShortError),
        (TOO_LONG, TRNTooLongError),
    ],
)
def test_what_is_no_trn_says_why(texts, error):
    assert issubclass(error, ValueError)
    for text in texts:
        with pytest.raises(error):
            normalised_trn(text)


@given(st.text() | st.text("0123456789/RP ０１２", max_size=12))
def test_whatever_is_written_is_seven_digits_or_explained(text):
    try:
        trn = normalised_trn(text)
    except (TRNMissingError, TRNTooShortError, TRNTooLongError):
        return
    assert re.fullmatch(TRN_PATTERN, trn)
    assert normalised_trn(trn) == trn


# On a page


class TRNForm(Form):
    trn = TRNField(label="What is their teacher reference number (TRN)?")


def send(text):
    form = TRNForm(QueryDict(urlencode({"trn": text})))
    form.is_valid()
    return form


@pytest.mark.parametrize(("written", "kept"), WRITTEN)
def test_a_page_takes_a_trn_however_it_is_written(written, kept):
    form = send(written)
    assert not form.errors
    assert form.cleaned_data["trn"] == kept


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (BLANK, "Enter a teacher reference number (TRN)"),
        (TOO_SHORT, "Teacher reference number (TRN) must include at least 5 digits"),
        (TOO_LONG, "Teacher reference number (TRN) must include 7 digits or fewer"),
    ],
)
def test_a_page_says_what_is_wrong_and_keeps_what_was_typed(texts, words):
    for text in texts:
        form = send(text)
        assert form.error_list == [{"text": words, "href": "#id_trn"}]
        assert form.typed == {"trn": [text]}


def test_a_trn_that_need_not_be_given_may_be_left_out():
    class Optional(Form):
        trn = TRNField(label="TRN", required=False)

    form = Optional(QueryDict("trn=+"))
    assert form.is_valid()
    assert form.cleaned_data["trn"] == ""


def test_its_input_is_for_digits_and_nothing_is_filled_in():
    field = BeautifulSoup(str(TRNForm()), "html.parser").select_one("input[name=trn]")
    assert field["inputmode"] == "numeric"
    assert field["autocomplete"] == "off"
    assert field["spellcheck"] == "false"
    assert "govuk-input--width-10" in field["class"]
