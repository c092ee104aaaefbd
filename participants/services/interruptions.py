"""
What interrupts someone's training with the provider: pausing or stopping, and resuming.

Staff and operators put it in, and schools see it. Nobody is emailed. Each function tells
whether it was news, so that it can be called again. What is on record for later days is never
contradicted: such a change has to be put right by hand.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from config.events.services import Actor, record
from config.web import formats
from participants.models import ECTAtSchool, MentorAtSchool, Teacher, Training

from .completions import DoesNotFit, check_past
from .locks import lock_school, lock_teacher
from .periods import ALIVE

PAUSED, STOPPED, TRAINING = Training.State.PAUSED, Training.State.STOPPED, Training.State.TRAINING
_EVENTS = {PAUSED: "training paused", STOPPED: "training stopped", TRAINING: "training resumed"}
_WORDS = {PAUSED: "The training is paused from", STOPPED: "The training was stopped on"}


def pause(place: ECTAtSchool | MentorAtSchool, *, on: date, by: Actor, reason: str = "") -> bool:
    """
    Someone pauses training from a day on. They keep providers of their own.

    Tells whether that is news. Raises ``DoesNotFit`` of completions.
    """
    return turn(place, PAUSED, on=on, by=by, reason=reason)


def stop(place: ECTAtSchool | MentorAtSchool, *, on: date, by: Actor, reason: str = "") -> bool:
    """
    Someone stops training on a day, whether or not it was paused.

    Tells whether that is news. Raises ``DoesNotFit`` of completions.
    """
    return turn(place, STOPPED, on=on, by=by, reason=reason)


def resume(place: ECTAtSchool | MentorAtSchool, *, on: date, by: Actor, reason: str = "") -> bool:
    """
    Someone who had paused or stopped trains again from a day on, with the providers of before.

    Tells whether that is news. Raises ``DoesNotFit`` of completions.
    """
    return turn(place, TRAINING, on=on, by=by, reason=reason)


@transaction.atomic
def turn(
    place: ECTAtSchool | MentorAtSchool,
    state: Training.State,
    *,
    on: date,
    by: Actor,
    reason: str = "",
) -> bool:
    """
    Any of these, by the state that training is in from a day on.

    Tells whether that is news. Raises ``DoesNotFit`` of completions.
    """
    school, teacher = lock_school(place.school), lock_teacher(place.teacher)
    place.refresh_from_db()
    trainings = list(place.training.filter(ALIVE).order_by("started_on"))
    if was_turned(trainings, state, on):
        return False
    check_past(on)
    if not _is_trained(place, teacher, on):
        raise DoesNotFit("On that day the person is not in training at this school.")
    now = next((one for one in trainings if one.holds_on(on)), None)
    _check_follows(now, state)
    _check_last(trainings, place, on)
    if now:
        now.end(on)
    _begin(place, state, on, before=now)
    record(
        _EVENTS[state],
        by=by,
        about=teacher,
        school_urn=school.urn,
        after={"day": str(on)},
        reason=reason,
    )
    return True


def was_turned(trainings: Iterable[Training], state: str, on: date) -> bool:
    """Whether training came into a state on that very day."""
    standing = [one for one in trainings if not one.removed_at]
    begun = [one.state for one in standing if one.started_on == on]
    if begun or state != TRAINING:
        return state in begun
    return any(one.state != TRAINING and one.own_finished_on == on for one in standing)


def find_trained(teacher: Teacher, day: date) -> ECTAtSchool | MentorAtSchool | None:
    """Where someone was in training on a day, as an ECT or as a mentor, or None."""
    places: list[ECTAtSchool | MentorAtSchool] = [
        *teacher.ect_places.all(),
        *teacher.mentor_places.all(),
    ]
    return next((place for place in places if _is_trained(place, teacher, day)), None)


def _is_trained(place, teacher, day) -> bool:
    """Whether there was something to train for here: for a mentor, training of this school."""
    if isinstance(place, ECTAtSchool):
        over_on = teacher.induction_over_on
    elif place.cohort_id:
        over_on = teacher.mentor_training_completed_on
    else:
        return False
    return place.holds_on(day) and (over_on is None or day < over_on)


def _check_follows(now, state):
    """Raise ``DoesNotFit`` if a state cannot follow what holds on the day."""
    state_now = now.state if now else TRAINING
    if state == TRAINING:
        if state_now == TRAINING:
            raise DoesNotFit("On that day the training is neither paused nor stopped.")
    elif state_now in (state, STOPPED):
        raise DoesNotFit(f"{_WORDS[state_now]} {formats.day(now.started_on)} already.")


def _check_last(trainings, place, on):
    """Raise ``DoesNotFit`` if something later is on record, even if it is void for now."""
    days = {one.started_on for one in trainings}
    days |= {one.own_finished_on for one in trainings} - {None, place.finished_on}
    if later := [day for day in days if day > on]:
        raise DoesNotFit(f"The training changes on {formats.day(min(later))}, which is later.")


def _begin(place, state, on, *, before):
    """What holds from a day on, unless it is as at the school."""
    own_provider = before.lead_provider if before else None
    if state == TRAINING and own_provider is None:
        return
    Training.objects.create(
        ect=place if isinstance(place, ECTAtSchool) else None,
        mentor=place if isinstance(place, MentorAtSchool) else None,
        cohort=place.cohort,
        lead_provider=own_provider,
        delivery_partner=before.delivery_partner if before else None,
        state=state,
        started_on=on,
        finished_on=place.finished_on,
    )
