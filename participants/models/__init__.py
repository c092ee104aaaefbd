"""Teachers, the schools they are ECTs or mentors at, who mentors whom, and how they train."""

from .mentorships import Mentorship
from .places import ECTAtSchool, MentorAtSchool, may_come_back
from .teachers import Teacher
from .training import Training

__all__ = ["ECTAtSchool", "MentorAtSchool", "Mentorship", "Teacher", "Training", "may_come_back"]
