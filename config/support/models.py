"""Help requests: what someone asked DfE, and what came of it."""

from django.db import models
from django.db.models import Q


class SupportRequest(models.Model):
    """
    One person's question to DfE, open until closed.

    School, cohort, person and draft are kept as plain values: a request stands whatever
    becomes of them. ``about`` holds what the person saw of them when they asked.
    """

    reference = models.CharField(max_length=20, unique=True)
    topic = models.CharField("what it is about", max_length=200)
    message = models.TextField()
    name = models.CharField(max_length=200)
    email = models.EmailField()
    school_urn = models.PositiveIntegerField("school’s URN", null=True, blank=True, db_index=True)
    cohort_year = models.PositiveSmallIntegerField(null=True, blank=True)
    trn = models.CharField("TRN", max_length=7, blank=True)
    draft_id = models.UUIDField(null=True, blank=True)
    about = models.CharField("person, school and year, in words", max_length=600, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "help request"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="")
                | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="support_supportrequest_closed_by_someone",
            )
        ]

    def __str__(self):
        return f"{self.reference}: {self.topic}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.closed_at is None
