"""Schools, the years they answer for, their answers and who gives them."""

from .closed import ClosedSchool
from .cohorts import Cohort, Programme, SchoolCohort
from .invitations import Invitation
from .schools import School, SchoolLink
from .tutors import TutorAppointment

__all__ = [
    "ClosedSchool",
    "Cohort",
    "Invitation",
    "Programme",
    "School",
    "SchoolCohort",
    "SchoolLink",
    "TutorAppointment",
]
