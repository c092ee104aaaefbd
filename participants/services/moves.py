"""
Moving to a school from another, of which nothing is known here but that the person was there.

The places of before end when the new one starts. What they were is kept, and comes back if
the move is cancelled (``registrations.remove``).
"""

from datetime import date

from django.db import transaction

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor, record
from config.web.errors import Refused
from participants import movers, starts
from participants.emails import moves as emails
from participants.lookups import MOVES, Finding, LookUp, Person, Role
from participants.models import ECTAtSchool, MentorAtSchool
from participants.movers import Mover
from participants.queries import training_of
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort, School
from schools.services.answers import check_offered

from . import mentorships, shifts, training
from .addresses import claim
from .locks import MovedMeanwhile, lock_move
from .periods import move_in
from .registrations import check_set_up, summary


class CannotStart(Refused):
    """The person cannot start on this day."""


class NotFunded(Refused):
    """DfE pays for no lead provider at this school."""


@transaction.atomic
def move_ect(
    *,
    school: School,
    person: Person,
    email: str,
    started_on: date,
    appropriate_body: AppropriateBody | None = None,
    lead_provider: LeadProvider | None = None,
    delivery_partner: DeliveryPartner | None = None,
    mentor: MentorAtSchool | None = None,
    shown: tuple[Finding, Mover],
    by: Actor,
    reference: str = "",
) -> ECTAtSchool:
    """
    Register someone as an ECT of a school who moves there from another, and email all of them.

    They keep their cohort. The appropriate body and the providers are those of their own;
    without, they follow the school. ``shown`` is what looking them up came to when the school
    was asked.

    Raises ``MovedMeanwhile``, ``CannotStart``, ``NotSetUp``, ``NotFunded``, ``EmailTaken``,
    ``CannotMentor``, or ``NotOffered`` of schools or partnerships.
    """
    school, teacher = lock_move(person.trn, school=school)
    mover = _check(person, Role.ECT, school, shown, started_on)
    if mover.cohort is None:
        raise MovedMeanwhile
    check_set_up(school, mover.cohort)
    check_offered(school=school, cohort=mover.cohort, appropriate_body=appropriate_body)
    ect = ECTAtSchool(
        teacher=teacher,
        school=school,
        cohort=mover.cohort,
        started_on=started_on,
        email=claim(email, teacher=teacher),
        appropriate_body=appropriate_body,
    )
    _settle(ect, mover, lead_provider, delivery_partner, by=by, reference=reference)
    emails.moved(ect)
    if mentor:
        mentorships.assign(ect=ect, mentor=mentor, by=by, reference=reference)
    return ect


@transaction.atomic
def move_mentor(
    *,
    school: School,
    person: Person,
    email: str,
    started_on: date,
    cohort: Cohort | None = None,
    training_starts_on: date | None = None,
    lead_provider: LeadProvider | None = None,
    delivery_partner: DeliveryPartner | None = None,
    is_oneself: bool = False,
    shown: tuple[Finding, Mover],
    by: Actor,
    reference: str = "",
) -> MentorAtSchool:
    """
    Register someone as a mentor who moves to a school: they leave all others where they mentor.

    Training that has begun, or is to begin, goes along. ``cohort`` and ``training_starts_on``
    are for someone who has none yet. Whoever registers themself (``is_oneself``) gets no email
    about it. The rest is as for an ECT.

    Raises ``MovedMeanwhile``, ``CannotStart``, ``NotSetUp``, ``NotFunded``, ``EmailTaken``, or
    ``NotOffered`` of partnerships.
    """
    school, teacher = lock_move(person.trn, school=school)
    mover = _check(person, Role.MENTOR, school, shown, started_on)
    if mover.cohort:
        cohort, training_starts_on = mover.cohort, mover.training_starts_on
    if cohort:
        check_set_up(school, cohort)
    mentor = MentorAtSchool(
        teacher=teacher,
        school=school,
        cohort=cohort,
        training_starts_on=training_starts_on,
        started_on=started_on,
        is_move=True,
        email=claim(email, teacher=teacher),
    )
    _settle(mentor, mover, lead_provider, delivery_partner, by=by, reference=reference)
    if not is_oneself:
        emails.moved(mentor)
    return mentor


def _check(person, role, school, shown, started_on) -> Mover:
    """What the school may know of the person now, if that is what it has been shown."""
    looked_up = LookUp(person.trn, role=role, school=school)
    found = looked_up.find(person)
    if found.outcome not in MOVES[role]:
        raise MovedMeanwhile
    mover = movers.find(looked_up)
    if (found, mover) != shown:
        raise MovedMeanwhile
    if mover.first_day and started_on < mover.first_day:
        raise CannotStart("They cannot start before they started where they were last.")
    if started_on > starts.last_offered():
        raise CannotStart("They cannot start more than a year from now.")
    return mover


def _settle(place, mover, lead_provider, delivery_partner, *, by, reference):
    """Make room for a place, save it, and tell the other schools and the lead providers."""
    if lead_provider and not place.school.is_funded:
        raise NotFunded("DfE does not pay for a lead provider at your school.")
    role = Role.ECT if isinstance(place, ECTAtSchool) else Role.MENTOR
    left = movers.find_source(LookUp(place.teacher.trn, role=role, school=place.school))
    moved_out = move_in(place)
    if lead_provider and place.cohort and _differ(place, lead_provider, delivery_partner):
        training.use_own_providers(
            place, lead_provider=lead_provider, delivery_partner=delivery_partner
        )
    # what was read of their training is not so any more
    place.refresh_from_db()
    record(
        f"{role} moved here",
        by=by,
        about=place.teacher,
        school_urn=place.school.urn,
        after=summary(place),
        reference=reference,
    )
    shifts.note(moved_out, by=by, reference=reference)
    _tell_providers(place, before=mover.lead_provider, left=left)


def _differ(place, *providers) -> bool:
    """Whether providers are others than those that the school has for the person's cohort."""
    following = training_of(place, place.started_on)
    return (following.lead_provider, following.delivery_partner) != providers


def _tell_providers(place, *, before: LeadProvider | None, left):
    """Who trains the person now, and who did where they have been, if that is another."""
    now, _ = movers.trained_by(place)
    if now and now == before:
        emails.joining_with_same_provider(now, place)
    elif now:
        emails.joining_training(now, place)
    if before and before != now:
        left.refresh_from_db(fields=["finished_on", "removed_at"])
        if not left.removed_at:
            emails.leaving_training(before, left)
