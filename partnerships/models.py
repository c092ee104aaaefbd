"""Providers, who works with whom in a cohort, and which provider trains a school's people."""

from django.db import models
from django.db.models import Q

from config.records.constraints import CompositeForeignKey
from config.records.periods import STANDING, Period, PeriodQuerySet
from schools.models import Cohort, School, SchoolCohort


class LeadProvider(models.Model):
    """A national organisation that DfE funds to train ECTs and mentors."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class LeadProviderContact(models.Model):
    """An address at which a lead provider hears from us."""

    lead_provider = models.ForeignKey(
        LeadProvider, on_delete=models.CASCADE, related_name="contacts"
    )
    email = models.EmailField()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead_provider", "email"],
                name="partnerships_leadprovidercontact_once",
                violation_error_message="This lead provider has this address already",
            )
        ]

    def __str__(self):
        return self.email


class DeliveryPartner(models.Model):
    """An organisation that delivers a lead provider's training near the school."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ProviderPairing(models.Model):
    """A lead provider and a delivery partner that work together in a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="pairings")
    lead_provider = models.ForeignKey(
        LeadProvider, on_delete=models.PROTECT, related_name="pairings"
    )
    delivery_partner = models.ForeignKey(
        DeliveryPartner, on_delete=models.PROTECT, related_name="pairings"
    )

    class Meta:
        ordering = ["-cohort__start_year", "lead_provider__name", "delivery_partner__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "lead_provider", "delivery_partner"],
                name="partnerships_providerpairing_once",
                violation_error_message="These two work together in this cohort already",
            )
        ]

    def __str__(self):
        return f"{self.lead_provider} with {self.delivery_partner}, {self.cohort}"


class PartnershipQuerySet(PeriodQuerySet):
    """Partnerships, with the providers their pages name."""

    def with_providers(self):
        """So that naming them costs no further query."""
        return self.select_related("lead_provider", "delivery_partner")


class Partnership(Period):
    """
    A school and the providers who train its people in a cohort.

    A school proposes one, and the lead provider's list confirms it; or the lead provider
    reports it (``reported_at``), and then ``answer_before`` remembers what the school had
    said, in case the report is wrong. It has ended once it has a last day, or was removed.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed by the school"
        CONFIRMED = "confirmed", "Confirmed by the lead provider"

    class Ending(models.TextChoices):
        REPLACED = "replaced", "Replaced by another partnership"
        OTHER_PROGRAMME = "other_programme", "The school chose another programme"
        HANDED_OVER = "handed_over", "The school closed, and another took its place"
        OTHER_PROVIDER = "other_provider", "We are using another provider"
        NOT_AGREED = "not_agreed", "We have not agreed this yet"
        NOT_KNOWN = "not_known", "We do not know this provider"
        NO_ECTS = "no_ects", "We do not expect any ECTs or mentors"
        MISTAKE = "mistake", "It is a mistake"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="partnerships")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="partnerships")
    lead_provider = models.ForeignKey(
        LeadProvider, on_delete=models.PROTECT, related_name="partnerships"
    )
    delivery_partner = models.ForeignKey(
        DeliveryPartner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        help_text="Leave empty if it is not known yet",
    )
    status = models.CharField(max_length=20, choices=Status)
    ending = models.CharField("why it ended", max_length=20, choices=Ending, blank=True)
    reported_at = models.DateTimeField(
        "reported by the lead provider at", null=True, blank=True, editable=False
    )
    answer_before = models.CharField(
        "the school’s answer before it was reported",
        max_length=10,
        choices=SchoolCohort.Expects,
        blank=True,
        editable=False,
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["school", "-cohort__start_year", "-started_on", "-id"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "cohort"],
                condition=STANDING,
                name="partnerships_partnership_one_standing",
                violation_error_message="The school has a partnership in this cohort already",
            ),
            CompositeForeignKey(
                fields=["cohort", "lead_provider", "delivery_partner"],
                to_table="partnerships_providerpairing",
                to_columns=["cohort_id", "lead_provider_id", "delivery_partner_id"],
                name="partnerships_partnership_pairing_offered",
                violation_error_message="These two do not work together in this cohort",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "confirmed"]),
                name="partnerships_partnership_status_known",
            ),
            models.CheckConstraint(
                condition=(STANDING & Q(ending="")) | (~STANDING & ~Q(ending="")),
                name="partnerships_partnership_ended_for_a_reason",
                violation_error_message="Say why it ended",
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.cohort}: {self.providers}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the lead provider has confirmed it, rather than the school proposed it."""
        return self.status == self.Status.CONFIRMED

    @property
    def providers(self) -> str:
        """Its lead provider and, when known, its delivery partner, in words."""
        if self.delivery_partner is None:
            return self.lead_provider.name
        return f"{self.lead_provider.name} with {self.delivery_partner.name}"

    def has_providers(
        self, lead_provider: LeadProvider, delivery_partner: DeliveryPartner | None
    ) -> bool:
        """Whether it is with exactly these. A delivery partner that is not known is None."""
        return (self.lead_provider, self.delivery_partner) == (lead_provider, delivery_partner)
