"""
What someone has completed: their induction, unless they are exempt, or training as a mentor.

Staff and operators put it in, and schools see it. Nobody is emailed. Each function tells
whether it was news, so that it can be called again.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db import transaction

from config.events.services import Actor, record
from config.web import clock, formats
from config.web.errors import Refused
from participants.models import Mentorship, Teacher

from .locks import lock_induction, lock_teacher
from .periods import ALIVE


class _Words(NamedTuple):
    """What a date is called: the kinds of its events, and the beginning of a sentence."""

    stands: str
    is_taken_back: str
    sentence: str


_WORDS = {
    "induction_completed_on": _Words(
        "induction completed", "induction not completed", "The induction was completed on"
    ),
    "induction_exempt_on": _Words(
        "exempt from induction",
        "not exempt from induction",
        "The person is exempt from induction from",
    ),
    "mentor_training_completed_on": _Words(
        "mentor training completed",
        "mentor training not completed",
        "The mentor training was completed on",
    ),
}
#: The dates of a teacher that say so.
DATES = set(_WORDS)


class DoesNotFit(Refused):
    """It contradicts what is on record."""


def complete_induction(teacher: Teacher, *, on: date, by: Actor, reason: str = "") -> bool:
    """
    An ECT has completed induction on a day. Their mentorship ends with it.

    Tells whether that is news. Raises ``DoesNotFit``, or ``MovedMeanwhile`` of locks.
    """
    return _end_induction(teacher, "induction_completed_on", on=on, by=by, reason=reason)


def exempt(teacher: Teacher, *, on: date, by: Actor, reason: str = "") -> bool:
    """
    An ECT is exempt from induction from a day on. Their mentorship ends with it.

    Tells whether that is news. Raises ``DoesNotFit``, or ``MovedMeanwhile`` of locks.
    """
    return _end_induction(teacher, "induction_exempt_on", on=on, by=by, reason=reason)


@transaction.atomic
def complete_mentor_training(teacher: Teacher, *, on: date, by: Actor, reason: str = "") -> bool:
    """
    A mentor has completed their training on a day. They go on mentoring.

    Tells whether that is news. Raises ``DoesNotFit``.
    """
    name = "mentor_training_completed_on"
    teacher = lock_teacher(teacher)
    if getattr(teacher, name) == on:
        return False
    check_past(on)
    places = _places(teacher, name)
    if not places:
        raise DoesNotFit("The person is not a mentor at any school.")
    _check_open(teacher, name)
    _save(teacher, name, places, on=on, by=by, reason=reason)
    return True


def corrected(
    teacher: Teacher, *, before: Mapping[str, date | None], by: Actor, reason: str
) -> None:
    """
    Write down what staff have corrected of what someone has completed, wherever it shows.

    ``before`` holds, of ``DATES``, those that have changed, as they were.
    """
    changed = [name for name in _WORDS if name in before]
    for name in changed:
        if day := before[name]:
            kind, urns = _WORDS[name].is_taken_back, _shown_at(_places(teacher, name), day)
            _note(kind, teacher, urns, by=by, reason=reason, before={"day": str(day)})
    for name in changed:
        _note_day(teacher, name, _places(teacher, name), by=by, reason=reason)


def fit_mentorships(teacher: Teacher) -> None:
    """End an ECT's mentorships with the induction, or give them back what it had taken."""
    held = Mentorship.objects.filter(ALIVE, ect__teacher=teacher)
    for mentorship in held.select_related("ect__teacher", "mentor").order_by("started_on"):
        mentorship.fit(mentorship.cannot_be_from)


def check_past(day: date) -> None:
    """Raise ``DoesNotFit`` for what is still to come: it may come otherwise."""
    if day > clock.today():
        raise DoesNotFit(f"{formats.day(day)} is in the future.")


@transaction.atomic
def _end_induction(teacher, name, *, on, by, reason) -> bool:
    teacher, places = lock_induction(teacher)
    if getattr(teacher, name) == on:
        return False
    check_past(on)
    if not places:
        raise DoesNotFit("The person is not an ECT at any school.")
    _check_open(teacher, "induction_completed_on", "induction_exempt_on")
    first_day = min(place.started_on for place in places)
    if name == "induction_completed_on" and on <= first_day:
        raise DoesNotFit(f"The induction starts on {formats.day(first_day)} only.")
    _save(teacher, name, places, on=on, by=by, reason=reason)
    fit_mentorships(teacher)
    return True


def _check_open(teacher, *names):
    """Raise ``DoesNotFit`` if one of these stands already, with whatever day."""
    for name in names:
        if day := getattr(teacher, name):
            raise DoesNotFit(f"{_WORDS[name].sentence} {formats.day(day)} already.")


def _save(teacher, name, places, *, on, by, reason):
    setattr(teacher, name, on)
    teacher.save(update_fields=[name])
    _note_day(teacher, name, places, by=by, reason=reason)


def _places(teacher, name):
    """Those at which someone was, or is, to complete it."""
    is_mentors = name == "mentor_training_completed_on"
    places = teacher.mentor_places if is_mentors else teacher.ect_places
    return list(places.not_removed().select_related("school"))


def _note_day(teacher, name, places, *, by, reason):
    """Write down the day that stands, if one does."""
    if day := getattr(teacher, name):
        urns = _shown_at(places, day) or [None]
        _note(_WORDS[name].stands, teacher, urns, by=by, reason=reason, after={"day": str(day)})


def _shown_at(places, day):
    """The schools where it shows: those where the person was on that day, or came later."""
    return sorted({place.school.urn for place in places if not place.is_over(day)})


def _note(kind, teacher, urns, **details):
    for urn in urns:
        record(kind, about=teacher, school_urn=urn, **details)
