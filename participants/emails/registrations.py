"""The emails to someone who is registered, or whose registration is taken back."""

from participants.models import ECTAtSchool, MentorAtSchool
from schools.models import SchoolCohort


def ect_registered(ect: ECTAtSchool, *, school_cohort: SchoolCohort) -> None:
    """To the ECT: who registered them, and what happens next under the school's programme."""


def mentor_registered(mentor: MentorAtSchool) -> None:
    """To the mentor: who registered them, and how they are trained."""


def registration_removed(place: ECTAtSchool | MentorAtSchool) -> None:
    """To someone whose registration was a mistake."""
