"""A tutor assigns a mentor to Zoë Smith."""

from tests.factories import MentorFactory

from .changing import PersonWalk, someone
from .days import in_days


def an_ect(*, starts_in=-60, **details):
    """Zoë Smith, at a school with a tutor."""
    return someone(
        "ect",
        started_on=in_days(starts_in),
        teacher__first_name="Zoë",
        teacher__last_name="Smith",
        **details,
    )


def a_mentor(ect, name="Grace", *, starts_in=-60, **details):
    """Someone who mentors at the ECT’s school."""
    names = {"teacher__first_name": name, "teacher__last_name": "Hopper"}
    if "teacher" in details:
        names = {}
    return MentorFactory(school=ect.school, started_on=in_days(starts_in), **names, **details)


def walk_of(client, ect):
    """The tutor’s way through the pages."""
    return PersonWalk(client, "assign-mentor", ect)
