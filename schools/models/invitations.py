"""Invitations: a school's personal link for answering in one cohort."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from config.events.services import Actor

from .cohorts import Cohort
from .schools import School


class InvitationQuerySet(models.QuerySet):
    """Invitations, with what decides if their links still work."""

    def for_links(self):
        """
        With school and cohort, and with ``is_usable``.

        An invitation is for the registration cohort, and one to the tutor is for the tutor of
        today at their address of today.
        """
        newer = Cohort.objects.open().filter(start_year__gt=OuterRef("cohort__start_year"))
        tutor = Invitation.Recipient.TUTOR
        tutors = School.objects.with_tutor().filter(
            pk=OuterRef("school"), tutor_email=OuterRef("sent_to")
        )
        return self.select_related("school", "cohort").annotate(
            is_usable=ExpressionWrapper(
                ~Exists(newer) & (~Q(recipient=tutor) | Exists(tutors)),
                output_field=models.BooleanField(),
            )
        )


class Invitation(models.Model):
    """
    Whom we have asked to answer for a school in a cohort: its tutor, or its contact.

    Each email carries a link of its own, which holds this row's id and ``version`` and
    when it was made (see schools.links). Nothing secret is stored. Raising the version
    revokes every link sent so far.
    """

    class Recipient(models.TextChoices):
        TUTOR = "tutor", "Induction tutor"
        SCHOOL_CONTACT = "school_contact", "School contact"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="invitations")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="invitations")
    recipient = models.CharField(max_length=20, choices=Recipient)
    sent_to = models.EmailField("last sent to")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "cohort", "recipient"], name="schools_invitation_once"
            ),
            models.CheckConstraint(
                condition=models.Q(recipient__in=["tutor", "school_contact"]),
                name="schools_invitation_recipient_known",
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.cohort}, to the {self.get_recipient_display().lower()}"

    @property
    def owner_key(self) -> str:
        """Whose drafts are those of this invitation's holder."""
        return f"invitation:{self.pk}"

    @property
    def is_to_tutor(self) -> bool:
        """Whether it went to the school’s induction tutor, so that its reader is the tutor."""
        return self.recipient == self.Recipient.TUTOR

    @property
    def actor(self) -> Actor:
        """Who answers through it, for the record."""
        return Actor(
            self.owner_key,
            f"{self.get_recipient_display()} of {self.school.name} ({self.sent_to})",
        )
