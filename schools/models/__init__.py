"""Schools, the years they answer for, their answers and who gives them."""

from .cohorts import Cohort, Programme, SchoolCohort
from .invitations import Invitation
from .schools import School, SchoolLink
from .tutors import TutorAppointment

__all__ = [
    "Cohort",
    "Invitation",
    "Programme",
    "School",
    "SchoolCohort",
    "SchoolLink",
    "TutorAppointment",
]
