"""
How someone is trained and who checks their induction: their own, or what their school has.

Nothing is copied from a school to its people. Who has no appropriate body or provider of
their own follows the school's answer and partnership for their cohort, so that what the
school changes reaches them at once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from appropriate_bodies.models import AppropriateBody
from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool
from participants.statuses import own_training
from partnerships.models import DeliveryPartner, LeadProvider, Partnership
from schools.models import Programme, SchoolCohort

#: Why a partnership ends that nobody was ever trained by.
_NEVER_HELD = [
    Partnership.Ending.OTHER_PROVIDER,
    Partnership.Ending.NOT_AGREED,
    Partnership.Ending.NOT_KNOWN,
    Partnership.Ending.NO_ECTS,
    Partnership.Ending.MISTAKE,
]


@dataclass(frozen=True, kw_only=True)
class Following:
    """
    How one person is trained at a school on a day, and who checks their induction.

    ``is_own`` and ``body_is_own`` say that it is theirs and not the school's. ``is_confirmed``
    says that the lead provider has confirmed it; providers of one's own wait for nothing.
    Without a cohort, as a mentor who is not trained here, there is nothing in it.
    """

    programme: Programme | None = None
    lead_provider: LeadProvider | None = None
    delivery_partner: DeliveryPartner | None = None
    is_own: bool = False
    is_confirmed: bool = False
    appropriate_body: AppropriateBody | None = None
    body_is_own: bool = False

    @property
    def is_provider_led(self) -> bool:
        """Whether a training provider that DfE funds trains them, known or not."""
        return self.programme == Programme.PROVIDER_LED

    @property
    def providers(self) -> str:
        """The lead provider and, when known, the delivery partner, in words, or nothing."""
        known = [one.name for one in (self.lead_provider, self.delivery_partner) if one]
        return " with ".join(known)


def training_of(place: ECTAtSchool | MentorAtSchool, day: date | None = None) -> Following:
    """
    How someone is trained on a day: today if none is given, or the nearest day that they are here.

    On a day that the school had no partnership yet, it is the one that it has by now.
    """
    return training_of_all([place], day)[place]


def training_of_all(places: Iterable[Any], day: date | None = None) -> dict[Any, Following]:
    """The same for many places, by place, in at most six queries."""
    places = list(places)
    prefetch_related_objects(places, "training__lead_provider", "training__delivery_partner")
    ects = [place for place in places if isinstance(place, ECTAtSchool)]
    prefetch_related_objects(ects, "appropriate_body")
    of = {
        "school__in": {place.school_id for place in places},
        "cohort__in": {place.cohort_id for place in places if place.cohort_id},
    }
    answers = {
        (answer.school_id, answer.cohort_id): answer
        for answer in SchoolCohort.objects.filter(**of).select_related("appropriate_body")
    }
    partnerships = _partnerships(of)
    found = {}
    for place in places:
        key = (place.school_id, place.cohort_id)
        on = day or _nearest_day(place)
        school_s = _of_school(answers.get(key), partnerships[key], on)
        found[place] = _with_own(school_s, place, on)
    return found


def _partnerships(of) -> dict[tuple, list[Partnership]]:
    """By school and cohort, the first of them first."""
    found = defaultdict(list)
    held = Partnership.objects.not_removed().filter(**of).exclude(ending__in=_NEVER_HELD)
    for partnership in held.with_providers().order_by("started_on", "pk"):
        found[partnership.school_id, partnership.cohort_id].append(partnership)
    return found


def _nearest_day(place):
    """Today, or of those who are still to come or have left, their first or last day."""
    day = max(place.started_on, clock.today())
    return min(day, place.finished_on - timedelta(days=1)) if place.finished_on else day


def _of_school(answer: SchoolCohort | None, partnerships, day) -> Following:
    if answer is None:
        return Following()
    programme = Programme(answer.programme) if answer.programme else None
    following = Following(programme=programme, appropriate_body=answer.appropriate_body)
    held = _held_on(day, partnerships) if following.is_provider_led else None
    if held is None:
        return following
    return replace(
        following,
        lead_provider=held.lead_provider,
        delivery_partner=held.delivery_partner,
        is_confirmed=held.is_confirmed,
    )


def _held_on(day, partnerships):
    """The one that held on a day, or else the one that stands."""
    for partnership in partnerships:
        ended_on = partnership.finished_on
        if partnership.started_on <= day and (ended_on is None or ended_on > day):
            return partnership
    return next((one for one in partnerships if one.is_standing), None)


def _with_own(following: Following, place, day) -> Following:
    if isinstance(place, MentorAtSchool):
        following = replace(following, appropriate_body=None)
    elif place.appropriate_body:
        following = replace(following, appropriate_body=place.appropriate_body, body_is_own=True)
    own = own_training(place, day)
    if own is None or own.lead_provider is None:
        return following
    return replace(
        following,
        programme=Programme.PROVIDER_LED,
        lead_provider=own.lead_provider,
        delivery_partner=own.delivery_partner,
        is_own=True,
        is_confirmed=True,
    )
