"""The email to a mentor who is assigned to ECTs."""

from datetime import date
from typing import Any

from notifications.kinds import EmailKind, register
from participants.models import Mentorship

from . import people


def _sample() -> dict[str, Any]:
    return {
        "name": "Grace",
        "school": "Ashford School",
        "ects": [{"name": "Zoë Smith", "first_day": date(2026, 9, 1)}],
    }


MENTOR_ASSIGNED = register(
    EmailKind(
        name="mentor-assigned",
        template="emails/participants/mentor_assigned.md",
        sample=_sample,
        links=people.pages,
        sample_links=people.LINKS,
    )
)


def mentor_assigned(*mentorships: Mentorship) -> None:
    """To the mentor, once for all that are agreed together: whom they mentor, and from when."""
    first = mentorships[0]
    people.write(
        MENTOR_ASSIGNED,
        first.mentor,
        context={
            "ects": [
                {"name": one.ect.full_name, "first_day": one.started_on} for one in mentorships
            ]
        },
        dedupe_key=f"mentor-assigned/{first.pk}",
    )
