"""Events: who did what to what, when, and why."""

from django.db import models

from config.web import clock


class EventQuerySet(models.QuerySet):
    """The past can be read and added to, not changed."""

    def update(self, **kwargs):
        raise TypeError("An event is not changed")

    def delete(self):
        raise TypeError("An event is not deleted")


class Event(models.Model):
    """
    One thing that happened.

    Who and what are plain values, with no foreign keys, so that the record of the past
    never hinders the present. ``by_key`` is "user:7", "staff:2", "invitation:3" or
    "command:open_cohort"; ``about_type`` and ``about_id`` name a record, as
    ("school cohort", "12").
    """

    at = models.DateTimeField(default=clock.now, db_index=True)
    kind = models.CharField("what happened", max_length=100, db_index=True)
    by_key = models.CharField("by (key)", max_length=100)
    by_words = models.CharField("by", max_length=200)
    about_type = models.CharField(max_length=50)
    about_id = models.CharField(max_length=50)
    school_urn = models.PositiveIntegerField("school’s URN", null=True, blank=True, db_index=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    reference = models.CharField(max_length=20, blank=True, db_index=True)
    request_id = models.CharField(max_length=32, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["about_type", "about_id"])]

    def __str__(self):
        return f"{self.kind} by {self.by_words}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An event is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An event is not deleted")
