"""
Looking a person up among all schools' records.

A school may learn of a person what it has typed itself, and whether it can go on. So what
comes back is a finding: what to do next, with numbers of this school's own records only.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.db.models import CharField, Value

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


#: What lets a school take someone over from another.
MOVES = {
    Role.ECT: {Outcome.ELSEWHERE, Outcome.LEFT_ELSEWHERE},
    Role.MENTOR: {Outcome.ELSEWHERE},
}


@dataclass(frozen=True)
class Finding:
    """
    What a look-up comes to.

    ``place_id`` is the number of the person's place at the school that asks, where the finding
    is about one. Who comes back has ``left_on``, the first day on which they were not there any
    more, and an ECT the ``cohort_year`` of their induction, which goes on. ``is_unknown`` says
    that nothing stands on record, so that what is typed counts. ``is_trained`` says that someone
    who mentors has their training, or gets it at another school, so that nothing is asked about
    it.
    """

    outcome: Outcome
    place_id: int | None = None
    left_on: date | None = None
    cohort_year: int | None = None
    is_unknown: bool = False
    is_trained: bool = False


@dataclass(frozen=True)
class _Place:
    """A place at a school, as far as a look-up needs it."""

    role: str
    pk: int
    school_id: int
    cohort_year: int | None
    finished_on: date | None

    @property
    def is_over(self):
        return self.finished_on is not None and self.finished_on <= clock.today()


#: What of the records stands in a place, and in the teacher whose it is.
_OF_PLACE = ["role", "pk", "school_id", "cohort__start_year", "finished_on"]
_OF_TEACHER = [
    "first_name",
    "date_of_birth",
    "induction_completed_on",
    "induction_exempt_on",
    "mentor_training_completed_on",
]


class LookUp:
    """
    One TRN, looked up for a school that wants to register someone.

    The records are read once, in one query, however much there is of the person and whichever
    names are tried. An ECT who is here takes a second query.
    """

    def __init__(self, trn: str, *, role: Role, school: School):
        self.trn, self.role, self.school = trn, role, school

    def find(self, person: Person) -> Finding:
        """What it comes to for a person with that TRN."""
        if not self._places:
            return Finding(Outcome.NEW, is_unknown=True)
        if self._teacher.date_of_birth != person.date_of_birth:
            return Finding(Outcome.DETAILS_DIFFER)
        if not same_first_name(self._teacher.first_name, person.first_name):
            return Finding(Outcome.NAME_DIFFERS)
        return self._as_ect if self.role == Role.ECT else self._as_mentor

    @cached_property
    def _rows(self):
        of_teacher = [f"teacher__{name}" for name in _OF_TEACHER]
        ects, mentors = (
            model.objects.not_removed()
            .filter(teacher__trn=self.trn)
            .annotate(role=Value(role.value, output_field=CharField()))
            .order_by()
            .values_list(*_OF_PLACE, *of_teacher)
            for role, model in ((Role.ECT, ECTAtSchool), (Role.MENTOR, MentorAtSchool))
        )
        return list(ects.union(mentors, all=True))

    @cached_property
    def _places(self):
        return [_Place(*row[: len(_OF_PLACE)]) for row in self._rows]

    @cached_property
    def _teacher(self):
        """Whose they are, with what a look-up needs to know of them and no more."""
        return Teacher(**dict(zip(_OF_TEACHER, self._rows[0][len(_OF_PLACE) :], strict=True)))

    def _places_as(self, role):
        return [place for place in self._places if place.role == role]

    @cached_property
    def _as_ect(self):
        if self._places_as(Role.MENTOR):
            return Finding(Outcome.OTHER_ROLE)
        teacher = self._teacher
        if teacher.induction_is_over:
            is_exempt = teacher.induction_completed_on is None
            return Finding(Outcome.EXEMPT if is_exempt else Outcome.INDUCTION_COMPLETED)
        finding = self._find_place(self._places)
        is_here = finding.outcome in (Outcome.HERE, Outcome.LEAVING)
        if is_here and (state := _interrupted(finding.place_id)):
            return replace(finding, outcome=state)
        return finding

    @cached_property
    def _as_mentor(self):
        teacher, places = self._teacher, self._places_as(Role.MENTOR)
        if self._places_as(Role.ECT) and not teacher.induction_is_over:
            return Finding(Outcome.OTHER_ROLE)
        is_trained = teacher.mentor_training_is_completed or any(
            place.school_id != self.school.pk and place.cohort_year and not place.is_over
            for place in places
        )
        found = self._find_place(places) if places else Finding(Outcome.NEW)
        return replace(found, cohort_year=None, is_trained=is_trained)

    def _find_place(self, places):
        """Where the person is, this school before others, or where they were last."""
        school_id = self.school.pk
        going_on = [place for place in places if not place.is_over]
        here = next((place for place in going_on if place.school_id == school_id), None)
        if here:
            return Finding(Outcome.LEAVING if here.finished_on else Outcome.HERE, here.pk)
        if going_on:
            return Finding(Outcome.ELSEWHERE)
        last = max(places, key=lambda place: (place.finished_on, place.school_id == school_id))
        if last.school_id == school_id:
            return Finding(
                Outcome.LEFT_HERE,
                last.pk,
                left_on=last.finished_on,
                cohort_year=last.cohort_year,
            )
        return Finding(Outcome.LEFT_ELSEWHERE)


def find(person: Person, *, role: Role, school: School) -> Finding:
    """Look a person up by their TRN, for a school that wants to register them."""
    return LookUp(person.trn, role=role, school=school).find(person)


def _interrupted(place_id):
    """Whether an ECT has paused or stopped training today."""
    states = {Training.State.PAUSED: Outcome.PAUSED, Training.State.STOPPED: Outcome.STOPPED}
    training = Training.objects.on(clock.today()).filter(ect=place_id).first()
    return states.get(training.state) if training else None
