"""What a school may change of its ECTs and mentors. All else is for DfE staff."""

from enum import StrEnum

from config.web import clock

from . import statuses
from .models import ECTAtSchool, MentorAtSchool
from .statuses import ECTStatus


class Change(StrEnum):
    """One thing to change. ``MENTOR`` is who mentors an ECT, or whom a mentor mentors."""

    NAME = "name"
    EMAIL = "email"
    MENTOR = "mentor"
    APPROPRIATE_BODY = "appropriate body"
    START_DATE = "start date"


def changes_of_ect(ect: ECTAtSchool) -> set[Change]:
    """
    What the school may change of an ECT today. Nothing once they have left or completed.

    The name of someone who is joining is still the other school's.
    """
    status = statuses.of_ect(ect)
    if not ect.school.may_register or status.is_past:
        return set()
    changes = set(Change)
    if status == ECTStatus.JOINING:
        changes.remove(Change.NAME)
    if ect.started_on <= clock.today():
        changes.remove(Change.START_DATE)
    return changes


def changes_of_mentor(mentor: MentorAtSchool) -> set[Change]:
    """What the school may change of a mentor today: nothing once they have left."""
    if not mentor.school.may_register or mentor.is_over():
        return set()
    changes = {Change.NAME, Change.EMAIL, Change.MENTOR}
    if mentor.started_on > clock.today() and mentor.came_from_elsewhere:
        changes.remove(Change.NAME)
    return changes
