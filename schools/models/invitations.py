"""Invitations: a school's personal link, for answering in one cohort or for getting access."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from config.events.services import Actor

from .cohorts import Cohort
from .schools import School


class InvitationQuerySet(models.QuerySet):
    """Invitations, with what decides if their links still work."""

    def for_links(self):
        """
        With school and cohort, and with ``is_usable``.

        An invitation to answer is for the registration cohort, and one to the tutor is for the
        tutor of today at their address of today, unless they are barred. Access is for the
        school contact of today.
        """
        newer = Cohort.objects.open().filter(start_year__gt=OuterRef("cohort__start_year"))
        tutor, access = Invitation.Recipient.TUTOR, Invitation.Purpose.ACCESS
        tutors = School.objects.with_tutor().filter(
            pk=OuterRef("school"), tutor_email=OuterRef("sent_to"), standing__tutor__is_active=True
        )
        return self.select_related("school", "cohort").annotate(
            is_usable=ExpressionWrapper(
                ~Exists(newer)
                & (~Q(recipient=tutor) | Exists(tutors))
                & (~Q(purpose=access) | Q(sent_to=F("school__contact_email"))),
                output_field=models.BooleanField(),
            )
        )


class Invitation(models.Model):
    """
    Whom we have asked to answer for a school in a cohort: its tutor, or its contact.

    Or else the contact that we have sent a link to get access, which names the school's tutor
    and is for no cohort.

    Each email carries a link of its own, which holds this row's id and ``version`` and
    when it was made (see schools.links). Nothing secret is stored. Raising the version
    revokes every link sent so far.
    """

    class Purpose(models.TextChoices):
        ANSWER = "answer", "To answer for a cohort"
        ACCESS = "access", "To get access"

    class Recipient(models.TextChoices):
        TUTOR = "tutor", "Induction tutor"
        SCHOOL_CONTACT = "school_contact", "School contact"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.ANSWER)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
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
            models.UniqueConstraint(
                fields=["school"],
                condition=models.Q(purpose="access"),
                name="schools_invitation_access_once",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose="answer", cohort__isnull=False)
                | models.Q(purpose="access", cohort=None, recipient="school_contact"),
                name="schools_invitation_fits_its_purpose",
            ),
        ]

    def __str__(self):
        what = self.cohort or "access"
        return f"{self.school}, {what}, to the {self.get_recipient_display().lower()}"

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
