"""
The people of a school that has closed go on at the one that took its place.

Each place ends at the one and goes on at the other as it was: with the email address, the
cohort, an appropriate body and training of one's own, and the mentorships. What was still to
begin is at the other from its start. The person who mentors stays the same, so nobody is
written to.

Whoever calls this holds the locks of both schools.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from appropriate_bodies.models import AppropriateBody
from config.events.models import Event
from config.events.services import Actor, event
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Teacher, Training
from participants.queries import training_of_all
from partnerships.models import LeadProvider
from schools.models import Cohort, School

from .periods import ALIVE, fit_inside
from .registrations import summary

Place = ECTAtSchool | MentorAtSchool


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """
    Who went on at the other school.

    ``lead_providers`` train some of them apart from their school. ``without_body`` are the ECTs
    whose own appropriate body the other school may not choose, so that they follow the school.
    """

    ects: list[ECTAtSchool]
    mentors: list[MentorAtSchool]
    lead_providers: set[LeadProvider]
    without_body: list[ECTAtSchool]


def take_over(*, old: School, new: School, on: date, by: Actor, reason: str = "") -> TakenOver:
    """Let the people of ``old`` go on at ``new`` from a day on, those whom ``conflicts`` allows."""
    ids = {place.teacher_id for place in _people(old, on)}
    list(Teacher.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    places = _people(old, on)
    mentorships = list(
        old.mentorships.filter(ALIVE, _after(on)).select_related("ect__teacher", "mentor__teacher")
    )
    training = list(_training_of(places).filter(ALIVE, _after(on)).select_related("lead_provider"))
    bodies = _offered_bodies(new, places)
    moved: dict[Place, Any] = {
        place: _move(place, to=new, on=on, bodies=bodies) for place in places
    }
    kept = list(_carry_mentorships(mentorships, moved, on))
    _carry_training(training, moved, on)
    events = _events(moved, kept, by=by, reason=reason)
    Event.objects.bulk_create(events)
    seen = [later for later in moved.values() if not later.removed_at]
    return TakenOver(
        ects=[later for later in seen if isinstance(later, ECTAtSchool)],
        mentors=[later for later in seen if isinstance(later, MentorAtSchool)],
        lead_providers={
            one.lead_provider
            for one in training
            if one.lead_provider and one.state != Training.State.STOPPED
        },
        without_body=[
            later
            for before, later in moved.items()
            if isinstance(before, ECTAtSchool)
            and before.appropriate_body_id
            and not later.appropriate_body_id
        ],
    )


def conflicts(*, old: School, new: School, on: date) -> list[str]:
    """
    Why people of ``old`` cannot go on at ``new`` from a day on, in sentences for staff.

    A school that has said nothing for a cohort takes over what the other has said, so that
    nothing of it can differ.
    """
    places = _people(old, on)
    return [
        *_mentors_at_both(places, new, on),
        *_trained_otherwise(places, old, new, on),
    ]


def _people(school, on) -> list[Any]:
    """
    Those who are at a school on a day or later, and whose induction goes on.

    Places that gave way are among them, since they may come back.
    """
    ects = school.ects.filter(ALIVE, _after(on)).select_related("teacher", "school", "cohort")
    mentors = school.mentors.filter(ALIVE, _after(on)).select_related("teacher", "school", "cohort")
    return [
        *(ect for ect in ects.order_by("pk") if not ect.teacher.induction_is_over),
        *mentors.order_by("pk"),
    ]


def _after(day):
    """What has days from a day on."""
    return Q(finished_on=None) | Q(finished_on__gt=day)


def _training_of(places):
    ects = [place.pk for place in places if isinstance(place, ECTAtSchool)]
    mentors = [place.pk for place in places if isinstance(place, MentorAtSchool)]
    return Training.objects.filter(Q(ect__in=ects) | Q(mentor__in=mentors))


def _offered_bodies(school, places) -> set[tuple[int, int]]:
    """The bodies that a school may choose, each with a cohort of these people."""
    cohorts: set[Cohort] = {place.cohort for place in places if isinstance(place, ECTAtSchool)}
    return {
        (body.pk, cohort.pk)
        for cohort in cohorts
        for body in AppropriateBody.objects.offered(
            to=school.chooses_bodies_as, cohort_year=cohort.start_year
        )
    }


def _move(place: Place, *, to: School, on: date, bodies: set[tuple[int, int]]) -> Place:
    """
    End a place and let another go on from there, or take its place if it had not begun.

    It counts as registered when the one before was, so that what was registered since still
    ends it or leaves it alone.
    """
    has_begun = place.started_on < on
    details: dict[str, Any] = {
        "teacher": place.teacher,
        "school": to,
        "cohort": place.cohort,
        "email": place.email,
        "started_on": max(on, place.started_on),
        **_end_of(place),
        "gave_way_to": place.gave_way_to,
    }
    if isinstance(place, ECTAtSchool):
        is_offered = (place.appropriate_body_id, place.cohort_id) in bodies
        details["appropriate_body"] = place.appropriate_body if is_offered else None
    else:
        details["training_starts_on"] = place.training_starts_on
        details["is_move"] = place.is_move and not has_begun
    if not has_begun:
        place.gave_way_to = None
    place.end(on)
    fit_inside(place)
    model = type(place)
    later = model.objects.create(**details)
    model.objects.filter(pk=later.pk).update(registered_at=place.registered_at)
    if not has_begun:
        model.objects.filter(gave_way_to=place.pk).update(gave_way_to=later.pk)
    return later


def _end_of(period) -> dict[str, Any]:
    """How a period ends, for the one that goes on in its stead."""
    names = ("finished_on", "own_finished_on", "gave_way", "removed_at")
    return {name: getattr(period, name) for name in names}


def _carry_mentorships(mentorships, moved, on) -> Iterator[Mentorship]:
    for one in mentorships:
        if one.ect in moved and one.mentor in moved:
            ect = moved[one.ect]
            yield Mentorship.objects.create(
                school=ect.school,
                ect=ect,
                mentor=moved[one.mentor],
                started_on=max(on, one.started_on),
                **_end_of(one),
            )


def _carry_training(training: Iterable[Training], moved, on) -> None:
    by_pk = {(type(place), place.pk): later for place, later in moved.items()}
    for one in training:
        Training.objects.create(
            ect=by_pk.get((ECTAtSchool, one.ect_id)),
            mentor=by_pk.get((MentorAtSchool, one.mentor_id)),
            cohort_id=one.cohort_id,
            lead_provider=one.lead_provider,
            delivery_partner_id=one.delivery_partner_id,
            state=one.state,
            started_on=max(on, one.started_on),
            **_end_of(one),
        )


def _events(moved, mentorships, *, by, reason) -> Iterator[Event]:
    """What each school has on record of each person: that they went on, or came from there."""
    mentors = {one.ect: one.mentor for one in mentorships if not one.removed_at}
    for place, later in moved.items():
        if later.removed_at:
            continue
        role = "ECT" if isinstance(place, ECTAtSchool) else "mentor"
        about = {"by": by, "about": place.teacher, "reason": reason}
        first_day = {"first day": str(later.started_on)}
        yield event(
            f"{role} handed over",
            school_urn=place.school.urn,
            before=summary(place),
            after={"school": later.school.label} | first_day,
            **about,
        )
        mentor = mentors.get(later)
        yield event(
            f"{role} taken over",
            school_urn=later.school.urn,
            before={"school": place.school.label},
            after=summary(later) | ({"mentor": mentor.full_name} if mentor else {}),
            **about,
        )


def _mentors_at_both(places, new, on):
    ids = {place.teacher_id for place in places if isinstance(place, MentorAtSchool)}
    both = new.mentors.filter(ALIVE, _after(on), teacher__in=ids).select_related("teacher")
    for mentor in both.by_name():
        yield f"{mentor.full_name} mentors at both schools: end one of the places first."


def _trained_otherwise(places, old, new, on):
    """Where ``new`` has an answer of its own, and training there is not what people have."""
    answers = {answer.cohort_id: answer for answer in new.cohorts.select_related("cohort")}
    standing = {one.cohort_id: one for one in new.partnerships.standing().with_providers()}
    concerned = [place for place in places if place.cohort_id in answers]
    not_set_up: Counter[Cohort] = Counter()
    otherwise: Counter[tuple[Cohort, str]] = Counter()
    for place, following in training_of_all(concerned, on).items():
        cohort = answers[place.cohort_id].cohort
        if not answers[place.cohort_id].is_set_up:
            not_set_up[cohort] += 1
        elif not following.is_own and _differs(following, standing.get(place.cohort_id)):
            otherwise[cohort, following.providers] += 1
    for cohort, number in not_set_up.items():
        yield (
            f"{new.label} has not set up training for {cohort}, in which {number} of the people"
            f" of {old.label} train: let it do so first."
        )
    for (cohort, providers), number in otherwise.items():
        yield (
            f"{providers} trains {number} of the people of {old.label} in {cohort}, and not those"
            f" of {new.label}: give them training of their own first, or change the school’s."
        )


def _differs(following, standing):
    if following.lead_provider is None:
        return False
    if standing is None or standing.lead_provider != following.lead_provider:
        return True
    return following.delivery_partner not in (None, standing.delivery_partner)
