"""Taking in lists of what ECTs and mentors have completed, or interrupted."""

import re
from datetime import date

from django.db import models

from config.events.services import Actor
from config.records.files import Rejected, batched, cells
from config.records.files.progress import bar
from config.web.errors import Refused

from .models import Teacher, Training
from .services import completions, interruptions
from .trns import normalised_trn

COMPLETION_COLUMNS = ("trn", "kind", "date")
#: “1234567”, “12/34567”, “RP 12/34567”, and old ones with noughts missing.
_TRN = re.compile(r"(RP)?[0-9/ ]*", re.IGNORECASE)


class Kind(models.TextChoices):
    """What a row says of someone."""

    INDUCTION_COMPLETED = "induction_completed", "an ECT has completed induction"
    INDUCTION_EXEMPT = "induction_exempt", "an ECT does not need to do induction"
    MENTOR_TRAINING_COMPLETED = "mentor_training_completed", "a mentor has completed training"
    PAUSED = "paused", "an ECT or a mentor has paused training"
    STOPPED = "stopped", "an ECT or a mentor has stopped training with their provider"
    RESUMED = "resumed", "an ECT or a mentor who had paused or stopped trains again"


#: The date of a person that it is, and what puts it in.
_COMPLETIONS = {
    Kind.INDUCTION_COMPLETED: ("induction_completed_on", completions.complete_induction),
    Kind.INDUCTION_EXEMPT: ("induction_exempt_on", completions.exempt),
    Kind.MENTOR_TRAINING_COMPLETED: (
        "mentor_training_completed_on",
        completions.complete_mentor_training,
    ),
}
#: What training is from then on.
_STATES = {
    Kind.PAUSED: Training.State.PAUSED,
    Kind.STOPPED: Training.State.STOPPED,
    Kind.RESUMED: Training.State.TRAINING,
}


def take_in_completions(rows, *, tally, by: Actor) -> None:
    """
    Put in what each row says, in a transaction of its own, and email nobody.

    The rows are taken by their dates, whatever their order in the file.
    """
    cleaned = tally.once(tally.cleaned(rows, _clean), key=lambda values: values, what="row")
    ordered = sorted(cleaned, key=lambda row: (row[1][2], row[0]))
    with bar("Recording", total=len(ordered)) as show:
        for done, batch in enumerate(batched(ordered, 500)):
            show(done * 500)
            teachers = _find([trn for _, (trn, _, _) in batch])
            for line, (trn, kind, on) in batch:
                try:
                    is_news = _take_in(teachers.get(trn), trn, kind, on=on, by=by)
                except (Rejected, Refused) as refusal:
                    tally.reject(line, str(refusal).rstrip("."))
                else:
                    tally.count("changed" if is_news else "unchanged")


def _find(trns) -> dict[str, Teacher]:
    """The people with these TRNs, and all that tells whether a row is news."""
    teachers = Teacher.objects.prefetch_related(
        "ect_places__school",
        "ect_places__training",
        "mentor_places__school",
        "mentor_places__training",
    )
    return teachers.in_bulk(trns, field_name="trn")


def _take_in(teacher, trn, kind, *, on, by) -> bool:
    if teacher is None:
        raise Rejected(f"we do not have a teacher with the TRN {trn}")
    if kind in _COMPLETIONS:
        name, complete = _COMPLETIONS[kind]
        return getattr(teacher, name) != on and complete(teacher, on=on, by=by)
    completions.check_past(on)
    place = interruptions.find_trained(teacher, on)
    if place is None:
        raise Rejected("on that day the person is neither an ECT nor a mentor in training")
    # the people were read before the first row of their batch: what they have on record stays
    if interruptions.was_turned(place.training.all(), _STATES[kind], on):
        return False
    return interruptions.turn(place, _STATES[kind], on=on, by=by)


def _clean(row) -> tuple[str, Kind, date]:
    kind = cells.choice(row["kind"].casefold(), Kind.values, what="kind")
    on = cells.day(row["date"], what="date")
    if on is None:
        raise Rejected("no date")
    return _clean_trn(row["trn"]), Kind(kind), on


def _clean_trn(cell) -> str:
    if not cell:
        raise Rejected("no TRN")
    try:
        if _TRN.fullmatch(cell):
            return normalised_trn(cell)
    except ValueError:
        pass
    raise Rejected(f"the TRN must have 7 digits, not “{cells.shown(cell)}”")
