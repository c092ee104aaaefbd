"""What follows when staff correct a person's record."""

from config.events.services import Actor
from participants.models import ECTAtSchool, MentorAtSchool, Teacher

from .periods import fit_ect, fit_mentor


def follow_up(teacher: Teacher, *, changed: set[str], by: Actor) -> None:
    """Tell whoever has to hear of a correction to who someone is, or what they completed."""


def keep_together(place: ECTAtSchool | MentorAtSchool, *, changed: set[str]) -> None:
    """Take along what lies inside a place at a school whose days or cohort were corrected."""
    if "cohort" in changed:
        place.training.update(cohort=place.cohort)
    if isinstance(place, ECTAtSchool):
        fit_ect(place)
    else:
        fit_mentor(place)
