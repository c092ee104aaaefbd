"""Values that people typed, made harmless for an email."""

import re
import unicodedata

from markupsafe import Markup

from config.web import formats


def escaped(value) -> Markup:
    """A value as it may stand in an email."""
    return value if isinstance(value, Markup) else Markup(value)


def address(value: str) -> Markup:
    """An email address that the email shows on purpose."""
    return Markup(value)


def masked(value: str) -> Markup:
    """A masked email address."""
    return Markup(formats.masked(value))


def lines(value: str) -> list[str]:
    """The lines of a longer text, for a template to loop over."""
    return [line for line in value.splitlines() if line.strip()]
