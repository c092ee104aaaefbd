"""Training, as far as a person's differs from their school's."""

from django.db import models
from django.db.models import Q

from config.records.constraints import CompositeForeignKey, NoOverlap
from config.records.periods import STANDING, PeriodQuerySet
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort

from .periods import Bounded
from .places import ECTAtSchool, MentorAtSchool


class TrainingQuerySet(PeriodQuerySet):
    """What differs, on a day."""

    def on(self, day):
        """What holds on a day."""
        return self.not_removed().filter(
            Q(finished_on=None) | Q(finished_on__gt=day), started_on__lte=day
        )

    def with_providers(self):
        """So that naming them costs no further query."""
        return self.select_related("lead_provider", "delivery_partner")


class Training(Bounded):
    """
    What of a person's training is not their school's, for some days of their place there.

    Providers of their own, kept at a move or put in by staff; or that they have paused or
    stopped training with the provider. Someone without such a period trains as their school
    does, with the providers of its partnership for their cohort.
    """

    class State(models.TextChoices):
        TRAINING = "training", "Training"
        PAUSED = "paused", "Paused"
        STOPPED = "stopped", "Stopped"

    ect = models.ForeignKey(
        ECTAtSchool, on_delete=models.PROTECT, null=True, blank=True, related_name="training"
    )
    mentor = models.ForeignKey(
        MentorAtSchool, on_delete=models.PROTECT, null=True, blank=True, related_name="training"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    lead_provider = models.ForeignKey(
        LeadProvider,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave empty where it is the school’s",
    )
    delivery_partner = models.ForeignKey(
        DeliveryPartner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave empty where it is the school’s, or not known",
    )
    state = models.CharField(max_length=10, choices=State, default=State.TRAINING)

    objects = TrainingQuerySet.as_manager()

    class Meta(Bounded.Meta):
        verbose_name = "training of a person’s own"
        verbose_name_plural = "training of people’s own"
        ordering = ["-started_on"]
        constraints = [
            *Bounded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ect=None, mentor__isnull=False) | Q(ect__isnull=False, mentor=None),
                name="participants_training_of_one_person",
                violation_error_message="Choose an ECT or a mentor",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["training", "paused", "stopped"]),
                name="participants_training_state_known",
            ),
            models.CheckConstraint(
                condition=Q(lead_provider__isnull=False)
                | Q(state__in=["paused", "stopped"], delivery_partner=None),
                name="participants_training_differs_from_the_schools",
                violation_error_message="Choose a lead provider, or that training is paused",
            ),
            CompositeForeignKey(
                fields=["cohort", "lead_provider", "delivery_partner"],
                to_table="partnerships_providerpairing",
                to_columns=["cohort_id", "lead_provider_id", "delivery_partner_id"],
                name="participants_training_pairing_offered",
                violation_error_message="These two do not work together in this cohort",
            ),
            CompositeForeignKey(
                fields=["ect", "cohort"],
                to_table="participants_ectatschool",
                to_columns=["id", "cohort_id"],
                name="participants_training_in_the_ects_cohort",
                violation_error_message="This is not the ECT’s cohort",
            ),
            CompositeForeignKey(
                fields=["mentor", "cohort"],
                to_table="participants_mentoratschool",
                to_columns=["id", "cohort_id"],
                name="participants_training_in_the_mentors_cohort",
                violation_error_message="This is not the cohort of the mentor’s training",
            ),
            NoOverlap(
                fields=["ect"],
                name="participants_training_of_an_ect_once",
                violation_error_message="The ECT has training of their own in these days",
            ),
            NoOverlap(
                fields=["mentor"],
                name="participants_training_of_a_mentor_once",
                violation_error_message="The mentor has training of their own in these days",
            ),
            models.UniqueConstraint(
                fields=["ect"],
                condition=STANDING & Q(ect__isnull=False),
                name="participants_training_of_an_ect_one_standing",
            ),
            models.UniqueConstraint(
                fields=["mentor"],
                condition=STANDING & Q(mentor__isnull=False),
                name="participants_training_of_a_mentor_one_standing",
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()}: {self.ect or self.mentor}"
