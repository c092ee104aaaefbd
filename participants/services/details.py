"""A school changes an ECT's own appropriate body, or when they start."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from participants import starts
from participants.changeable import Change, changes_of_ect
from participants.models import ECTAtSchool, Mentorship, Training
from participants.terms import cohort_year_of
from schools.models import Cohort
from schools.services.answers import check_offered

from . import shifts
from .locks import lock_move, lock_school
from .people import MayNotChange, NothingToChange, RecordsChanged
from .periods import ALIVE, fit_places


class CannotStart(Refused):
    """The ECT cannot start on this day."""


class OtherCohort(Refused):
    """An ECT who starts on this day belongs to another cohort, which only DfE changes."""


@dataclass(frozen=True)
class StartDates:
    """
    When an ECT who has not started yet can start, and whether that settles the cohort.

    The school may be told the ``first`` day unless it shows when they started at another.
    """

    first: date
    last: date
    settles_cohort: bool
    tells_first: bool


@transaction.atomic
def change_appropriate_body(
    *,
    ect: ECTAtSchool,
    appropriate_body: AppropriateBody | None,
    shown: int | None,
    by: Actor,
    reference: str = "",
) -> None:
    """
    Give an ECT an appropriate body of their own, or with None the school's.

    ``shown`` is the number of the one of their own that the school was shown, if any.

    Raises ``MayNotChange``, ``RecordsChanged``, ``NothingToChange``, or ``NotOffered`` of
    schools.
    """
    school = lock_school(ect.school)
    ect = _as_it_is(ect, Change.APPROPRIATE_BODY)
    before = ect.appropriate_body
    if ect.appropriate_body_id != shown:
        raise RecordsChanged("The appropriate body has changed a moment ago. Check it again.")
    if before == appropriate_body:
        raise NothingToChange("This is the appropriate body that we have already.")
    check_offered(school=school, cohort=ect.cohort, appropriate_body=appropriate_body)
    ect.appropriate_body = appropriate_body
    ect.save(update_fields=["appropriate_body"])
    record(
        "ECT’s appropriate body changed",
        by=by,
        about=ect.teacher,
        school_urn=school.urn,
        before={"appropriate body": _body(before)},
        after={"appropriate body": _body(appropriate_body)},
        reference=reference,
    )


@transaction.atomic
def change_start_date(
    *, ect: ECTAtSchool, started_on: date, shown: date, by: Actor, reference: str = ""
) -> None:
    """
    Let an ECT who has not started yet start on another day.

    Their mentorships, and training of their own, begin with them. Where they move here from
    another school, they leave it on that day. ``shown`` is the day that the school was shown.

    Raises ``MayNotChange``, ``RecordsChanged``, ``NothingToChange``, ``CannotStart``,
    ``OtherCohort`` or ``MovedMeanwhile``.
    """
    lock_move(ect.teacher.trn, school=ect.school)
    ect = _as_it_is(ect, Change.START_DATE)
    before = ect.started_on
    if before != shown:
        raise RecordsChanged("The start date has changed a moment ago. Check it again.")
    if before == started_on:
        raise NothingToChange("This is the start date that we have already.")
    _check_can_start(ect, started_on)
    ect.started_on = started_on
    for training in ect.training.filter(ALIVE).order_by("started_on"):
        begins_with_ect = training.started_on == before
        first_day = started_on if begins_with_ect else max(training.started_on, started_on)
        _begin(training, first_day, until=ect.limit)
    held = ect.mentorships.filter(ALIVE).select_related("mentor").order_by("started_on")
    for mentorship in held:
        mentorship.ect = ect
        first_day = max(clock.today(), started_on, mentorship.mentor.started_on)
        _begin(mentorship, first_day, until=mentorship.cannot_be_from)
    moved = fit_places(around=ect)
    record(
        "start date changed",
        by=by,
        about=ect.teacher,
        school_urn=ect.school.urn,
        before={"first day": str(before)},
        after={"first day": str(started_on)},
        reference=reference,
    )
    shifts.note(moved, by=by, reference=reference)


def start_dates(ect: ECTAtSchool) -> StartDates:
    """
    When an ECT who has not started yet can start.

    Someone who was an ECT before starts after that, and keeps their cohort. The first start of
    all settles it.
    """
    others = list(ect.teacher.ect_places.not_removed().exclude(pk=ect.pk))
    earlier = [one for one in others if one.started_on < ect.started_on]
    elsewhere = [_day_after_start(one) for one in earlier if not _is_here(one, ect)]
    days = [_day_after_start(one) for one in earlier if _is_here(one, ect)]
    days += [one.finished_on for one in earlier if one.finished_on and _is_here(one, ect)]
    cohort = Cohort.objects.registration_cohort()
    if not earlier and cohort:
        days = [starts.first_offered(cohort)]
    first = max([*elsewhere, *days], default=clock.today())
    last = starts.last_offered()
    if ect.finished_on:
        last = min(last, ect.finished_on - timedelta(days=1))
    return StartDates(first, last, settles_cohort=not earlier, tells_first=first not in elsewhere)


def is_other_cohort(ect: ECTAtSchool, started_on: date, dates: StartDates) -> bool:
    """Whether an ECT who starts on a day would belong to another cohort than now."""
    is_other = cohort_year_of(started_on) != cohort_year_of(ect.started_on)
    return dates.settles_cohort and is_other


def _check_can_start(ect, started_on):
    dates = start_dates(ect)
    if not dates.first <= started_on <= dates.last:
        raise CannotStart(f"{ect.full_name} cannot start on this day.")
    if is_other_cohort(ect, started_on, dates):
        raise OtherCohort("This start date belongs to another year. Ask DfE to change it.")


def _as_it_is(ect, change) -> ECTAtSchool:
    """The ECT as they are now, under the locks. Raises ``MayNotChange``."""
    now = ect.school.ects.not_removed().for_pages().filter(pk=ect.pk).first()
    if now is None or change not in changes_of_ect(now):
        raise MayNotChange("This cannot be changed any more.")
    return now


def _begin(period: Mentorship | Training, first_day: date, *, until: date | None):
    """Let a period begin on another day. One that would have ended by then is removed for good."""
    if period.own_finished_on and period.own_finished_on <= first_day:
        period.end(period.started_on)
    else:
        period.started_on = first_day
        period.fit(until)
        period.save()


def _day_after_start(place):
    return place.started_on + timedelta(days=1)


def _is_here(place, ect):
    return place.school_id == ect.school_id


def _body(appropriate_body):
    return appropriate_body.name if appropriate_body else "the same as the school’s"
