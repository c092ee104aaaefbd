"""
Looking a person up among all schools' records.

A school may learn of a person what it has typed itself, and whether it can go on. So what
comes back is a finding: what to do next, with numbers of this school's own records only.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from config.web import clock
from schools.models import School

from .models import ECTAtSchool, MentorAtSchool, Teacher, Training
from .names import same_first_name


class Role(StrEnum):
    """What a school wants to register someone as."""

    ECT = "ECT"
    MENTOR = "mentor"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who it is, as a school has typed it."""

    trn: str
    first_name: str
    last_name: str
    date_of_birth: date

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class Outcome(StrEnum):
    """What a look-up comes to, in the order of the rules: the first that fits counts."""

    NEW = "new"
    DETAILS_DIFFER = "details differ"
    NAME_DIFFERS = "name differs"
    OTHER_ROLE = "other role"
    INDUCTION_COMPLETED = "induction completed"
    EXEMPT = "exempt"
    PAUSED = "paused here"
    STOPPED = "stopped here"
    HERE = "here"
    LEAVING = "leaving here"
    ELSEWHERE = "elsewhere"
    LEFT_HERE = "left, here last"
    LEFT_ELSEWHERE = "left, elsewhere last"


#: What lets a school register someone: as new to it, as coming back, or as a mentor at both.
GO_ON = {
    Role.ECT: {Outcome.NEW, Outcome.LEFT_HERE},
    Role.MENTOR: {Outcome.NEW, Outcome.ELSEWHERE, Outcome.LEFT_HERE, Outcome.LEFT_ELSEWHERE},
}


@dataclass(frozen=True)
class Finding:
    """
    What a look-up comes to.

    ``place_id`` is the number of the person's place at the school that asks, where the finding
    is about one. ``is_unknown`` says that nothing stands on record, so that what is typed
    counts. ``is_trained`` says that someone who mentors has their training, or gets it at
    another school, so that nothing is asked about it.
    """

    outcome: Outcome
    place_id: int | None = None
    is_unknown: bool = False
    is_trained: bool = False


@dataclass
class _Records:
    """What we have of a person, the latest first."""

    teacher: Teacher
    ects: list[ECTAtSchool] = field(default_factory=list)
    mentors: list[MentorAtSchool] = field(default_factory=list)


def find(person: Person, *, role: Role, school: School) -> Finding:
    """
    Look a person up by their TRN, for a school that wants to register them.

    At most four queries, however much there is of them.
    """
    teacher = Teacher.objects.filter(trn=person.trn).first()
    if teacher is None:
        return Finding(Outcome.NEW, is_unknown=True)
    records = _Records(
        teacher,
        list(teacher.ect_places.not_removed().order_by("-started_on")),
        list(teacher.mentor_places.not_removed().order_by("-started_on")),
    )
    if not (records.ects or records.mentors):
        return Finding(Outcome.NEW, is_unknown=True)
    if teacher.date_of_birth != person.date_of_birth:
        return Finding(Outcome.DETAILS_DIFFER)
    if not same_first_name(teacher.first_name, person.first_name):
        return Finding(Outcome.NAME_DIFFERS)
    if role == Role.ECT:
        return _find_ect(records, school)
    return _find_mentor(records, school)


def _find_ect(records, school):
    teacher = records.teacher
    if records.mentors:
        return Finding(Outcome.OTHER_ROLE)
    if teacher.induction_is_over:
        is_exempt = teacher.induction_completed_on is None
        return Finding(Outcome.EXEMPT if is_exempt else Outcome.INDUCTION_COMPLETED)
    finding = _find_place(records.ects, school)
    is_here = finding.outcome in (Outcome.HERE, Outcome.LEAVING)
    if is_here and (state := _interrupted(finding.place_id)):
        return Finding(state, finding.place_id)
    return finding


def _find_mentor(records, school):
    if records.ects and not records.teacher.induction_is_over:
        return Finding(Outcome.OTHER_ROLE)
    is_completed = records.teacher.mentor_training_is_completed
    elsewhere = [place for place in records.mentors if place.school_id != school.pk]
    is_trained = is_completed or any(place.cohort_id and not place.is_over() for place in elsewhere)
    if not records.mentors:
        return Finding(Outcome.NEW, is_trained=is_trained)
    found = _find_place(records.mentors, school)
    return Finding(found.outcome, found.place_id, is_trained=is_trained)


def _find_place(places, school):
    """Where the person is, this school before others, or where they were last."""
    going_on = [place for place in places if not place.is_over()]
    here = next((place for place in going_on if place.school_id == school.pk), None)
    if here:
        return Finding(Outcome.LEAVING if here.finished_on else Outcome.HERE, here.pk)
    if going_on:
        return Finding(Outcome.ELSEWHERE)
    if not places:
        return Finding(Outcome.NEW)
    last = max(places, key=lambda place: place.finished_on)
    if last.school_id == school.pk:
        return Finding(Outcome.LEFT_HERE, last.pk)
    return Finding(Outcome.LEFT_ELSEWHERE)


def _interrupted(place_id):
    """Whether an ECT has paused or stopped training today."""
    states = {Training.State.PAUSED: Outcome.PAUSED, Training.State.STOPPED: Outcome.STOPPED}
    training = Training.objects.on(clock.today()).filter(ect=place_id).first()
    return states.get(training.state) if training else None
