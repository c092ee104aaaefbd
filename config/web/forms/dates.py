"""Dates, typed as day, month and year."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst


class DateWidget(forms.Widget):
    """Three text inputs. Its value is what was typed: {"day": "1", "month": "9", ...}."""

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
    A date typed as day, month and year.

    Errors follow the Design System and say which of the three inputs is wrong.
    """

    widget: Any = DateWidget
    default_error_messages = {
        "required": "Enter %(thing)s",
        "incomplete": "%(Thing)s must include a %(missing)s",
        "invalid": "%(Thing)s must be a real date",
    }

    def __init__(self, *, thing, **kwargs):
        super().__init__(**kwargs)
        self.thing = thing

    def clean(self, value):
        parts = self.widget.parts(value)
        missing = [part for part, typed in parts.items() if not typed]
        if len(missing) == len(DateWidget.PARTS):
            if self.required:
                raise self._error("required", DateWidget.PARTS)
            return None
        if missing:
            raise self._error("incomplete", missing)
        try:
            if not all(re.fullmatch(r"\d{1,4}", typed) for typed in parts.values()):
                raise ValueError("Each part is a short number")
            date = datetime.date(*(int(parts[part]) for part in ("year", "month", "day")))
            if date.year < 1000:
                raise ValueError("The year needs four digits")
        except ValueError as error:
            raise self._error("invalid", DateWidget.PARTS) from error
        self.run_validators(date)
        return date

    def _error(self, code, parts):
        words = {"thing": self.thing, "Thing": capfirst(self.thing), "missing": " and ".join(parts)}
        return ValidationError(self.error_messages[code], code, words | {"parts": parts})
