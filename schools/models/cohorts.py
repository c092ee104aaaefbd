"""Cohorts, and what each school answers for one."""

from datetime import date

from django.db import models
from django.db.models import Q

from appropriate_bodies.models import AppropriateBody
from config.web import clock, formats

from .schools import School


class CohortQuerySet(models.QuerySet):
    """Which cohorts are open."""

    def open(self):
        """Those whose registration has opened, the newest first."""
        return self.filter(registration_opens_on__lte=clock.today()).order_by("-start_year")

    def registration_cohort(self):
        """The newest open cohort, or None: the one that invitations are for."""
        return self.open().first()


class Cohort(models.Model):
    """An academic year in which people start training, named by its first year."""

    start_year = models.PositiveSmallIntegerField(unique=True, help_text="2026 for 2026 to 2027")
    registration_opens_on = models.DateField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-start_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__gte=2020, start_year__lte=2099),
                name="schools_cohort_start_year_possible",
                violation_error_message="Enter a start year from 2020 to 2099",
            )
        ]

    def __str__(self):
        return formats.academic_year(self.start_year)

    @property
    def is_open(self) -> bool:
        """Whether schools may answer and register for it."""
        opens_on = self.registration_opens_on
        return opens_on is not None and opens_on <= clock.today()

    @property
    def first_start_on(self) -> date:
        """The first day on which a start belongs to it: 1 June, three months ahead of term."""
        return date(self.start_year, 6, 1)


class Programme(models.TextChoices):
    """Training programmes, in the order in which pages offer them."""

    PROVIDER_LED = "provider_led", "Use a training provider, funded by DfE"
    SCHOOL_FUNDED_PROVIDER = (
        "school_funded_provider",
        "Use a training provider, funded by your school",
    )
    CORE_MATERIALS = (
        "core_materials",
        "Deliver your own programme using DfE-accredited materials",
    )
    OWN_DESIGN = (
        "own_design",
        "Design and deliver your own programme based on the early career framework",
    )
    SCHOOL_LED = "school_led", "Design and deliver your own training programme"

    @classmethod
    def offered(cls, *, school, cohort) -> list["Programme"]:
        """Those that a school may choose for a cohort."""
        funding = cls.PROVIDER_LED if school.is_funded else cls.SCHOOL_FUNDED_PROVIDER
        if cohort.start_year >= 2025:
            return [funding, cls.SCHOOL_LED]
        return [funding, cls.CORE_MATERIALS, cls.OWN_DESIGN]


class SchoolCohort(models.Model):
    """
    A school's answer for a cohort.

    It has ``answered_at`` once the school has spoken. Until then it can only hold what a
    lead provider has reported: yes, provider-led. No appropriate body means that none is
    appointed as far as we know.
    """

    class Expects(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "We do not know yet"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="cohorts")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="schools")
    expects_ects = models.CharField("expects ECTs?", max_length=10, choices=Expects)
    programme = models.CharField("training programme", max_length=30, choices=Programme, blank=True)
    appropriate_body = models.ForeignKey(
        AppropriateBody, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "school cohort"
        ordering = ["school", "-cohort__start_year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "cohort"], name="schools_schoolcohort_once"),
            models.CheckConstraint(
                condition=Q(expects_ects__in=["yes", "no", "unknown"]),
                name="schools_schoolcohort_expects_ects_known",
            ),
            models.CheckConstraint(
                condition=Q(programme__in=["", *Programme.values]),
                name="schools_schoolcohort_programme_known",
            ),
            models.CheckConstraint(
                condition=Q(expects_ects="yes") | Q(programme="", appropriate_body=None),
                name="schools_schoolcohort_training_only_if_expected",
                violation_error_message=(
                    "A school has a programme and an appropriate body only if it expects ECTs"
                ),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False)
                | Q(expects_ects="yes", programme="provider_led", answered_by=""),
                name="schools_schoolcohort_unanswered_is_reported",
                violation_error_message="Say when the school answered",
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.cohort}"

    @property
    def is_set_up(self) -> bool:
        """Whether the school itself has said how it trains people, as its tutor has to."""
        return self.is_settled and self.programme != ""

    @property
    def is_settled(self) -> bool:
        """Whether the school has answered yes or no, which closes the question."""
        return self.answered_at is not None and self.expects_ects != self.Expects.UNKNOWN
