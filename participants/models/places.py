"""
A teacher's place at a school, as an ECT or as a mentor.

The email address belongs to the place, so that each school sees its own. A person without an
appropriate body or a provider of their own has their school's, on any day.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from appropriate_bodies.models import AppropriateBody
from config.records.constraints import NoOverlap
from config.records.periods import STANDING
from config.web import clock
from schools.models import Cohort, School

from .kept_names import KeepsName, KeptNameQuerySet
from .periods import Bounded
from .teachers import Teacher


def may_come_back() -> Q:
    """
    A place that another took out and may still give back.

    The other may be cancelled up to its first day, and then the person is there again.
    """
    return Q(gave_way=True, gave_way_to__started_on__gte=clock.today())


class PlaceQuerySet(KeptNameQuerySet):
    """Places at schools, as lists and look-ups want them."""

    def going_on(self):
        """Those that have not ended by today, begun or not."""
        later = Q(finished_on=None) | Q(finished_on__gt=clock.today())
        return self.not_removed().filter(later)

    def registered(self):
        """Those that stand or stood, and those that were taken out and may come back."""
        return self.filter(Q(removed_at=None) | may_come_back())

    def last_at_each_school(self):
        """The last place of each teacher at each school: one who came back is listed once."""
        later = self.model._base_manager.filter(
            teacher=OuterRef("teacher"),
            school=OuterRef("school"),
            removed_at=None,
            started_on__gt=OuterRef("started_on"),
        )
        return self.not_removed().filter(~Exists(later))

    def for_pages(self):
        """With all that a page says of someone, in a fixed number of queries."""
        training: Any = self.model._meta.get_field("training").related_model
        return self.select_related("teacher", "school", "cohort").prefetch_related(
            Prefetch("training", training.objects.with_providers())
        )


class Place(KeepsName, Bounded):
    """What being an ECT and being a mentor at a school have in common."""

    teacher: Any
    school: Any

    email = models.EmailField("email address at this school", db_index=True)
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta(Bounded.Meta):
        abstract = True
        constraints = [
            *Bounded.Meta.constraints,
            *KeepsName.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(email=""), name="%(app_label)s_%(class)s_has_an_email"
            ),
            # for what refers to a place and its school together
            models.UniqueConstraint(
                fields=["id", "school"], name="%(app_label)s_%(class)s_and_school"
            ),
            models.UniqueConstraint(
                fields=["id", "cohort"], name="%(app_label)s_%(class)s_and_cohort"
            ),
            models.CheckConstraint(
                condition=Q(gave_way_to=None) | Q(gave_way=True),
                name="%(app_label)s_%(class)s_gave_way_to_another",
            ),
        ]

    def __str__(self):
        return f"{self.teacher} at {self.school}"

    def save(self, *, update_fields=None, **options):
        """A place that goes on, or goes on again, has the name that the person has now."""
        forgotten = self.forget_name() if self.kept_first_name and self.is_current else set()
        if update_fields is not None:
            update_fields = {*update_fields, *forgotten}
        super().save(update_fields=update_fields, **options)

    @property
    def is_current(self) -> bool:
        """Whether the person is here or coming."""
        return not (self.removed_at or self.is_over())

    @property
    def came_from_elsewhere(self) -> bool:
        """Whether the person has moved here from another school, or is to move."""
        raise NotImplementedError


class ECTQuerySet(PlaceQuerySet):
    """ECTs at schools."""

    def for_pages(self):
        """Also with an appropriate body of their own, and the ``school_before`` this one."""
        before = self.model._base_manager.filter(
            teacher=OuterRef("teacher"), removed_at=None, started_on__lt=OuterRef("started_on")
        ).order_by("-started_on")
        return (
            super()
            .for_pages()
            .select_related("appropriate_body")
            .annotate(school_before=Subquery(before.values("school")[:1]))
        )

    def current(self):
        """Those here or coming, whose induction is not over."""
        today = clock.today()
        over = Q(teacher__induction_completed_on__lte=today) | Q(
            teacher__induction_exempt_on__lte=today
        )
        return self.going_on().exclude(over)

    def past(self):
        """Those who have left, or whose induction is over."""
        return self.not_removed().exclude(pk__in=self.current().values("pk"))

    def without_mentor(self):
        """Those whom nobody mentors, today or from a later day on."""
        mentorship: Any = self.model._meta.get_field("mentorships").related_model
        mentored = mentorship._base_manager.filter(
            Q(finished_on=None) | Q(finished_on__gt=clock.today()),
            ect=OuterRef("pk"),
            removed_at=None,
        )
        return self.filter(~Exists(mentored))


class ECTAtSchool(Place):
    """
    A teacher in induction at a school. A teacher is an ECT at one school at a time.

    The cohort follows from the first start date, and stays when the person moves.
    """

    teacher = models.ForeignKey(Teacher, on_delete=models.PROTECT, related_name="ect_places")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="ects")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="ects")
    appropriate_body = models.ForeignKey(
        AppropriateBody,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="own appropriate body",
        help_text="Leave empty where it is the school’s",
    )
    gave_way_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    #: The number of the school where they were an ECT last, before here: of ``for_pages`` only.
    school_before: int | None

    objects = ECTQuerySet.as_manager()

    class Meta(Place.Meta):
        verbose_name = "ECT at a school"
        verbose_name_plural = "ECTs at schools"
        ordering = ["teacher", "-started_on"]
        constraints = [
            *Place.Meta.constraints,
            NoOverlap(
                fields=["teacher"],
                name="participants_ectatschool_one_school_at_a_time",
                violation_error_message="The teacher is an ECT at a school in these days already",
            ),
            models.UniqueConstraint(
                fields=["teacher"],
                condition=STANDING,
                name="participants_ectatschool_one_standing",
                violation_error_message="The teacher is an ECT at a school already",
            ),
        ]

    @property
    def is_current(self) -> bool:
        """Whether they are here or coming, and their induction is not over."""
        return super().is_current and not self.teacher.induction_is_over

    @property
    def came_from_elsewhere(self) -> bool:
        """Whether they were at another school last. One of ``for_pages`` knows."""
        return self.school_before not in (None, self.school_id)


class MentorQuerySet(PlaceQuerySet):
    """Mentors at schools."""

    def for_pages(self):
        """Also with whether they are ``trained_elsewhere``, at another school today."""
        elsewhere = self.model._base_manager.filter(
            Q(finished_on=None) | Q(finished_on__gt=clock.today()),
            teacher=OuterRef("teacher"),
            removed_at=None,
            cohort__isnull=False,
        ).exclude(school=OuterRef("school"))
        return super().for_pages().annotate(trained_elsewhere=Exists(elsewhere))

    def current(self):
        """Those here or coming."""
        return self.going_on()

    def past(self):
        """Those who have left."""
        return self.not_removed().filter(finished_on__lte=clock.today())

    def available(self, *, on):
        """Those who may mentor someone from a day on: who have not left by then."""
        return self.not_removed().filter(Q(finished_on=None) | Q(finished_on__gt=on))


class MentorAtSchool(Place):
    """
    A teacher who mentors at a school. Someone may mentor at several.

    Training is once, through one school: with its cohort and the first day of the term in
    which it starts. Without these, the person is not trained here.
    """

    teacher = models.ForeignKey(Teacher, on_delete=models.PROTECT, related_name="mentor_places")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="mentors")
    training_starts_on = models.DateField(
        "first day of the term in which training starts", null=True, blank=True
    )
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentors",
        verbose_name="cohort of the training",
    )
    is_move = models.BooleanField(
        "has moved here from other schools", default=False, editable=False
    )
    gave_way_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    #: Whether the person is trained at another school: of ``for_pages`` only.
    trained_elsewhere: bool

    objects = MentorQuerySet.as_manager()

    class Meta(Place.Meta):
        verbose_name = "mentor at a school"
        verbose_name_plural = "mentors at schools"
        ordering = ["teacher", "-started_on"]
        constraints = [
            *Place.Meta.constraints,
            NoOverlap(
                fields=["teacher", "school"],
                name="participants_mentoratschool_once_at_a_school",
                violation_error_message="The teacher is a mentor here in these days already",
            ),
            models.UniqueConstraint(
                fields=["teacher", "school"],
                condition=STANDING,
                name="participants_mentoratschool_one_standing",
                violation_error_message="The teacher is a mentor at this school already",
            ),
            models.UniqueConstraint(
                fields=["teacher"],
                condition=STANDING & Q(cohort__isnull=False),
                name="participants_mentoratschool_trained_at_one_school",
                violation_error_message="The teacher is trained as a mentor at another school",
            ),
            models.CheckConstraint(
                condition=Q(cohort=None, training_starts_on=None)
                | Q(cohort__isnull=False, training_starts_on__isnull=False),
                name="participants_mentoratschool_cohort_and_term",
                violation_error_message="Give both the cohort and the term of training, or none",
            ),
        ]

    @property
    def came_from_elsewhere(self) -> bool:
        """Whether they have left all other schools for this one."""
        return self.is_move
