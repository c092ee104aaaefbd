"""Fields that several pages ask for, with the Design System's words for what is wrong."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator, RegexValidator
from django.utils.text import capfirst

from config.web.texts import without_invisible


def fits_without_capitals(address: str) -> None:
    """An address is kept without capitals, which makes some longer: “ß” becomes “ss”."""
    if len(address.casefold()) > 254:
        raise ValidationError("Email address must be 254 characters or less", "max_length")


class EmailField(forms.EmailField):
    """An email address as people type or paste it, spaces around it and all."""

    default_error_messages = {
        "required": "Enter an email address",
        "invalid": "Enter an email address in the correct format, like name@example.com",
    }

    #: What Notify refuses as well: no names in quotes, and no bare hosts.
    default_validators = [
        EmailValidator(allowlist=()),
        RegexValidator(r"^[^\"\[\]]*$", code="invalid"),
        fits_without_capitals,
    ]

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "email", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.EmailInput(attrs=attrs))
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = "Email address must be 254 characters or less"

    def to_python(self, value):
        return super().to_python(without_invisible(value))


class NameField(forms.CharField):
    """
    Part of a person's name, in any language's letters.

    ``thing`` is what errors call it, as "first name".
    """

    default_error_messages = {
        "required": "Enter a %(thing)s",
        "max_length": "%(Thing)s must be 100 characters or less",
        "invalid": (
            "%(Thing)s must only include letters, spaces, hyphens, apostrophes and full stops"
        ),
    }

    def __init__(self, *, thing, autocomplete="off", **kwargs):
        attrs = {"autocomplete": autocomplete, "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)
        words = {"thing": thing, "Thing": capfirst(thing)}
        self.error_messages = {
            code: message % words for code, message in self.error_messages.items()
        }

    def to_python(self, value):
        return without_invisible(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if len(value) > 100:
            raise ValidationError(self.error_messages["max_length"], "max_length")
        marks = "-–'’.ʼ‘` "
        letters = [letter for letter in value if unicodedata.category(letter)[0] in "LM"]
        if value and (not letters or any(c not in marks for c in value if c not in letters)):
            raise ValidationError(self.error_messages["invalid"], "invalid")


class YesNoField(forms.TypedChoiceField):
    """Yes or No. Its clean value is True or False."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        choices = [("yes", "Yes"), ("no", "No")]
        super().__init__(choices=choices, coerce=lambda value: value == "yes", **kwargs)


class _Button(forms.HiddenInput):
    """A value that a button of the page sends, so there is nothing to draw."""

    def render(self, name, value, attrs=None, renderer=None):
        return ""


class ButtonField(forms.BooleanField):
    """Whether the form was sent by a second button of its page, which the page draws itself."""

    widget = _Button

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class TypeAheadWidget(forms.Select):
    """
    A select that becomes a type-ahead where scripts run.

    The script adds the text as it was typed, as ``{name}-typed``: when someone clears or
    mistypes the text, the select behind it still holds the old choice.
    """

    component = "select"
    is_type_ahead = True

    def keys(self, name):
        """What its inputs are called in what a browser sends."""
        return [name, f"{name}-typed"]

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name)
        typed = data.get(f"{name}-typed")
        if typed is None:
            return chosen
        labels = {str(value): label for value, label in self.choices if value}
        if chosen in labels and _comparable(typed) == _comparable(labels[chosen]):
            return chosen
        values = {_comparable(label): value for value, label in labels.items()}
        # the space keeps text such as "7" from being taken for the value of an option
        unknown = typed.strip() and typed.strip() + " "
        return values.get(_comparable(typed), unknown)


class TypeAheadField(forms.ChoiceField):
    """One of many, chosen by typing. What was typed and matches none is an invalid choice."""

    widget = TypeAheadWidget


def _comparable(text):
    """The text without what people leave out: capital letters, accents, punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", letters).strip().casefold()
