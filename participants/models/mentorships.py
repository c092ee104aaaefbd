"""Mentorships: who mentors an ECT at a school, and from when."""

from datetime import date

from django.db import models
from django.db.models import Q

from config.records.constraints import CompositeForeignKey, NoOverlap
from config.records.periods import STANDING, PeriodQuerySet
from config.web import clock
from schools.models import School

from .periods import Bounded
from .places import ECTAtSchool, MentorAtSchool


class MentorshipQuerySet(PeriodQuerySet):
    """Mentorships, as pages want them."""

    def going_on(self):
        """Those that have not ended by today, begun or not."""
        later = Q(finished_on=None) | Q(finished_on__gt=clock.today())
        return self.not_removed().filter(later)


class Mentorship(Bounded):
    """
    One mentor for one ECT, at the school where both are.

    An ECT has one mentor at a time, who is changed and not taken away. A mentorship lies inside
    both places, which no constraint can say: ``services.mentorships`` sees to it, and
    ``check_records`` checks it.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="mentorships")
    ect = models.ForeignKey(ECTAtSchool, on_delete=models.PROTECT, related_name="mentorships")
    mentor = models.ForeignKey(MentorAtSchool, on_delete=models.PROTECT, related_name="mentorships")

    objects = MentorshipQuerySet.as_manager()

    class Meta(Bounded.Meta):
        ordering = ["ect", "-started_on"]
        constraints = [
            *Bounded.Meta.constraints,
            CompositeForeignKey(
                fields=["ect", "school"],
                to_table="participants_ectatschool",
                to_columns=["id", "school_id"],
                name="participants_mentorship_at_the_ects_school",
                violation_error_message="The ECT is not at this school",
            ),
            CompositeForeignKey(
                fields=["mentor", "school"],
                to_table="participants_mentoratschool",
                to_columns=["id", "school_id"],
                name="participants_mentorship_at_the_mentors_school",
                violation_error_message="The mentor is not at this school",
            ),
            NoOverlap(
                fields=["ect"],
                name="participants_mentorship_one_mentor_at_a_time",
                violation_error_message="The ECT has a mentor in these days already",
            ),
            models.UniqueConstraint(
                fields=["ect"],
                condition=STANDING,
                name="participants_mentorship_one_standing",
                violation_error_message="The ECT has a mentor already",
            ),
        ]

    @property
    def cannot_be_from(self) -> date | None:
        """The first day on which one of the two is not here, or the induction over, if any."""
        days = (self.ect.limit, self.ect.teacher.induction_over_on, self.mentor.limit)
        return min((day for day in days if day), default=None)

    def __str__(self):
        return f"{self.mentor.teacher.full_name} mentors {self.ect.teacher.full_name}"
