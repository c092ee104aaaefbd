"""What must be true of partnerships and no constraint of one table can hold."""

from django.db.models import Exists, OuterRef, QuerySet

from config.records.checks import Rule
from schools.models import Programme, SchoolCohort

from .models import Partnership


def partnerships_without_the_programme() -> QuerySet:
    """They stand, and the school does not use a training provider that DfE pays for."""
    provider_led = SchoolCohort.objects.filter(
        school=OuterRef("school"),
        cohort=OuterRef("cohort"),
        expects_ects=SchoolCohort.Expects.YES,
        programme=Programme.PROVIDER_LED,
    )
    return Partnership.objects.standing().filter(~Exists(provider_led))


RULES = [
    Rule("A partnership stands with provider-led training only", partnerships_without_the_programme)
]
