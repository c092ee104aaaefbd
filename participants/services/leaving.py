"""A school reports that someone leaves it, and takes that back."""

from datetime import date, timedelta

from django.db import transaction

from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from participants import starts
from participants.emails import moves as emails
from participants.models import ECTAtSchool, MentorAtSchool
from participants.movers import trained_by

from .locks import lock_move
from .periods import claimed_from, fit_inside

Place = ECTAtSchool | MentorAtSchool


class CannotReport(Refused):
    """The person is not here any more, or not yet, or cannot leave on this day."""


class NothingToChange(Refused):
    """The records say so already."""


class NothingToTakeBack(Refused):
    """The school has not reported that the person leaves, or they have left."""


class ClaimedElsewhere(Refused):
    """Another school has registered the person."""


def may_report(place: Place) -> bool:
    """Whether someone is here, so that they can leave. One who has not begun is removed."""
    if place.removed_at or place.is_over() or place.started_on > clock.today():
        return False
    return not (isinstance(place, ECTAtSchool) and place.teacher.induction_is_over)


def may_stay(place: Place) -> bool:
    """Whether the school has reported that someone leaves, and the day has not come."""
    return not place.removed_at and place.own_finished_on is not None and not place.is_over()


def last_day_offered(claimed_on: date | None) -> date:
    """The latest last day: a year from now, or before the day that another school has claimed."""
    latest = starts.last_offered()
    return min(latest, claimed_on - timedelta(days=1)) if claimed_on else latest


@transaction.atomic
def report(place: Place, *, last_day: date, by: Actor, reference: str = "") -> None:
    """
    Someone leaves the school: ``last_day`` is the last on which they are there.

    Their mentorships end with it, and the lead provider who trains them is emailed. Reporting
    again moves the last day.

    Raises ``CannotReport``, ``NothingToChange`` or ``MovedMeanwhile``.
    """
    _lock(place)
    if not may_report(place):
        raise CannotReport(f"{place.full_name} is not at your school today.")
    if not place.started_on <= last_day <= last_day_offered(claimed_from(place)):
        raise CannotReport(f"{place.full_name} cannot leave on this day.")
    before = place.last_day
    if before == last_day:
        raise NothingToChange("We have this last day already.")
    place.end(last_day + timedelta(days=1))
    _note("leaving reported", place, before=before, by=by, reference=reference)
    if lead_provider := trained_by(place)[0]:
        emails.leaver_reported(lead_provider, place)


@transaction.atomic
def stay(place: Place, *, by: Actor, reference: str = "") -> None:
    """
    Someone stays after all: what their school had reported is undone.

    The mentorships that it had ended go on, and the lead provider is emailed.

    Raises ``NothingToTakeBack``, ``ClaimedElsewhere`` or ``MovedMeanwhile``.
    """
    _lock(place)
    if not may_stay(place):
        raise NothingToTakeBack("There is no last day to take back.")
    if claimed_from(place):
        raise ClaimedElsewhere("Another school has registered them.")
    before = place.last_day
    place.end(None)
    place.fit(None)
    _note("leaving taken back", place, before=before, by=by, reference=reference)
    if lead_provider := trained_by(place)[0]:
        emails.leaver_stays(lead_provider, place)


def _lock(place):
    """Hold all that may be written, and read the place as it is by then."""
    lock_move(place.teacher.trn, school=place.school)
    place.refresh_from_db()


def _note(kind, place, *, before, by, reference):
    fit_inside(place)
    record(
        kind,
        by=by,
        about=place.teacher,
        school_urn=place.school.urn,
        before={"last day": str(before or "")},
        after={"last day": str(place.last_day or "")},
        reference=reference,
    )
