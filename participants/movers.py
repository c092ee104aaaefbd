"""
What a school may know of someone who moves to it from another.

Where they were is no part of it. It is asked about whom a look-up has found elsewhere, by
their TRN, date of birth and first name.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from config.web import clock
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort

from .lookups import LookUp, Place, Role
from .models import ECTAtSchool, MentorAtSchool, Training
from .queries import (
    Following,
    SchoolsTraining,
    nearest_day,
    training_at_schools,
    training_of,
    with_own_providers,
)
from .statuses import own_training


@dataclass(frozen=True, kw_only=True)
class Mover:
    """
    Someone who moves.

    They can start on ``first_day`` at the earliest, if there is such a day: after they started
    where they were last. ``cohort`` stays theirs; a mentor has one if their training goes along,
    which starts on ``training_starts_on``. The providers are those who train them, if a lead
    provider does and they have not stopped.

    ``here`` is how the school that they move to trains the people of that cohort. ``version``
    changes with all that schools register of them, so that nobody overrules another unawares.
    """

    first_day: date | None = None
    cohort: Cohort | None = None
    training_starts_on: date | None = None
    lead_provider: LeadProvider | None = None
    delivery_partner: DeliveryPartner | None = None
    here: Following = field(default_factory=Following)
    version: tuple[int, ...] = ()
    #: The school's answer for the cohort, and its partnerships.
    school: SchoolsTraining = field(default_factory=SchoolsTraining, compare=False)

    @property
    def providers(self) -> str:
        """The lead provider and, when known, the delivery partner, in words, or nothing."""
        known = [one.name for one in (self.lead_provider, self.delivery_partner) if one]
        return " with ".join(known)


def find(looked_up: LookUp) -> Mover:
    """Whoever was looked up, for the school that they move to. At most one query more."""
    places = looked_up.places_as(looked_up.role)
    begun = [place for place in places if place.has_begun]
    mover = Mover(
        first_day=_first_day(begun, looked_up.school),
        version=tuple(sorted(place.pk for place in places)),
    )
    source = _find_source(looked_up)
    if source is None or source.cohort is None:
        return mover
    cohort, here = source.cohort, looked_up.school.pk
    known = training_at_schools(schools={source.school_id, here}, cohorts={cohort.pk})
    lead_provider, delivery_partner = _trained_by(source, known)
    school = known.get((here, cohort.pk), SchoolsTraining())
    return replace(
        mover,
        cohort=cohort,
        training_starts_on=source.training_starts_on,
        lead_provider=lead_provider,
        delivery_partner=delivery_partner,
        here=school.on(clock.today()),
        school=school,
    )


def find_source(looked_up: LookUp) -> ECTAtSchool | MentorAtSchool | None:
    """
    The place that the training of someone who moves comes from.

    For services, which tell those who train them there.
    """
    source = _find_source(looked_up)
    if source is None:
        return None
    if source.role == Role.ECT:
        return ECTAtSchool.objects.select_related("teacher", "school", "cohort").get(pk=source.pk)
    return MentorAtSchool.objects.select_related("teacher", "school", "cohort").get(pk=source.pk)


def trained_by(
    place: ECTAtSchool | MentorAtSchool,
) -> tuple[LeadProvider | None, DeliveryPartner | None]:
    """Who trains someone, if a lead provider does: today, or on the nearest day they are there."""
    following = training_of(place)
    if _has_stopped(own_training(place, nearest_day(place))):
        return None, None
    if isinstance(place, MentorAtSchool) and place.teacher.mentor_training_is_completed:
        return None, None
    return _providers(following)


def _trained_by(source: Place, known):
    """The same of a place that was looked up, where mentor training is not completed."""
    day = nearest_day(source)
    own = source.own_training_on(day)
    if source.cohort is None or _has_stopped(own):
        return None, None
    school = known.get((source.school_id, source.cohort.pk), SchoolsTraining())
    return _providers(with_own_providers(school.on(day), own))


def _providers(following):
    if not following.is_provider_led:
        return None, None
    return following.lead_provider, following.delivery_partner


def _has_stopped(own):
    return own is not None and own.state == Training.State.STOPPED


def _first_day(begun, school):
    """After they started where they were last, and not before they have left this school."""
    ends = [place.finished_on for place in begun if place.school_id == school.pk]
    starts = [place.started_on + timedelta(days=1) for place in begun]
    return max((day for day in [*starts, *ends] if day), default=None)


def _find_source(looked_up: LookUp) -> Place | None:
    """
    Where someone is trained, or was last.

    An ECT, where they began last, or else where they are to begin. A mentor, at another school
    that they have not left.
    """
    places = looked_up.places_as(looked_up.role)
    if looked_up.role == Role.ECT:
        begun = [place for place in places if place.has_begun]
        return (begun or places)[-1] if places else None
    if not places or looked_up.teacher.mentor_training_is_completed:
        return None
    elsewhere = [place for place in places if place.school_id != looked_up.school.pk]
    trained = [place for place in elsewhere if place.cohort and not place.is_over]
    return trained[-1] if trained else None
