"""Drafts: the answers a person has given so far in a journey."""

import uuid

from django.db import models


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by how far they have got."""

    def finished(self):
        """Those whose journey is completed."""
        return self.filter(completed_at__isnull=False)

    def unfinished(self):
        """Those that can be gone on with."""
        return self.filter(completed_at=None)


class Draft(models.Model):
    """
    One walk through one journey.

    The first valid answer makes it. It belongs to whoever holds ``owner_key`` ("user:7",
    "invitation:3", "visitor:…"), names the school and the person as plain values, and
    keeps the answers as they were typed. Completing the journey empties the answers, since
    they hold personal data, and notes where the confirmation page is.

    ``resume_url`` is where it is gone on with: the last page, which leads to wherever the
    walk has got to. It is empty where the address is a personal link. Where another journey
    has called this one, ``return_url`` and ``return_words`` lead back to it; they hold
    nothing personal, and stay for the confirmation page.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_key = models.CharField(max_length=100, db_index=True)
    journey = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True)
    school_urn = models.PositiveIntegerField("school’s URN", null=True, blank=True, db_index=True)
    answers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    result_url = models.CharField(max_length=500, blank=True)
    # as long as addresses get: some hold, signed, what they are about
    resume_url = models.TextField(blank=True)
    return_url = models.TextField(blank=True)
    return_words = models.CharField(max_length=100, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(completed_at=None, result_url="")
                | models.Q(completed_at__isnull=False, answers={}) & ~models.Q(result_url=""),
                name="web_draft_empty_once_complete",
            )
        ]

    def __str__(self):
        return f"{self.journey} {self.reference}"

    @property
    def reference(self) -> str:
        """What a person quotes when they write to us: short, and easy to read out."""
        return f"{self.pk.hex[:4]}-{self.pk.hex[4:8]}".upper()
