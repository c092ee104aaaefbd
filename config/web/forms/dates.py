"""Dates, typed as day, month and year."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from config.web.texts import without_invisible

#: Named in full or by their first letters.
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: What each part can be at all.
_RANGES = {"day": range(1, 32), "month": range(1, 13), "year": range(1000, 10_000)}


class DateWidget(forms.Widget):
    """
    Three text inputs. Its value is what was typed: {"day": "1", "month": "9", ...}.

    With ``birthday`` browsers fill in the birthday of whoever sits there: for their own only.
    """

    component = "date"
    PARTS = ("day", "month", "year")
    use_fieldset = True

    def __init__(self, attrs=None, *, birthday=False):
        super().__init__(attrs)
        self.birthday = birthday

    def value_from_datadict(self, data, files, name):
        return {part: data.get(f"{name}-{part}", "").strip() for part in self.PARTS}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{part}" in data for part in self.PARTS)

    def keys(self, name):
        """What its inputs are called in what a browser sends."""
        return [f"{name}-{part}" for part in self.PARTS]

    def parts(self, value):
        """The three texts to show, from a date, from what was typed, or from nothing."""
        if isinstance(value, datetime.date):
            return {part: str(getattr(value, part)) for part in self.PARTS}
        return value or dict.fromkeys(self.PARTS, "")

    def autocomplete(self, part):
        """What a browser may fill in: parts of a birthday only."""
        return f"bday-{part}" if self.birthday else None


class DateField(forms.Field):
    """
    A date typed as day, month and year. The month may be a name: “September” or “sep”.

    Errors follow the Design System and say which of the three inputs is wrong.
    """

    widget: Any = DateWidget
    default_error_messages = {
        "required": "Enter %(thing)s",
        "incomplete": "%(Thing)s must include a %(missing)s",
        "year": "Year must include 4 numbers",
        "invalid": "%(Thing)s must be a real date",
    }

    def __init__(self, *, thing, **kwargs):
        super().__init__(**kwargs)
        self.thing = thing

    def clean(self, value):
        typed = {part: without_invisible(text) for part, text in self.widget.parts(value).items()}
        missing = [part for part, text in typed.items() if not text]
        if len(missing) == len(DateWidget.PARTS):
            if self.required:
                raise self._error("required", DateWidget.PARTS)
            return None
        if missing:
            raise self._error("incomplete", missing)
        numbers = {part: _number(part, text) for part, text in typed.items()}
        wrong = [part for part, number in numbers.items() if number not in _RANGES[part]]
        if wrong == ["year"] and typed["year"].isdecimal() and len(typed["year"]) != 4:
            raise self._error("year", wrong)
        if wrong:
            raise self._error("invalid", wrong if len(wrong) == 1 else DateWidget.PARTS)
        try:
            date = datetime.date(**numbers)
        except ValueError as error:
            raise self._error("invalid", DateWidget.PARTS) from error
        self.run_validators(date)
        return date

    def _error(self, code, parts):
        words = {"thing": self.thing, "Thing": capfirst(self.thing), "missing": " and ".join(parts)}
        return ValidationError(self.error_messages[code], code, words | {"parts": parts})


def _number(part, text):
    """The number that was typed or named, in any script’s digits, or None."""
    if re.fullmatch(r"\d{1,4}", text):
        return int(text)
    start = text.casefold().removesuffix(".")
    named = [month for month in _MONTHS if len(start) > 2 and month.startswith(start)]
    return _MONTHS.index(named[0]) + 1 if part == "month" and named else None
