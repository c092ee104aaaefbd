"""The emails to someone whose name or email address a school has changed."""

import uuid
from collections.abc import Sequence
from typing import Any

from notifications import outbox
from notifications.kinds import EmailKind, register
from participants.models import ECTAtSchool, MentorAtSchool
from schools.models import School

from . import people


def _sample_name() -> dict[str, Any]:
    return {
        "name": "Zoë",
        "school": "Ashford School",
        "before": "Zoë Smith",
        "after": "Zoë Okafor",
        "is_told_by_school": True,
        "is_corrected": False,
    }


def _sample_email() -> dict[str, Any]:
    return {"name": "Zoë", "school": "Ashford School", "address": "zoe@school.example"}


NAME_CHANGED = register(
    EmailKind(
        name="name-changed",
        template="emails/participants/name_changed.md",
        sample=_sample_name,
        links=people.pages,
        sample_links=people.LINKS,
    )
)
EMAIL_CHANGED = register(
    EmailKind(
        name="email-at-school-changed",
        template="emails/participants/email_changed.md",
        sample=_sample_email,
        links=people.pages,
        sample_links=people.LINKS,
    )
)


def name_changed(
    places: Sequence[ECTAtSchool | MentorAtSchool], *, before: str, told_by: School | None
) -> None:
    """
    To each address that someone has: what they are called now. It names its own school only.

    ``told_by`` is the school that told us, or None where staff have corrected the name.
    """
    change = uuid.uuid4()
    for place in sorted(places, key=lambda place: place.school != told_by):
        people.write(
            NAME_CHANGED,
            place,
            context={
                "before": before,
                "after": place.full_name,
                "is_told_by_school": place.school == told_by,
                "is_corrected": told_by is None,
            },
            # where they have one address at two schools, they need one email
            dedupe_key=f"name-changed/{change}/{place.email}",
        )


def email_changed(place: ECTAtSchool | MentorAtSchool, *, before: str) -> None:
    """To the old address and to the new one: which one counts from now on."""
    change, teacher, school = uuid.uuid4(), place.teacher, place.school
    for address in (before, place.email):
        outbox.write(
            EMAIL_CHANGED,
            to=address,
            about=teacher,
            school_urn=school.urn,
            context={
                "name": teacher.first_name,
                "school": school.name,
                "address": place.email,
            },
            dedupe_key=f"email-at-school-changed/{change}/{address}",
        )
