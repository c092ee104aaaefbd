"""
How someone is trained and who checks their induction: their own, or what their school has.

Nothing is copied from a school to its people. Who has no appropriate body or provider of
their own follows the school's answer and partnership for their cohort, so that what the
school changes reaches them at once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
    The same for many places, of ECTs and of mentors, by place.

    One query, and up to three more for what ``for_pages`` would have brought along.
    """
    places = list(places)
    own = Prefetch("training", Training.objects.with_providers())
    ects = [place for place in places if isinstance(place, ECTAtSchool)]
    mentors = [place for place in places if isinstance(place, MentorAtSchool)]
    prefetch_related_objects(ects, own, "appropriate_body")
    prefetch_related_objects(mentors, own)
    trained = [place for place in places if place.cohort_id]
    known = training_at_schools(
        schools={place.school_id for place in trained},
        cohorts={place.cohort_id for place in trained},
    )
    found = {}
    for place in places:
        on = day or nearest_day(place)
        at_school = known.get((place.school_id, place.cohort_id), SchoolsTraining())
        following = _with_own_body(at_school.on(on), place)
        found[place] = with_own_providers(following, own_training(place, on))
    return found


@dataclass(frozen=True)
class SchoolsTraining:
    """What a school has answered for a cohort, and its partnerships in it, the first first."""

    answer: SchoolCohort | None = None
    partnerships: list[Partnership] = field(default_factory=list)

    def on(self, day: date) -> Following:
        """How those are trained on a day who have nothing of their own."""
        if self.answer is None:
            return Following()
        programme = Programme(self.answer.programme) if self.answer.programme else None
        body = self.answer.appropriate_body
        following = Following(programme=programme, appropriate_body=body)
        held = self._held_on(day) if following.is_provider_led else None
        if held is None:
            return following
        return replace(
            following,
            lead_provider=held.lead_provider,
            delivery_partner=held.delivery_partner,
            is_confirmed=held.is_confirmed,
        )

    def _held_on(self, day):
        """The one that held on a day, or else the one that stands."""
        for partnership in self.partnerships:
            ended_on = partnership.finished_on
            if partnership.started_on <= day and (ended_on is None or ended_on > day):
                return partnership
        return next((one for one in self.partnerships if one.is_standing), None)


def training_at_schools(
    *, schools: set[int], cohorts: set[int]
) -> dict[tuple[int, int], SchoolsTraining]:
    """How schools train the people of some cohorts, by the numbers of both, in one query."""
    if not (schools and cohorts):
        return {}
    answer = FilteredRelation("schools", condition=Q(schools__school__in=schools))
    held = FilteredRelation(
        "partnerships",
        condition=Q(partnerships__school__in=schools, partnerships__removed_at=None)
        & ~Q(partnerships__ending__in=_NEVER_HELD),
    )
    rows = (
        Cohort.objects.filter(pk__in=cohorts)
        .annotate(answer=answer, held=held)
        .select_related(*_NAMED)
        .order_by("held__started_on", "held__pk")
    )
    answers: dict[tuple[int, int], SchoolCohort] = {}
    partnerships: dict[tuple[int, int], dict[int, Partnership]] = defaultdict(dict)
    for row in rows:
        # where nothing is joined, Django leaves the name out
        if answered := getattr(row, "answer", None):
            answers[answered.school_id, row.pk] = answered
        if joined := getattr(row, "held", None):
            partnerships[joined.school_id, row.pk][joined.pk] = joined
    return {
        key: SchoolsTraining(answer, list(partnerships[key].values()))
        for key, answer in answers.items()
    }


def with_own_providers(following: Following, own: Training | None) -> Following:
    """The same for someone with training of their own, if they have."""
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


def nearest_day(place) -> date:
    """Today, or of those who are still to come or have left, their first or last day."""
    day = max(place.started_on, clock.today())
    return min(day, place.finished_on - timedelta(days=1)) if place.finished_on else day


def _with_own_body(following: Following, place) -> Following:
    """An ECT may have an appropriate body of their own, and a mentor has none."""
    if isinstance(place, MentorAtSchool):
        return replace(following, appropriate_body=None)
    if place.appropriate_body:
        return replace(following, appropriate_body=place.appropriate_body, body_is_own=True)
    return following
