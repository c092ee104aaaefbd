"""Teacher reference numbers (TRNs), as people write them and as we keep them."""

from django import forms
from django.core.exceptions import ValidationError

from config.web.texts import without_invisible

#: What we keep, as a regular expression for Python and for databases.
TRN_PATTERN = r"^[0-9]{7}\Z"


class TRNMissingError(ValueError):
    """Nothing was typed."""


class TRNTooShortError(ValueError):
    """There are fewer digits than the shortest TRN has."""


class TRNTooLongError(ValueError):
    """There are more digits than a TRN has."""


def normalised_trn(text: str | None) -> str:
    """
    The seven digits of a TRN, however it is written: ``"RP 12/34567"`` is ``"1234567"``.

    What is not a digit is left out. Old numbers of 5 or 6 digits get noughts in front. Raises
    ``TRNMissingError``, ``TRNTooShortError`` or ``TRNTooLongError``, which are ``ValueError``.
    """
    seen = without_invisible(text)
    if not seen:
        raise TRNMissingError("There is no TRN")
    digits = "".join(str(int(one)) for one in seen if one.isdecimal())
    if len(digits) < 5:
        raise TRNTooShortError("A TRN has at least 5 digits")
    if len(digits) > 7:
        raise TRNTooLongError("A TRN has at most 7 digits")
    return digits.zfill(7)


class TRNField(forms.CharField):
    """A TRN as people type or paste it. Its clean value is the seven digits."""

    default_error_messages = {
        "required": "Enter a teacher reference number (TRN)",
        "too_short": "Teacher reference number (TRN) must include at least 5 digits",
        "too_long": "Teacher reference number (TRN) must include 7 digits or fewer",
    }

    def __init__(self, **kwargs):
        attrs = {
            "autocomplete": "off",
            "class": "govuk-input--width-10",
            "inputmode": "numeric",
            "spellcheck": "false",
        }
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value):
        try:
            return normalised_trn(super().to_python(value))
        except TRNMissingError:
            return ""
        except TRNTooShortError as error:
            raise ValidationError(self.error_messages["too_short"], "too_short") from error
        except TRNTooLongError as error:
            raise ValidationError(self.error_messages["too_long"], "too_long") from error
