"""What other schools, and those who train someone, hear of a move: made, or taken back."""

from collections.abc import Iterable

from config.events.services import Actor, record
from participants.emails import moves as emails
from participants.models import ECTAtSchool, MentorAtSchool
from participants.movers import trained_by

from .periods import Shift, take_back


def note(shifts: Iterable[Shift], *, by: Actor, reference: str = "", reason: str = "") -> None:
    """
    Write down for each school what has become of someone's place there, and email its tutor.

    A tutor who has done it is not named there: they belong to another school.
    """
    someone = Actor(by.key, "Another school") if by.key.startswith("user:") else by
    for shift in shifts:
        kind, tell = _what_happened(shift)
        place = shift.place
        record(
            kind,
            by=someone,
            about=place.teacher,
            school_urn=place.school.urn,
            before={"last day": str(shift.last_day_before or "")},
            after={"last day": str(place.last_day or "")},
            reference=reference,
            reason=reason,
        )
        tell(place)


def cancel(place: ECTAtSchool | MentorAtSchool, *, by: Actor, reference: str = "") -> None:
    """
    Remove a place. If someone was to move there, all who had heard of it are told.

    The locks are those of ``lock_move``.
    """
    lead_provider, _ = trained_by(place) if _is_move(place) else (None, None)
    note(take_back(place), by=by, reference=reference)
    if lead_provider:
        emails.not_joining_training(lead_provider, place)


def _is_move(place):
    """Whether the person was to come here from another school, begun there or not."""
    if isinstance(place, MentorAtSchool):
        return place.is_move
    taken_out = ECTAtSchool.objects.filter(gave_way_to=place.pk)
    return taken_out.exists() or _of_pages(place).came_from_elsewhere


def _of_pages(ect):
    return ECTAtSchool.objects.for_pages().prefetch_related(None).get(pk=ect.pk)


def _what_happened(shift):
    if shift.is_void:
        return "registration taken over", _not_joining
    if shift.claimed_on:
        return "moved away", emails.someone_leaving
    return "move away taken back", _back


def _not_joining(place):
    emails.someone_not_joining(place)
    lead_provider, _ = trained_by(place)
    if lead_provider:
        emails.not_joining_training(lead_provider, place)


def _back(place):
    """The lead provider is told if they stay for good."""
    emails.someone_back(place)
    lead_provider, _ = trained_by(place)
    if lead_provider and place.finished_on is None:
        emails.leaver_stays(lead_provider, place)
