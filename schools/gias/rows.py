"""Rows of the register's files: their columns, and what their cells have to hold."""

import re
from collections.abc import Callable

from config.records.files import Rejected, cells
from schools.models import School, SchoolLink
from schools.names import folded

STATUSES = {"1", "2", "3", "4"}
TYPES = {
    str(code)
    for code in [*(1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 14, 15, 18), *range(24, 48), 48, 49, 56, 57]
}

#: The column of each field, in the order in which a row becomes values.
COLUMNS = {
    "urn": "URN",
    "name": "EstablishmentName",
    "type_code": "TypeOfEstablishment (code)",
    "status_code": "EstablishmentStatus (code)",
    "la_code": "LA (code)",
    "la_name": "LA (name)",
    "establishment_number": "EstablishmentNumber",
    "type_name": "TypeOfEstablishment (name)",
    "status_name": "EstablishmentStatus (name)",
    "opened_on": "OpenDate",
    "closed_on": "CloseDate",
    "phase_code": "PhaseOfEducation (code)",
    "phase_name": "PhaseOfEducation (name)",
    "ukprn": "UKPRN",
    "street": "Street",
    "locality": "Locality",
    "address_3": "Address3",
    "town": "Town",
    "postcode": "Postcode",
    "website": "SchoolWebsite",
    "main_email": "MainEmail",
    "alternative_email": "AlternativeEmail",
    "section_41": "Section41Approved (name)",
    "district_code": "DistrictAdministrative (code)",
    "district_name": "DistrictAdministrative (name)",
}
NEEDED = ("urn", "name", "type_code", "status_code", "la_code")
LINK_COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")

Note = Callable[[str], None]


def urn(cell: str, *, what: str = "URN") -> int:
    """A school's number in the register."""
    return cells.whole_number(cell, what=what, digits=8)


def clean(row: dict[str, str], fields, note: Note) -> tuple:
    """
    What a row of the register says, in the order of ``fields`` and then the search name.

    What a school can do without is left out when it is wrong, with a note. ``Rejected`` is
    raised for the rest.
    """
    values = [_CLEANERS[field](row[COLUMNS[field]], note) for field in fields]
    return (*values, folded(values[1])[:200])


def clean_link(row: dict[str, str]) -> tuple:
    """What a row of the links file says: the two URNs, the type, the name and the date."""
    return (
        urn(row["URN"]),
        urn(row["LinkURN"], what="URN of the other school"),
        cells.text(row["LinkType"], what="type of link", limit=_limit(SchoolLink, "link_type")),
        cells.text(row["LinkName"], what="name of the other school", needed=False),
        cells.day(row["LinkEstablishedDate"], what="date of the link"),
    )


def _limit(model, field):
    return model._meta.get_field(field).max_length


def _needed_text(field, what):
    limit = _limit(School, field)
    return lambda cell, note: cells.text(cell, what=what, limit=limit)


def _code(field):
    """A short code: a wrong one would mislead, so the row is rejected."""
    column, limit = COLUMNS[field], _limit(School, field)
    return lambda cell, note: cells.text(cell, what=column, limit=limit, needed=False)


def _optional_text(field):
    """A text that is only shown: one that is too long is left out."""
    column, limit = COLUMNS[field], _limit(School, field)

    def clean_text(cell, note):
        value = cells.squeezed(cell)
        if len(value) <= limit:
            return value
        note(f"without its {column}, which is over {limit} characters long")
        return ""

    return clean_text


def _email(what):
    def clean_email(cell, note):
        try:
            return cells.email(cell)
        except Rejected as error:
            note(f"without its {what}: {error}")
            return ""

    return clean_email


def _status(cell, note):
    return int(cells.choice(cell, STATUSES, what="status"))


def _type(cell, note):
    # the published file pads its codes: 01, 02
    return int(cells.choice(cell.lstrip("0") or cell, TYPES, what="type of establishment"))


def _section_41(cell, note):
    return cell.casefold() == "approved"


def _postcode(cell, note):
    value = re.sub(r"\s+", " ", cell).upper()
    return cells.text(value, what="Postcode", limit=_limit(School, "postcode"), needed=False)


_CLEANERS = {
    "urn": lambda cell, note: urn(cell),
    "name": _needed_text("name", "name"),
    "type_code": _type,
    "status_code": _status,
    "opened_on": lambda cell, note: cells.day(cell, what="opening date"),
    "closed_on": lambda cell, note: cells.day(cell, what="closing date"),
    "postcode": _postcode,
    "main_email": _email("main email address"),
    "alternative_email": _email("alternative email address"),
    "section_41": _section_41,
}
_CLEANERS |= {
    field: _code(field)
    for field in ("la_code", "establishment_number", "phase_code", "ukprn", "district_code")
}
_CLEANERS |= {field: _optional_text(field) for field in COLUMNS if field not in _CLEANERS}
