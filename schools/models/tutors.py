"""Induction tutors: who answers to DfE for a school's inductions, and from when."""

from django.conf import settings
from django.db import models

from config.records.periods import STANDING, Period, PeriodQuerySet

from .schools import School


class TutorAppointment(Period):
    """One person as a school's induction tutor. A school has one at a time."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="appointments")
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "induction tutor’s appointment"
        ordering = ["school", "-started_on"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["school"],
                condition=STANDING,
                name="schools_tutorappointment_one_standing",
                violation_error_message="The school has an induction tutor already",
            ),
        ]

    def __str__(self):
        return f"{self.tutor} at {self.school}"
