"""Schools, cohorts, answers, induction tutors and invitations in the admin."""

from . import cohorts, schools, tutors

__all__ = ["cohorts", "schools", "tutors"]
