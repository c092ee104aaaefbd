"""
Keeping periods inside those that hold them.

A mentorship lies inside the places of its ECT and of its mentor, and ends with the induction;
a person's own training lies inside their place. A place ends where another begins that the
person has moved to. Whoever begins, ends, removes or brings back a place, or ends an
induction, calls these afterwards, under the locks of ``services.locks``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool

#: Not removed, or void only as long as something holds it.
ALIVE = Q(removed_at=None) | Q(gave_way=True)


@dataclass(frozen=True)
class Shift:
    """
    A place whose end has changed with another place, or which is void or back with it.

    ``claimed_on`` is the day on which another place ends it now, or would, if one does.
    """

    place: ECTAtSchool | MentorAtSchool
    last_day_before: date | None
    claimed_on: date | None

    @property
    def is_void(self) -> bool:
        """Whether nothing is left of it now."""
        return self.place.removed_at is not None


def fit_ect(ect: ECTAtSchool) -> None:
    """Fit the mentorships and the training of an ECT into their place at the school."""
    for training in ect.training.filter(ALIVE):
        training.fit(ect.limit)
    for mentorship in ect.mentorships.filter(ALIVE).select_related("mentor").order_by("started_on"):
        mentorship.ect = ect
        mentorship.fit(mentorship.cannot_be_from)


def fit_mentor(mentor: MentorAtSchool) -> None:
    """Fit the mentorships and the training of a mentor into their place at the school."""
    for training in mentor.training.filter(ALIVE):
        training.fit(mentor.limit)
    found = mentor.mentorships.filter(ALIVE).select_related("ect__teacher").order_by("started_on")
    for mentorship in found:
        mentorship.mentor = mentor
        mentorship.fit(mentorship.cannot_be_from)


def fit_inside(place: ECTAtSchool | MentorAtSchool) -> None:
    """Fit what lies inside a place, an ECT's or a mentor's."""
    if isinstance(place, ECTAtSchool):
        fit_ect(place)
    else:
        fit_mentor(place)


def fit_places(*, around: ECTAtSchool | MentorAtSchool) -> list[Shift]:
    """
    Fit the places of a teacher between one another, whose days have changed at ``around``.

    A place ends where the person has moved to another. ``around`` is saved with them, in the
    order that lets no two overlap on the way. What lies inside each is fitted, too. What
    comes back are the other places that have changed.
    """
    places = [around if one.pk == around.pk else one for one in _places_with(around)]
    return _fit(places, around=around)


def move_in(place: ECTAtSchool | MentorAtSchool) -> list[Shift]:
    """
    Save the place that someone moves to.

    The places of before end when it starts. Those that have not begun are at other schools,
    since nobody moves to where they are registered, and are taken out by it. What comes back
    are the places that have changed.
    """
    today = clock.today()
    others = _places_with(place)
    taken = [one for one in others if not one.removed_at and one.started_on > today]
    shifts = _fit([*others, place], around=place, voided=taken)
    for one in taken:
        one.gave_way_to = place
        one.save(update_fields=["gave_way_to"])
    return shifts


def take_back(place: ECTAtSchool | MentorAtSchool) -> list[Shift]:
    """
    Remove a place, as if it had never been.

    What it has ended or taken out comes back, as far as nothing else holds it. What comes back
    from here are the places that have changed.
    """
    place.removed_at, place.gave_way = place.removed_at or clock.now(), False
    taken_out_by, place.gave_way_to = place.gave_way_to, None
    place.save()
    fit_inside(place)
    others = _places_with(place)
    for one in others:
        if one.gave_way_to_id == place.pk:
            one.gave_way_to = taken_out_by or _later_claim(one, others)
            one.save(update_fields=["gave_way_to"])
    return _fit(others)


def ended_by(place: ECTAtSchool | MentorAtSchool) -> list[Any]:
    """The other places of the person that end where this one begins."""
    others = [one for one in _places_with(place) if one.pk != place.pk]
    return [one for one in others if one.finished_on == place.started_on and _ends(place, one)]


def claimed_from(place: ECTAtSchool | MentorAtSchool) -> date | None:
    """The day on which another place of the person ends this one, if one does."""
    return _end_of(place, _places_with(place))


def _fit(places, *, around=None, voided=()) -> list[Shift]:
    """Those that give way first, then those that end earlier, then those with room to grow."""
    untils = {
        id(place): place.started_on
        if place.gave_way_to_id or place in voided
        else _end_of(place, [one for one in places if one not in voided])
        for place in places
    }

    def turn(place):
        until = untils[id(place)]
        gives_way = until is not None and until <= place.started_on
        shrinks = until is not None and (place.finished_on is None or until < place.finished_on)
        return (not gives_way, not shrinks, -place.started_on.toordinal())

    shifts = []
    for place in sorted(places, key=turn):
        last_day, is_void = place.last_day, place.removed_at is not None
        if place is around:
            place.save()
        place.fit(untils[id(place)])
        if place is around:
            fit_inside(place)
        elif (place.last_day, place.removed_at is not None) != (last_day, is_void):
            fit_inside(place)
            shifts.append(Shift(place, last_day, untils[id(place)]))
    return sorted(shifts, key=lambda shift: shift.place.pk)


def _places_with(place) -> list[Any]:
    """The teacher's places of this kind, the first registered first, void ones included."""
    places = place._meta.model.objects.filter(ALIVE, teacher=place.teacher_id)
    found = places.select_related("school", "teacher", "cohort")
    return list(found.order_by("registered_at", "pk"))


def _end_of(place, places) -> date | None:
    return _earliest(*(one.started_on for one in places if _ends(one, place)))


def _ends(one, place) -> bool:
    """Whether a place ends another, where it starts."""
    if one.gave_way_to_id or one.started_on <= place.started_on:
        return False
    return one.school_id == place.school_id or _claims(one, place)


def _claims(one, place) -> bool:
    """
    Whether a place leaves no room for another of the same person.

    An ECT's always does. A mentor's does if they have moved there, from the schools of before.
    """
    if isinstance(one, ECTAtSchool):
        return True
    return one.is_move and _is_newer(one, place)


def _is_newer(one, place) -> bool:
    """
    Whether a place was registered after another.

    Their numbers do not tell: a place that goes on at the school that took over from a closed
    one is as old as what it goes on from.
    """
    if one.pk is None or place.pk is None:
        return one.pk is None
    return (one.registered_at, one.pk) > (place.registered_at, place.pk)


def _later_claim(place, places):
    """The latest registration that would have taken out a place, had it stood."""
    later = [
        one
        for one in places
        if not one.gave_way_to_id
        and _is_newer(one, place)
        and one.started_on <= place.started_on
        and _claims(one, place)
    ]
    return later[-1] if later else None


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)
