"""Appropriate bodies: who checks an ECT's induction, and who may choose which."""

from django.db import models
from django.db.models import F, Q


class AppropriateBodyQuerySet(models.QuerySet):
    """Which bodies there are to choose from."""

    def offered(self, *, to, cohort_year):
        """
        Those that a school may choose for a cohort.

        ``to`` holds the groups the school is in, values of ``AppropriateBody.ChosenBy``.
        """
        return self.filter(
            Q(last_cohort=None) | Q(last_cohort__gte=cohort_year),
            first_cohort__lte=cohort_year,
            chosen_by__in=to,
        )


class AppropriateBody(models.Model):
    """An organisation that checks ECTs' inductions, in the cohorts it does so."""

    class Type(models.TextChoices):
        TEACHING_SCHOOL_HUB = "teaching_school_hub", "Teaching school hub"
        NATIONAL = "national", "National organisation"
        LOCAL_AUTHORITY = "local_authority", "Local authority"

    class ChosenBy(models.TextChoices):
        ALL = "all", "All schools"
        INDEPENDENT = "independent", "Independent schools"
        OVERSEAS = "overseas", "British schools overseas"

    name = models.CharField(
        max_length=200,
        unique=True,
        error_messages={"unique": "An appropriate body with this name exists already"},
    )
    type = models.CharField(max_length=30, choices=Type)
    first_cohort = models.PositiveSmallIntegerField(help_text="The year it starts, like 2021")
    last_cohort = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Leave empty while it goes on"
    )
    chosen_by = models.CharField(max_length=20, choices=ChosenBy, default=ChosenBy.ALL)

    objects = AppropriateBodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "appropriate bodies"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_cohort=None) | Q(last_cohort__gte=F("first_cohort")),
                name="appropriate_bodies_appropriatebody_cohorts_in_order",
                violation_error_message="The last cohort must not be before the first",
            ),
            models.CheckConstraint(
                condition=Q(type__in=["teaching_school_hub", "national", "local_authority"]),
                name="appropriate_bodies_appropriatebody_type_known",
            ),
            models.CheckConstraint(
                condition=Q(chosen_by__in=["all", "independent", "overseas"]),
                name="appropriate_bodies_appropriatebody_chosen_by_known",
            ),
        ]

    def __str__(self):
        return self.name
