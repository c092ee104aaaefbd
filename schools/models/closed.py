"""Schools that have closed, as a kind of record of its own for the pages of staff."""

from django.db import models

from .schools import CLOSED_STATUS, School, SchoolQuerySet


class ClosedSchoolManager(models.Manager.from_queryset(SchoolQuerySet)):  # type: ignore[misc]
    """Closed schools and no others."""

    def get_queryset(self):
        return super().get_queryset().filter(status_code=CLOSED_STATUS)


class ClosedSchool(School):
    """
    A school that has closed.

    What it still has goes to the school that took its place, or waits for staff (config.home).
    """

    objects = ClosedSchoolManager()  # type: ignore[misc]

    class Meta:
        proxy = True
        base_manager_name = "objects"
        verbose_name = "closed school with records to hand over"
        verbose_name_plural = "closed schools with records to hand over"
