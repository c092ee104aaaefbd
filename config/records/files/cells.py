"""What the cells of a file may hold. Each function gives a value, or raises ``Rejected``."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .tally import Rejected

_DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})[-/](?P<month>[0-9]{1,2})[-/](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)


def squeezed(cell: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(cell.split())


def name_key(name: str) -> str:
    """What two spellings of one name share: capitals, spaces and the kind of apostrophe vary."""
    return squeezed(name).casefold().replace("’", "'")


def text(cell: str, *, what: str, limit: int = 200, needed: bool = True) -> str:
    """A text of up to ``limit`` characters."""
    value = squeezed(cell)
    if needed and not value:
        raise Rejected(f"no {what}")
    if len(value) > limit:
        raise Rejected(f"the {what} is over {limit} characters long")
    return value


def whole_number(cell: str, *, what: str, digits: int) -> int:
    """A number from 1 on, of up to so many digits."""
    if not cell:
        raise Rejected(f"no {what}")
    if not re.fullmatch(rf"[0-9]{{1,{digits}}}", cell) or int(cell) == 0:
        raise Rejected(f"the {what} must be a number of up to {digits} digits, not “{shown(cell)}”")
    return int(cell)


def start_year(cell: str, *, what: str) -> int:
    """The year in which a cohort starts."""
    if not cell:
        raise Rejected(f"no {what}")
    if not re.fullmatch(r"20[2-9][0-9]", cell):
        raise Rejected(f"the {what} must be a year from 2020 to 2099, not “{shown(cell)}”")
    return int(cell)


def choice(cell: str, choices, *, what: str) -> str:
    """One of a few values."""
    if not cell:
        raise Rejected(f"no {what}")
    if cell not in choices:
        raise Rejected(f"unknown {what} “{shown(cell)}”")
    return cell


def day(cell: str, *, what: str) -> date | None:
    """A date like 31-12-2020, 31/12/2020 or 2020-12-31, or None if there is none."""
    if not cell:
        return None
    found = next(filter(None, (pattern.fullmatch(cell) for pattern in _DAYS)), None)
    try:
        if found:
            return date(**{part: int(number) for part, number in found.groupdict().items()})
    except ValueError:
        pass
    raise Rejected(f"the {what} must be a real date like 31-12-2020, not “{shown(cell)}”")


def email(cell: str, *, what: str = "email address") -> str:
    """An email address without capitals, or nothing if there is none."""
    address = cell.casefold()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or len(address) > 254:
        raise Rejected(f"the {what} “{shown(cell)}” is not an email address")
    return address


def shown(cell: str) -> str:
    """A cell as it can be quoted in one line."""
    value = squeezed(cell)
    return value if len(value) <= 60 else f"{value[:59]}…"
