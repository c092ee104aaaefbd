"""What follows when staff correct a person's record, in the transaction that corrects it."""

from typing import Any

from config.events.services import Actor
from config.support import services as support
from participants.emails import changes
from participants.emails import corrections as emails
from participants.models import ECTAtSchool, MentorAtSchool, Teacher

from . import checks, completions, shifts
from .people import keep_name, places_of
from .periods import fit_places

_ENDS_OF_INDUCTION = {"induction_completed_on", "induction_exempt_on"}
#: What decides whether what a school types is the person on record.
_COMPARED = {"trn", "first_name", "date_of_birth"}
_ANSWER = "We have corrected our record. We have emailed you a link to go on."


def follow_up(teacher: Teacher, *, before: dict[str, Any], by: Actor, reason: str) -> None:
    """
    Tell whoever has to hear that staff have corrected who someone is, or what they completed.

    ``before`` holds what has changed, as it was. The person hears of another name. Tutors who
    have asked DfE to check this TRN, the old one or the new one, hear that they can go on.
    Mentorships end with an induction, and come back if it is not over after all. Schools have
    it in their record.
    """
    completions.corrected(teacher, before=before, by=by, reason=reason)
    if _ENDS_OF_INDUCTION & before.keys():
        completions.fit_mentorships(teacher)
        teacher.ect_places.current().forget_name()
    if {"first_name", "last_name"} & before.keys():
        names = [before.get(name, getattr(teacher, name)) for name in ("first_name", "last_name")]
        keep_name(teacher, *names)
        changes.name_changed(places_of(teacher), before=" ".join(names), told_by=None)
    if not _COMPARED & before.keys():
        return
    for trn in sorted({teacher.trn, before.get("trn", teacher.trn)}):
        for request, draft in checks.waiting_for(trn):
            support.close(request=request, answer=_ANSWER, by=by)
            emails.record_corrected(request, draft=draft)


def keep_together(
    place: ECTAtSchool | MentorAtSchool, *, changed: set[str], by: Actor, reason: str
) -> None:
    """
    Take along what hangs on a place at a school whose days or cohort were corrected.

    Training and mentorships inside it, and the places that end where it begins. Those schools
    have it on record, and their tutors are emailed.
    """
    if "cohort" in changed:
        place.training.update(cohort=place.cohort)
    shifts.note(fit_places(around=place), by=by, reason=reason)
