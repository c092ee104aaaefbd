"""What the emails to ECTs and mentors have in common."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from notifications import outbox
from notifications.kinds import EmailKind
from notifications.models import Email
from participants.models import ECTAtSchool, MentorAtSchool

_PAGES = {"privacy": "home:privacy", "help": "support:start"}
#: The names of the links that ``pages`` makes.
LINKS = tuple(_PAGES)


def pages(email: Email) -> dict[str, str]:
    """How we use what we know of them, and where anyone asks us. Neither lets anybody in."""
    return {name: settings.SERVICE_URL + reverse(page) for name, page in _PAGES.items()}


def write(
    kind: EmailKind,
    place: ECTAtSchool | MentorAtSchool,
    *,
    context: dict[str, Any],
    dedupe_key: str,
) -> None:
    """To someone at the address that they have at a school, for their history there."""
    teacher, school = place.teacher, place.school
    outbox.write(
        kind,
        to=place.email,
        about=teacher,
        school_urn=school.urn,
        context={"name": teacher.first_name, "school": school.name, **context},
        dedupe_key=dedupe_key,
    )
