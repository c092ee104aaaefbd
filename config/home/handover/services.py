"""Handing over what a closed school has to the one that took its place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from config.events.services import Actor, record
from config.web import clock, formats
from config.web.errors import Refused
from participants.services import handover as of_people
from partnerships.emails import handover as partnership_emails
from partnerships.services import handover as of_partnerships
from schools import emails as school_emails
from schools.models import School
from schools.services import handover as of_schools

from .findings import Finding, first_day, look_at


class CannotHandOver(Refused):
    """Something of the two schools does not go together."""


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """
    What went from one school to the other, and from which day.

    ``left_out`` says in sentences what did not.
    """

    old: School
    new: School
    on: date
    has_tutor: bool
    answers: int
    partnerships: int
    ects: int
    mentors: int
    left_out: list[str]

    def __str__(self):
        parts = [
            "its induction tutor" if self.has_tutor else "",
            _number(self.answers, "answer"),
            _number(self.partnerships, "partnership"),
            _number(self.ects, "ECT"),
            _number(self.mentors, "mentor"),
        ]
        what = ", ".join(part for part in parts if part) or "nothing"
        return f"{self.old.label} to {self.new.label} from {formats.day(self.on)}: {what}."


@transaction.atomic
def hand_over_if_due(finding: Finding, *, by: Actor) -> HandedOver | None:
    """
    Hand over what a finding says goes to another school, if that is so still.

    None if it is not: somebody else has done it, or something has changed.
    """
    if finding.to is None:
        return None
    old, new = _lock(finding.school, finding.to)
    [now] = look_at([old])
    if now.to != new:
        return None
    return _hand_over(old, new, by=by, reason="")


@transaction.atomic
def hand_over(*, school: School, to: School, by: Actor, reason: str) -> HandedOver:
    """
    Hand over what a closed school has to a school that staff have chosen, and email its tutor.

    What that one has stays as it is: its tutor, its answers, its partnerships. It takes over
    the others and all the people. Where GIAS does not say when the school closed, that is from
    today on. Raises ``CannotHandOver``.
    """
    old, new = check(school=school, to=to)
    return _hand_over(old, new, by=by, reason=reason)


def check(*, school: School, to: School) -> tuple[School, School]:
    """
    Both schools as they are now, locked, if the one can take over what the other has.

    Raises ``CannotHandOver`` with all that is in the way, in sentences for staff.
    """
    old, new = _lock(school, to)
    if conflicts := _conflicts(old, new):
        raise CannotHandOver(" ".join(conflicts))
    return old, new


def _lock(*schools) -> list[School]:
    """These schools as they are now, locked in the order of their numbers, as for a move."""
    pks = [school.pk for school in schools]
    found = School.objects.locked().filter(pk__in=pks).order_by("pk")
    by_pk = {school.pk: school for school in found}
    return [by_pk[pk] for pk in pks]


def _conflicts(old, new):
    on = _day(old)
    if not old.has_closed:
        return [f"{old.label} has not closed."]
    if on > clock.today():
        return [f"{old.label} hands over from {formats.day(on)} on: wait until then."]
    if not new.may_register:
        return [f"{new.label} may not register people."]
    return [
        *(
            f"{new.label} cannot choose “{answer.get_programme_display()}”, the training"
            f" programme of {answer.cohort}: let it answer for that year first."
            for answer in of_schools.programmes_not_offered(old=old, new=new)
        ),
        *of_people.conflicts(old=old, new=new, on=on),
    ]


def _day(school):
    return first_day(school) or clock.today()


def _hand_over(old, new, *, by, reason) -> HandedOver:
    on = _day(old)
    how: dict[str, Any] = {"old": old, "new": new, "by": by, "reason": reason}
    has_tutor = of_schools.hand_over_tutor(**how, on=on)
    answers, without_body = of_schools.copy_answers(**how)
    cohorts = [answer.cohort for answer in answers]
    begun, ended = of_partnerships.take_over(**how, on=on, cohorts=cohorts)
    people = of_people.take_over(**how, on=on)
    done = HandedOver(
        old=old,
        new=new,
        on=on,
        has_tutor=has_tutor,
        answers=len(answers),
        partnerships=len(begun),
        ects=len(people.ects),
        mentors=len(people.mentors),
        left_out=[*_left_out(new, without_body, people.without_body)],
    )
    _record(done, by=by, reason=reason)
    if has_tutor or begun or ended or people.ects or people.mentors:
        school_emails.school_taken_over(
            new,
            old=old,
            is_new_tutor=has_tutor,
            ects=done.ects,
            mentors=done.mentors,
            is_body_missing=bool(done.left_out),
        )
    partnership_emails.partnerships_handed_over(
        old=old, new=new, begun=begun, ended=ended, others=people.lead_providers
    )
    return done


def _left_out(new, answers, ects):
    for answer in answers:
        yield (
            f"{new.label} cannot choose the appropriate body that stood for {answer.cohort}, so"
            " none stands there."
        )
    if ects:
        yield (
            f"{new.label} cannot choose the appropriate bodies that {_number(len(ects), 'ECT')}"
            " had of their own, so they follow the school."
        )


def _record(done, *, by, reason):
    """What each of the two schools has on record."""
    what = {
        "first day": str(done.on),
        "induction tutor": done.has_tutor,
        "answers": done.answers,
        "partnerships": done.partnerships,
        "ECTs": done.ects,
        "mentors": done.mentors,
    }
    about = {"by": by, "reason": reason}
    for kind, school, other in [
        ("school handed over", done.old, done.new),
        ("school taken over", done.new, done.old),
    ]:
        after = {"other school": other.label} | what
        record(kind, about=school, school_urn=school.urn, after=after, **about)


def _number(number, thing):
    return f"{number:,} {thing}{'' if number == 1 else 's'}" if number else ""
