"""Which closed schools have something to hand over, to whom, and why some wait for staff."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from config.records.files import batched
from config.web import clock, formats
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services.periods import ALIVE
from partnerships.models import Partnership
from schools.models import ClosedSchool, School, SchoolCohort, TutorAppointment
from schools.services.handover import offers_programme

from . import ties
from .ties import Ties

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Finding:
    """
    What is to become of what a closed school has.

    It goes to the school in ``to``, or waits because of ``reason``, a sentence. ``successors``
    are the schools that took its place, as far as we have them.
    """

    school: Any
    successors: list[School] = field(default_factory=list)
    to: School | None = None
    reason: str = ""


def first_day(school: School) -> date | None:
    """The day from which what a closed school had is the other's: the day after it closed."""
    return school.closed_on + timedelta(days=1) if school.closed_on else None


def has_something() -> Q:
    """A condition on schools: they have a tutor, a partnership that stands, or people."""
    # asked for all schools together, since a database asks for each school what is in an OR
    return (
        Q(pk__in=TutorAppointment.objects.standing().values("school"))
        | Q(pk__in=Partnership.objects.standing().values("school"))
        | Q(pk__in=ECTAtSchool.objects.current().values("school"))
        | Q(pk__in=MentorAtSchool.objects.current().values("school"))
    )


def find() -> Iterator[Finding]:
    """
    What is to become of each closed school that has something to hand over, by URN.

    One that has answers alone hands them over if it can, and waits for nobody.
    """
    has_answers = Q(pk__in=SchoolCohort.objects.values("school"))
    closed: QuerySet[Any] = ClosedSchool.objects.annotate(waits=has_something())
    schools = closed.filter(has_something() | has_answers)
    for batch in batched(schools.order_by("urn").iterator(BATCH), BATCH):
        yield from (each for each in look_at(batch) if each.to or each.school.waits)


def look_at(schools: Iterable[Any]) -> list[Finding]:
    """What is to become of these, in six queries."""
    schools = list(schools)
    facts = _Facts(schools)
    return [facts.finding(school) for school in schools]


class _Facts:
    """What is known of some closed schools, and of the schools that took their place."""

    def __init__(self, schools: list[Any]):
        closed = ties.of_schools(school.urn for school in schools)
        successors = {urn for each in closed.values() for urn in each.successors}
        self.ties = ties.of_schools(successors) | closed
        self.successors: dict[int, Any] = {
            school.urn: school for school in _with_own(School.objects.filter(urn__in=successors))
        }
        named = {urn for each in self.ties.values() for urn in each.successors | each.predecessors}
        self.names = {
            school.urn: school.label
            for school in School.objects.filter(urn__in=named).only("urn", "name")
        }
        self.answers: dict[int, list[SchoolCohort]] = defaultdict(list)
        for answer in SchoolCohort.objects.filter(school__in=schools).select_related("cohort"):
            self.answers[answer.school_id].append(answer)

    def finding(self, school: School) -> Finding:
        mine = self.ties.get(school.urn, Ties())
        found = [self.successors[urn] for urn in mine.successors if urn in self.successors]
        found.sort(key=lambda one: one.urn)
        if reason := self._why_it_waits(school, mine):
            return Finding(school=school, successors=found, reason=reason)
        return Finding(school=school, successors=found, to=found[0])

    def _why_it_waits(self, school, mine):
        if not mine.successors:
            return "GIAS names no school that took its place."
        if len(mine.successors) > 1:
            return f"Several schools took its place: {self._labels(mine.successors)}."
        if mine.not_plain:
            return f"GIAS says {_quoted(mine.not_plain)} of it: a merger or a split."
        [urn] = mine.successors
        if urn not in self.successors:
            return f"The school that took its place is not among ours: URN {urn}."
        to = self.successors[urn]
        if not mine.named:
            return f"GIAS says at {to.label} that it took its place, and does not say so here."
        if school.closed_on is None:
            return f"{to.label} took its place, and GIAS does not say when it closed."
        return self._why_not_to(to, school) or _why_not_yet(to, school)

    def _why_not_to(self, to, school):
        """Why the one successor cannot take over by itself."""
        theirs = self.ties[to.urn]
        if not to.may_register:
            return f"{to.label} took its place, and {_why_no_people(to)}."
        if others := theirs.predecessors - {school.urn}:
            return f"{to.label} took the place of other schools, too: {self._labels(others)}."
        if theirs.not_plain:
            return f"GIAS says {_quoted(theirs.not_plain)} of {to.label}: a merger or a split."
        if own := _own_records(to):
            return f"{to.label} took its place, and has records of its own: {own}."
        for answer in self.answers[school.pk]:
            if not offers_programme(answer, to=to):
                return f"{to.label} cannot choose the training programme of {answer.cohort}."
        return ""

    def _labels(self, urns):
        return ", ".join(self.names.get(urn, f"URN {urn}") for urn in sorted(urns))


def _why_not_yet(to, school):
    day = first_day(school)
    if day and day > clock.today():
        return f"It goes to {to.label} from {formats.day(day)} on."
    return ""


def _why_no_people(school):
    if school.has_closed:
        return "has closed as well"
    return "may not register people" if school.is_open else "is not open yet"


def _quoted(link_types):
    return " and ".join(f"“{words}”" for words in sorted(link_types))


def _exists(records: Any) -> Exists:
    return Exists(records.filter(school=OuterRef("pk")))


#: What a school can have of its own, by what its query tells.
_OWN = {
    "own_tutor": "an induction tutor",
    "own_answers": "answers",
    "own_partnerships": "partnerships",
    "own_ects": "ECTs",
    "own_mentors": "mentors",
}


def _with_own(schools: QuerySet[School]) -> QuerySet[Any]:
    """With whether they have, or once had, anything of their own."""
    return schools.annotate(
        own_tutor=_exists(TutorAppointment.objects.not_removed()),
        own_answers=_exists(SchoolCohort.objects.all()),
        own_partnerships=_exists(Partnership.objects.not_removed()),
        own_ects=_exists(ECTAtSchool.objects.filter(ALIVE)),
        own_mentors=_exists(MentorAtSchool.objects.filter(ALIVE)),
    )


def _own_records(school):
    return ", ".join(words for name, words in _OWN.items() if getattr(school, name))
