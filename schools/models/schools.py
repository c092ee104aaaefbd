"""
Schools, as GIAS ("Get information about schools") describes them.

Three named sets say what a school may do. The database works them out from GIAS's codes,
so that a page, a query and a constraint all read the one rule that stands here.
"""

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Concat, Lower, Replace

from appropriate_bodies.models import AppropriateBody
from schools.names import folded

#: GIAS status: open, and open but proposed to close.
OPEN_STATUSES = [1, 3]
#: GIAS status: closed. The one that is left, 4, is not open yet.
CLOSED_STATUS = 2
#: Types of establishment that DfE funds for this training, whatever else holds.
FUNDED_TYPES = [*(1, 2, 3, 5, 6, 7, 8, 12, 14, 15, 18, 28), *range(31, 37), *range(38, 47), 57]
#: Other independent special schools and other independent schools: funded by Section 41.
INDEPENDENT_TYPES = [10, 11]
#: British schools overseas: no place in England, and yet a place here.
OVERSEAS_TYPE = 37

IS_OPEN = Q(status_code__in=OPEN_STATUSES)
IN_ENGLAND = Q(district_code__startswith="E") | Q(district_code__in=["", "9999"])
IS_FUNDED = (
    IS_OPEN
    & IN_ENGLAND
    & (Q(type_code__in=FUNDED_TYPES) | Q(type_code__in=INDEPENDENT_TYPES, section_41=True))
)
MAY_REGISTER = (
    IS_FUNDED
    | IS_OPEN & IN_ENGLAND & Q(type_code__in=INDEPENDENT_TYPES)
    | IS_OPEN & Q(type_code=OVERSEAS_TYPE)
)

#: Its folded name, and where it is as far as a database can fold that, each word after a space.
SEARCH_TEXT = Concat(
    Value(" "),
    F("search_name"),
    Replace(
        Replace(
            Replace(
                Lower(Concat(Value(" "), F("town"), Value(" "), F("la_name"), Value(" "))),
                Value("'"),
            ),
            Value("."),
        ),
        Value(" st "),
        Value(" saint "),
    ),
    Lower(Replace(F("postcode"), Value(" "))),
)


def _flag(condition):
    return models.GeneratedField(
        expression=ExpressionWrapper(condition, output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )


class SchoolQuerySet(models.QuerySet):
    """The named sets of schools."""

    def locked(self):
        """
        With their rows locked until the transaction ends.

        Whoever writes what a school answers, or who its tutor is, takes this lock first: two
        who do so at once then see each other's work.
        """
        return self.select_for_update(no_key=True, of=("self",))

    def open(self):
        """Those that GIAS calls open, or open but proposed to close."""
        return self.filter(is_open=True)

    def funded(self):
        """Those that may use a training provider funded by DfE."""
        return self.filter(is_funded=True)

    def invited(self):
        """Those that get the yearly email: the funded."""
        return self.funded()

    def may_register(self):
        """Those that may register ECTs and mentors here."""
        return self.filter(may_register=True)

    def tutored_by(self, user):
        """Those whose induction tutor this person is today."""
        return self.filter(
            appointments__tutor=user,
            appointments__finished_on=None,
            appointments__removed_at=None,
        )

    def with_tutor(self):
        """With ``tutor_email`` and ``tutor_name``, the first name, of those that have a tutor."""
        standing = FilteredRelation(
            "appointments",
            condition=Q(appointments__finished_on=None, appointments__removed_at=None),
        )
        return self.annotate(standing=standing).annotate(
            tutor_email=F("standing__tutor__email"), tutor_name=F("standing__tutor__first_name")
        )


class School(models.Model):
    """An establishment in GIAS, known by its URN."""

    urn = models.PositiveIntegerField("URN", unique=True)
    name = models.CharField(max_length=200)
    search_name = models.CharField(max_length=200, editable=False, db_index=True)
    la_code = models.CharField("local authority’s code", max_length=10)
    la_name = models.CharField("local authority", max_length=100, blank=True)
    establishment_number = models.CharField(max_length=10, blank=True)
    type_code = models.PositiveSmallIntegerField("type’s code")
    type_name = models.CharField("type", max_length=100, blank=True)
    status_code = models.PositiveSmallIntegerField("status’s code")
    status_name = models.CharField("status", max_length=100, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    phase_code = models.CharField("phase’s code", max_length=10, blank=True)
    phase_name = models.CharField("phase", max_length=100, blank=True)
    ukprn = models.CharField("UKPRN", max_length=10, blank=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    address_3 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True, db_index=True)
    website = models.CharField(max_length=300, blank=True)
    main_email = models.EmailField(blank=True)
    alternative_email = models.EmailField(blank=True)
    section_41 = models.BooleanField("approved under Section 41", default=False)
    district_code = models.CharField("district’s code", max_length=10, blank=True)
    district_name = models.CharField("district", max_length=100, blank=True)

    search_text = models.GeneratedField(
        expression=SEARCH_TEXT, output_field=models.CharField(max_length=500), db_persist=True
    )
    contact_email = models.GeneratedField(
        expression=Case(When(main_email="", then=F("alternative_email")), default=F("main_email")),
        output_field=models.EmailField(),
        db_persist=True,
    )
    is_open = _flag(IS_OPEN)
    is_funded = _flag(IS_FUNDED)
    may_register = _flag(MAY_REGISTER)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]

    def __str__(self):
        return f"{self.name} ({self.urn})"

    def save(self, *args, **kwargs):
        self.search_name = folded(self.name)
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """Its name and URN, for where two schools may share a name."""
        return f"{self.name} (URN {self.urn})"

    def find_appointment(self):
        """The appointment of its induction tutor today, or None."""
        return self.appointments.standing().select_related("tutor").first()

    @property
    def has_closed(self) -> bool:
        """Whether it was open once. One that is not open yet has not closed."""
        return self.status_code == CLOSED_STATUS

    def find_tutor(self):
        """Its induction tutor today, a User, or None."""
        appointment = self.find_appointment()
        return appointment.tutor if appointment else None

    def find_successors(self) -> list["School"]:
        """The schools that GIAS says took its place, as far as we know them."""
        urns = self.links.filter(link_type__startswith="Successor").values("link_urn")
        return list(School.objects.filter(urn__in=urns))

    @property
    def chooses_bodies_as(self) -> list[str]:
        """The groups it is in for choosing an appropriate body."""
        groups = AppropriateBody.ChosenBy
        if self.type_code in INDEPENDENT_TYPES:
            return [groups.ALL, groups.INDEPENDENT]
        if self.type_code == OVERSEAS_TYPE:
            return [groups.ALL, groups.OVERSEAS]
        return [groups.ALL]


class SchoolLink(models.Model):
    """
    What GIAS says about one school’s tie to another, in GIAS's own words.

    The other school is kept by its URN alone: it may not be among our schools.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="links")
    link_urn = models.PositiveIntegerField("URN of the other school", db_index=True)
    link_name = models.CharField("name of the other school", max_length=200, blank=True)
    link_type = models.CharField(max_length=100)
    established_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["school", "link_type", "link_urn"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "link_urn", "link_type"], name="schools_schoollink_once"
            )
        ]

    def __str__(self):
        return f"{self.link_type}: {self.link_name} ({self.link_urn})"
