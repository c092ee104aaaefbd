"""
Periods: what was true from one day until another.

A period runs from ``started_on``, its first day, until ``finished_on``, the first day that
is no longer in it; an open one has no ``finished_on``. History is not overwritten: a
period that would end on or before its start is void. It keeps its values and gets
``removed_at``, and from then on nobody sees it but staff.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from config.web import clock

#: For the conditions of constraints: the period is open and was not removed.
STANDING = Q(finished_on=None, removed_at=None)


class PeriodQuerySet(models.QuerySet):
    """Queries that every kind of period answers."""

    def not_removed(self):
        """All that pages may see."""
        return self.filter(removed_at=None)

    def standing(self):
        """Those with no end in sight."""
        return self.filter(STANDING)


class Period(models.Model):
    """The days of a period and how it ends."""

    started_on = models.DateField("first day")
    finished_on = models.DateField("first day no longer in it", null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(finished_on__gt=F("started_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message="It must end after its first day",
            )
        ]

    @property
    def is_standing(self) -> bool:
        """Whether it is open and was not removed."""
        return self.finished_on is None and self.removed_at is None

    def end(self, on: date) -> None:
        """
        Make ``on`` the first day no longer in the period, or the period void, and save it.

        It is void if it would end on or before its start.
        """
        if on <= self.started_on:
            self.removed_at = clock.now()
        else:
            self.finished_on = on
        self.save()
