"""The lists of ECTs and mentors as rows of a spreadsheet. Nobody's date of birth is in them."""

from collections.abc import Iterator

from participants.terms import term_of

from .following import Following
from .lists import ECTRow, MentorRow

ECT_HEADING = [
    "First name",
    "Last name",
    "TRN",
    "Email address",
    "Year",
    "Start date",
    "Last day",
    "Status",
    "Mentor",
    "Appropriate body",
    "Training programme",
    "Lead provider",
    "Delivery partner",
]
MENTOR_HEADING = [
    "First name",
    "Last name",
    "TRN",
    "Email address",
    "Mentor since",
    "Last day",
    "Status",
    "ECTs",
    "Training",
    "Term",
    "Training programme",
    "Lead provider",
    "Delivery partner",
]


def ect_cells(rows: list[ECTRow]) -> Iterator[list[str]]:
    """A line for each ECT, under ``ECT_HEADING``."""
    for row in rows:
        body = row.following.appropriate_body
        yield [
            *_person(row.ect),
            str(row.ect.cohort),
            *_days(row.ect),
            row.status.label,
            _mentors(row),
            body.name if body else "",
            *_training(row.following),
        ]


def mentor_cells(rows: list[MentorRow]) -> Iterator[list[str]]:
    """A line for each mentor, under ``MENTOR_HEADING``."""
    for row in rows:
        starts_on = row.mentor.training_starts_on
        yield [
            *_person(row.mentor),
            *_days(row.mentor),
            row.status.label,
            str(row.ects),
            row.training,
            term_of(starts_on).label if starts_on else "",
            *_training(row.following),
        ]


def _person(place):
    return [place.first_name, place.last_name, place.teacher.trn, place.email]


def _days(place):
    """The first and the last day, as spreadsheets sort them."""
    return [day.isoformat() if day else "" for day in (place.started_on, place.last_day)]


def _mentors(row):
    names = ", ".join(one.mentor.full_name for one in row.mentorships)
    return names or ("Mentor needed" if row.needs_mentor else "")


def _training(following: Following):
    providers = (following.lead_provider, following.delivery_partner)
    programme = following.programme.label if following.programme else ""
    return [programme, *(one.name if one else "" for one in providers)]
