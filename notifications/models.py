"""The outbox: every email the service writes, and what became of it."""

import uuid

from django.db import models
from django.db.models import Q

from config.web import clock


class EmailQuerySet(models.QuerySet):
    """What the worker looks for."""

    def due(self):
        """Those to send now, the most urgent first."""
        return self.filter(state="queued", due_at__lte=clock.now()).order_by("priority", "due_at")

    def abandoned(self):
        """Those whose worker has not said what became of them, and had its time."""
        return self.filter(state="sending", leased_until__lte=clock.now())


class Email(models.Model):
    """
    One email to one address.

    The row is written in the transaction of the event it tells of; the worker sends it
    later. ``id`` is Notify's reference. The body is ready but for its links, which stand in
    it as ``((name))`` and are made when it is sent, so that the outbox holds no secret.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        DELIVERED = "delivered", "Delivered"
        FAILED = "failed", "Failed"
        EXPIRED = "expired", "Expired"

    class Priority(models.IntegerChoices):
        SIGN_IN = 0, "Sign in"
        EVENT = 1, "Event"
        CAMPAIGN = 9, "Campaign"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=50, db_index=True)
    to = models.EmailField(db_index=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    about_type = models.CharField(max_length=50, blank=True)
    about_id = models.CharField(max_length=50, blank=True)
    school_urn = models.PositiveIntegerField("school’s URN", null=True, blank=True, db_index=True)
    dedupe_key = models.CharField(max_length=200, unique=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.EVENT)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease_id = models.UUIDField(null=True, blank=True)
    is_ambiguous = models.BooleanField(
        "may have been sent",
        default=False,
        help_text="Notify’s answer was lost, so we ask it before we send again.",
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    notify_id = models.UUIDField(null=True, blank=True)
    receipt_status = models.CharField(max_length=50, blank=True)
    last_error = models.TextField(blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "priority", "due_at"], name="notifications_email_due"),
            models.Index(fields=["about_type", "about_id"]),
            models.Index(fields=["-created_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["queued", "sending", "sent", "delivered", "failed", "expired"]
                ),
                name="notifications_email_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", leased_until__isnull=False, lease_id__isnull=False)
                | ~Q(state="sending") & Q(leased_until=None, lease_id=None),
                name="notifications_email_leased_while_sending",
            ),
        ]

    def __str__(self):
        return f"{self.subject} to {self.to}"


class Pace(models.Model):
    """
    How fast all workers together may send: the one row that they share.

    A bucket of tokens that fills steadily, kept as the moment at which it is full again.
    """

    full_at = models.DateTimeField(default=clock.now)
    paused_until = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "pace"

    def __str__(self):
        return f"Paused until {self.paused_until:%H:%M:%S}"
