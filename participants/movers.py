"""
What a school may know of someone who moves to it from another.

Where they were is no part of it. It is asked about whom ``lookups.find`` has found elsewhere,
by their TRN, date of birth and first name.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from config.web import clock
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort, School

from .lookups import Role
from .models import ECTAtSchool, MentorAtSchool, Training
from .queries import training_of
from .statuses import own_training

Place = ECTAtSchool | MentorAtSchool


@dataclass(frozen=True, kw_only=True)
class Mover:
    """
    Someone who moves.

    They can start on ``first_day`` at the earliest, if there is such a day: after
    ``last_start``, when they started where they were last. ``cohort`` stays theirs; a mentor
    has one if their training goes along, which starts on ``training_starts_on``. The providers
    are those who train them, if a lead provider does and they have not stopped.
    """

    first_day: date | None = None
    last_start: date | None = None
    cohort: Cohort | None = None
    training_starts_on: date | None = None
    lead_provider: LeadProvider | None = None
    delivery_partner: DeliveryPartner | None = None

    @property
    def providers(self) -> str:
        """The lead provider and, when known, the delivery partner, in words, or nothing."""
        known = [one.name for one in (self.lead_provider, self.delivery_partner) if one]
        return " with ".join(known)


def find(trn: str, *, role: Role, school: School) -> Mover:
    """The person with this TRN, for the school that they move to, in at most four queries."""
    places = _places(trn, role)
    begun = [place for place in places if place.started_on <= clock.today()]
    last_start = begun[-1].started_on if begun else None
    mover = Mover(first_day=_first_day(begun, school), last_start=last_start)
    source = _trained_at(places, role, school)
    if source is None:
        return mover
    lead_provider, delivery_partner = trained_by(source)
    return replace(
        mover,
        cohort=source.cohort,
        training_starts_on=source.training_starts_on if role == Role.MENTOR else None,
        lead_provider=lead_provider,
        delivery_partner=delivery_partner,
    )


def find_source(trn: str, *, role: Role, school: School) -> Place | None:
    """
    The place that the training of someone who moves to a school comes from.

    For services, which tell those who train them there.
    """
    return _trained_at(_places(trn, role), role, school)


def trained_by(place: Place) -> tuple[LeadProvider | None, DeliveryPartner | None]:
    """Who trains someone, if a lead provider does: today, or on the nearest day they are there."""
    day = max(place.started_on, clock.today())
    if place.finished_on:
        day = min(day, place.finished_on - timedelta(days=1))
    own, following = own_training(place, day), training_of(place, day)
    has_stopped = own is not None and own.state == Training.State.STOPPED
    is_completed = isinstance(place, MentorAtSchool) and place.teacher.mentor_training_is_completed
    if not following.is_provider_led or has_stopped or is_completed:
        return None, None
    return following.lead_provider, following.delivery_partner


def _places(trn, role) -> list[Any]:
    """The first of them first."""
    model: Any = ECTAtSchool if role == Role.ECT else MentorAtSchool
    related = ["teacher", "cohort", *(["appropriate_body"] if role == Role.ECT else [])]
    own = Training.objects.select_related("lead_provider", "delivery_partner")
    places = model.objects.not_removed().filter(teacher__trn=trn).select_related(*related)
    return list(places.prefetch_related(Prefetch("training", own)).order_by("started_on", "pk"))


def _first_day(begun, school):
    """After they started where they were last, and not before they have left this school."""
    ends = [place.finished_on for place in begun if place.school_id == school.pk]
    starts = [place.started_on + timedelta(days=1) for place in begun]
    return max((day for day in [*starts, *ends] if day), default=None)


def _trained_at(places, role, school):
    """
    Where someone is trained, or was last.

    An ECT, where they began last, or else where they are to begin. A mentor, at another school
    that they have not left.
    """
    if role == Role.ECT:
        begun = [place for place in places if place.started_on <= clock.today()]
        return (begun or places)[-1]
    trained = [
        place
        for place in places
        if place.cohort_id
        and place.school_id != school.pk
        and not place.is_over()
        and not place.teacher.mentor_training_is_completed
    ]
    return trained[-1] if trained else None
