"""
Looking a person up among all schools' records.

A school may learn of a person what it has typed itself, and whether it can go on. So what
comes back is a finding: what to do next, with numbers of this school's own records only.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from config.web import clock
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort, School

from .models import Teacher, Training
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

#: What stops a school that has the person as an ECT itself, by their training of today.
_INTERRUPTED: dict[str, Outcome] = {
    Training.State.PAUSED: Outcome.PAUSED,
    Training.State.STOPPED: Outcome.STOPPED,
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
class Place:
    """A place at a school, as far as looking someone up and moving them needs it."""

    role: str
    pk: int
    school_id: int
    cohort: Cohort | None
    started_on: date
    finished_on: date | None
    training_starts_on: date | None
    own_training: list[Training] = field(compare=False)

    @property
    def is_over(self) -> bool:
        """Whether they have left by today."""
        return self.finished_on is not None and self.finished_on <= clock.today()

    @property
    def has_begun(self) -> bool:
        """Whether they have started by today."""
        return self.started_on <= clock.today()

    @property
    def cohort_year(self) -> int | None:
        """The first year of the cohort, of a mentor that of their training, if there is one."""
        return self.cohort.start_year if self.cohort else None

    def own_training_on(self, day: date) -> Training | None:
        """What differs from the school’s training on a day, if anything does."""
        return next((one for one in self.own_training if one.holds_on(day)), None)


#: What of the records is read: of the teacher, of a place, its cohort, training of their own.
_OF_TEACHER = [
    "first_name",
    "date_of_birth",
    "induction_completed_on",
    "induction_exempt_on",
    "mentor_training_completed_on",
]
_OF_PLACE = ["pk", "school_id", "started_on", "finished_on", "removed_at"]
_OF_COHORT = ["pk", "start_year", "registration_opens_on"]
_OF_TRAINING = ["pk", "state", "started_on", "finished_on", "removed_at"]
_OF_PROVIDER = ["pk", "name"]
#: Where a teacher’s places are, as either.
_PLACES = {Role.ECT: "ect_places__", Role.MENTOR: "mentor_places__"}
_TERM = f"{_PLACES[Role.MENTOR]}training_starts_on"
_COLUMNS = [
    *_OF_TEACHER,
    _TERM,
    *(
        f"{at}{name}"
        for at in _PLACES.values()
        for name in (
            *_OF_PLACE,
            *(f"cohort__{name}" for name in _OF_COHORT),
            *(f"training__{name}" for name in _OF_TRAINING),
            *(f"training__lead_provider__{name}" for name in _OF_PROVIDER),
            *(f"training__delivery_partner__{name}" for name in _OF_PROVIDER),
        )
    ),
]


@cache
def _all_places():
    """All that anyone has, as ECT and as mentor, not yet asked for. It is put together once."""
    return Teacher.objects.order_by().values(*_COLUMNS)


class LookUp:
    """
    One TRN, looked up for a school that wants to register someone.

    The records are read once, in one query, however much there is of the person and whichever
    names are tried.
    """

    def __init__(self, trn: str, *, role: Role, school: School):
        self.trn, self.role, self.school = trn, role, school

    def find(self, person: Person) -> Finding:
        """What it comes to for a person with that TRN."""
        if not self.places:
            return Finding(Outcome.NEW, is_unknown=True)
        if self.teacher.date_of_birth != person.date_of_birth:
            return Finding(Outcome.DETAILS_DIFFER)
        if not same_first_name(self.teacher.first_name, person.first_name):
            return Finding(Outcome.NAME_DIFFERS)
        return self._as_ect if self.role == Role.ECT else self._as_mentor

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return list(_all_places().filter(trn=self.trn))

    @cached_property
    def places(self) -> list[Place]:
        """All that the person has, as ECT and as mentor, the first of them first."""
        # a row holds one of each, so that each stands in several
        places: dict[tuple, Place] = {}
        training: dict[tuple, Training] = {}
        for row in self._rows:
            for role, at in _PLACES.items():
                key = role, row[f"{at}pk"]
                if row[f"{at}pk"] is None or row[f"{at}removed_at"]:
                    continue
                if key not in places:
                    places[key] = _read_place(role, at, row)
                own = key, row[f"{at}training__pk"]
                if own not in training and (read := _read_training(f"{at}training__", row)):
                    training[own] = read
                    places[key].own_training.append(read)
        return sorted(places.values(), key=lambda place: (place.started_on, place.pk))

    @cached_property
    def teacher(self) -> Teacher:
        """Whose they are, with what a look-up needs to know of them and no more."""
        found: Any = _read(Teacher, "", _OF_TEACHER, self._rows[0])
        return found

    def places_as(self, role: Role) -> list[Place]:
        """Those as an ECT, or as a mentor."""
        return [place for place in self.places if place.role == role]

    @cached_property
    def _as_ect(self):
        if self.places_as(Role.MENTOR):
            return Finding(Outcome.OTHER_ROLE)
        teacher = self.teacher
        if teacher.induction_is_over:
            is_exempt = teacher.induction_completed_on is None
            return Finding(Outcome.EXEMPT if is_exempt else Outcome.INDUCTION_COMPLETED)
        finding = self._find_place(self.places)
        if finding.outcome in (Outcome.HERE, Outcome.LEAVING):
            place = next(place for place in self.places if place.pk == finding.place_id)
            own = place.own_training_on(clock.today())
            if state := own and _INTERRUPTED.get(own.state):
                return replace(finding, outcome=state)
        return finding

    @cached_property
    def _as_mentor(self):
        teacher, places = self.teacher, self.places_as(Role.MENTOR)
        if self.places_as(Role.ECT) and not teacher.induction_is_over:
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


def _read(model, prefix, names, row):
    """A record from some columns of a row, or None where they are empty."""
    values = {name: row[prefix + name] for name in names}
    return None if values[names[0]] is None else model(**values)


def _read_place(role, at, row) -> Place:
    return Place(
        role=role,
        pk=row[f"{at}pk"],
        school_id=row[f"{at}school_id"],
        cohort=_read(Cohort, f"{at}cohort__", _OF_COHORT, row),
        started_on=row[f"{at}started_on"],
        finished_on=row[f"{at}finished_on"],
        training_starts_on=row[_TERM] if role == Role.MENTOR else None,
        own_training=[],
    )


def _read_training(at, row) -> Training | None:
    training = _read(Training, at, _OF_TRAINING, row)
    if training is None or training.removed_at:
        return None
    training.lead_provider = _read(LeadProvider, f"{at}lead_provider__", _OF_PROVIDER, row)
    training.delivery_partner = _read(DeliveryPartner, f"{at}delivery_partner__", _OF_PROVIDER, row)
    return training
