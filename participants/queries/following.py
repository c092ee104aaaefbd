"""
How someone is trained and who checks their induction: their own, or what their school has.

Nothing is copied from a school to its people. Who has no appropriate body or provider of
their own follows the school's answer and partnership for their cohort, so that what the
school changes reaches them at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import FilteredRelation, Prefetch, Q, prefetch_related_objects

from appropriate_bodies.models import AppropriateBody
from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool, Training
from participants.statuses import own_training
from partnerships.models import DeliveryPartner, LeadProvider, Partnership
from schools.models import Cohort, Programme, SchoolCohort

#: Why a partnership ends that nobody was ever trained by.
_NEVER_HELD = [
    Partnership.Ending.OTHER_PROVIDER,
    Partnership.Ending.NOT_AGREED,
    Partnership.Ending.NOT_KNOWN,
    Partnership.Ending.NO_ECTS,
    Partnership.Ending.MISTAKE,
]
#: What an answer and a partnership name.
_NAMED = ["answer__appropriate_body", "held__lead_provider", "held__delivery_partner"]


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
    """
    The same for many places, by place.

    One query a school, and two more for what ``for_pages`` would have brought along.
    """
    places = list(places)
    own = Prefetch("training", Training.objects.with_providers())
    prefetch_related_objects(places, own)
    ects = [place for place in places if isinstance(place, ECTAtSchool)]
    prefetch_related_objects(ects, "appropriate_body")
    schools = {place.school_id for place in places if place.cohort_id}
    known = {school: _by_cohort(school, places) for school in schools}
    found = {}
    for place in places:
        on = day or _nearest_day(place)
        answer, partnerships = known.get(place.school_id, {}).get(place.cohort_id, (None, []))
        found[place] = _with_own(_of_school(answer, partnerships, on), place, on)
    return found


def _by_cohort(school_id, places) -> dict[int, tuple[SchoolCohort | None, list[Partnership]]]:
    """What a school has answered for the cohorts of its people, and its partnerships in them."""
    cohorts = {place.cohort_id for place in places if place.school_id == school_id}
    answer = FilteredRelation("schools", condition=Q(schools__school=school_id))
    held = FilteredRelation(
        "partnerships",
        condition=Q(partnerships__school=school_id, partnerships__removed_at=None)
        & ~Q(partnerships__ending__in=_NEVER_HELD),
    )
    rows = (
        Cohort.objects.filter(pk__in=cohorts)
        .annotate(answer=answer, held=held)
        .select_related(*_NAMED)
        .order_by("held__started_on", "held__pk")
    )
    found: dict[int, tuple[SchoolCohort | None, list[Partnership]]] = {}
    for row in rows:
        # where nothing is joined, Django leaves the name out
        _, partnerships = found.setdefault(row.pk, (getattr(row, "answer", None), []))
        if joined := getattr(row, "held", None):
            partnerships.append(joined)
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
