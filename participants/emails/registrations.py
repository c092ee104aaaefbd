"""The emails to someone who is registered, or whose registration is taken back."""

from datetime import date
from typing import Any

from config.web import formats
from notifications.kinds import EmailKind, register
from participants.models import ECTAtSchool, MentorAtSchool
from participants.queries import training_of
from participants.terms import term_starting
from schools.models import Programme

from . import people


def _sample() -> dict[str, Any]:
    return {
        "name": "Zoë",
        "school": "Ashford School",
        "first_day": date(2026, 9, 1),
        "year": formats.academic_year(2026),
        "term": "autumn term 2026",
        "programme": Programme.PROVIDER_LED.value,
        "lead_provider": "Northern Lights Training",
        "delivery_partner": "Ashford Teaching School Hub",
        "appropriate_body": "Kent Teaching School Hub",
        "is_completed": False,
        "is_ect": True,
    }


ECT_REGISTERED = register(
    EmailKind(
        name="ect-registered",
        template="emails/participants/ect_registered.md",
        sample=_sample,
        links=people.pages,
        sample_links=people.LINKS,
    )
)
MENTOR_REGISTERED = register(
    EmailKind(
        name="mentor-registered",
        template="emails/participants/mentor_registered.md",
        sample=_sample,
        links=people.pages,
        sample_links=people.LINKS,
    )
)
REGISTRATION_REMOVED = register(
    EmailKind(
        name="registration-removed",
        template="emails/participants/registration_removed.md",
        sample=_sample,
        links=people.pages,
        sample_links=people.LINKS,
    )
)


def ect_registered(ect: ECTAtSchool) -> None:
    """To the ECT: who registered them, and what happens next under the school's programme."""
    training = training_of(ect)
    people.write(
        ECT_REGISTERED,
        ect,
        context={
            "first_day": ect.started_on,
            "programme": training.programme,
            "lead_provider": training.lead_provider,
            "delivery_partner": training.delivery_partner,
            "appropriate_body": training.appropriate_body,
        },
        # who is registered again has another place
        dedupe_key=f"ect-registered/{ect.pk}",
    )


def mentor_registered(mentor: MentorAtSchool) -> None:
    """To the mentor: who registered them, and how they are trained."""
    training = training_of(mentor)
    starts_on = mentor.training_starts_on
    people.write(
        MENTOR_REGISTERED,
        mentor,
        context={
            "is_completed": mentor.teacher.mentor_training_is_completed,
            "term": term_starting(starts_on).in_sentence if starts_on else "",
            "year": str(mentor.cohort) if mentor.cohort else "",
            "programme": training.programme,
            "lead_provider": training.lead_provider,
            "delivery_partner": training.delivery_partner,
        },
        dedupe_key=f"mentor-registered/{mentor.pk}",
    )


def registration_removed(place: ECTAtSchool | MentorAtSchool) -> None:
    """To someone whose registration was a mistake."""
    is_ect = isinstance(place, ECTAtSchool)
    removed_at = place.removed_at.isoformat() if place.removed_at else ""
    people.write(
        REGISTRATION_REMOVED,
        place,
        context={"is_ect": is_ect},
        # one that staff bring back may be removed again
        dedupe_key=f"registration-removed/{'ect' if is_ect else 'mentor'}/{place.pk}/{removed_at}",
    )
