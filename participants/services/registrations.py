"""Registering ECTs and mentors, and taking back what was registered by mistake."""

from datetime import date

from django.db import transaction

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from participants import lookups
from participants.emails import registrations as emails
from participants.lookups import GO_ON, Finding, Outcome, Person, Role
from participants.models import ECTAtSchool, MentorAtSchool, Teacher
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort, Programme, School, SchoolCohort
from schools.services.answers import check_offered

from . import mentorships, shifts, training
from .addresses import claim
from .locks import lock_move, lock_school, lock_teacher
from .people import keep_name


class AlreadyRegistered(Refused):
    """Somebody has registered the person, or their records have changed, a moment ago."""


class NotSetUp(Refused):
    """The school has not said how it trains people in the cohort."""


class TooLate(Refused):
    """The person has started, so their registration is not a mistake to be removed."""


@transaction.atomic
def register_ect(
    *,
    school: School,
    person: Person,
    email: str,
    cohort: Cohort,
    started_on: date,
    appropriate_body: AppropriateBody | None = None,
    mentor: MentorAtSchool | None = None,
    shown: Finding,
    by: Actor,
    reference: str = "",
) -> ECTAtSchool:
    """
    Register someone as an ECT of a school from ``started_on``, and email them.

    ``appropriate_body`` is one of their own; without, they follow the school. ``shown`` is what
    looking them up came to when the school was asked.

    Raises ``AlreadyRegistered``, ``NotSetUp``, ``EmailTaken``, ``CannotMentor``, or
    ``NotOffered`` of schools.
    """
    school = lock_school(school)
    check_set_up(school, cohort)
    check_offered(school=school, cohort=cohort, appropriate_body=appropriate_body)
    teacher = _take_in(person, role=Role.ECT, school=school, shown=shown)
    email = claim(email, teacher=teacher)
    ect = ECTAtSchool.objects.create(
        teacher=teacher,
        school=school,
        cohort=cohort,
        started_on=started_on,
        email=email,
        appropriate_body=appropriate_body,
    )
    record(
        "ECT registered",
        by=by,
        about=teacher,
        school_urn=school.urn,
        after=summary(ect) | {"appropriate body": _name(appropriate_body)},
        reference=reference,
    )
    emails.ect_registered(ect)
    if mentor:
        mentorships.assign(ect=ect, mentor=mentor, by=by, reference=reference)
    return ect


@transaction.atomic
def register_mentor(
    *,
    school: School,
    person: Person,
    email: str,
    cohort: Cohort | None = None,
    training_starts_on: date | None = None,
    lead_provider: LeadProvider | None = None,
    delivery_partner: DeliveryPartner | None = None,
    is_oneself: bool = False,
    shown: Finding,
    by: Actor,
    reference: str = "",
) -> MentorAtSchool:
    """
    Register someone as a mentor at a school from today, and email them.

    ``cohort`` and ``training_starts_on`` (the first day of a term) say when training starts,
    and are left out for someone who is trained already or elsewhere. The providers are those of
    their own, at a provider-led school; without, they follow the school. Whoever registers
    themself (``is_oneself``) gets no email about it. ``shown`` is what looking them up came to
    when the school was asked.

    Raises ``AlreadyRegistered``, ``NotSetUp``, ``EmailTaken``, or ``NotOffered`` of
    partnerships.
    """
    school = lock_school(school)
    if cohort:
        answer = check_set_up(school, cohort)
        if lead_provider and answer.programme != Programme.PROVIDER_LED:
            raise NotSetUp(f"Your school uses no training provider in {cohort}.")
    teacher = _take_in(person, role=Role.MENTOR, school=school, shown=shown)
    email = claim(email, teacher=teacher)
    mentor = MentorAtSchool.objects.create(
        teacher=teacher,
        school=school,
        started_on=clock.today(),
        email=email,
        cohort=cohort,
        training_starts_on=training_starts_on,
    )
    if cohort and lead_provider:
        training.use_own_providers(
            mentor, lead_provider=lead_provider, delivery_partner=delivery_partner
        )
    record(
        "mentor registered",
        by=by,
        about=teacher,
        school_urn=school.urn,
        after=summary(mentor) | {"lead provider": _name(lead_provider)},
        reference=reference,
    )
    if not is_oneself:
        emails.mentor_registered(mentor)
    return mentor


@transaction.atomic
def remove(place: ECTAtSchool | MentorAtSchool, *, by: Actor, reference: str = "") -> None:
    """
    Take back a registration that was a mistake, and email the person.

    The record is kept, and seen again if the person is registered again. Where they were to
    move here from, they are again, as if nobody had said so. Raises ``TooLate``, or
    ``MovedMeanwhile``.
    """
    lock_move(place.teacher.trn, school=place.school)
    place.refresh_from_db()
    if not may_be_removed(place):
        raise TooLate(f"{place.full_name} has started already.")
    shifts.cancel(place, by=by, reference=reference)
    record(
        "registration removed",
        by=by,
        about=place.teacher,
        school_urn=place.school.urn,
        before=summary(place),
        reference=reference,
    )
    emails.registration_removed(place)


def may_be_removed(place: ECTAtSchool | MentorAtSchool) -> bool:
    """
    Whether a registration may still be taken back.

    An ECT's until their first day has come. A mentor's on the day of registering, since they
    mentor from that day on.
    """
    if place.removed_at:
        return False
    if isinstance(place, ECTAtSchool):
        return clock.today() < place.started_on
    return clock.today() <= place.started_on


def check_set_up(school: School, cohort: Cohort) -> SchoolCohort:
    """The school's answer for a cohort. Raises ``NotSetUp`` unless its training is set up."""
    answer = school.cohorts.filter(cohort=cohort).first()
    if answer is None or not answer.is_set_up:
        raise NotSetUp(f"Training is not set up for {cohort}.")
    return answer


def _take_in(person, *, role, school, shown) -> Teacher:
    """
    The teacher with this TRN, locked, made if there was none.

    What is typed counts where nothing else stands on record. Raises ``AlreadyRegistered`` if
    looking them up comes to something else now than what the school was shown.
    """
    details = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "date_of_birth": person.date_of_birth,
    }
    teacher, _ = Teacher.objects.get_or_create(trn=person.trn, defaults=details)
    teacher = lock_teacher(teacher)
    found = lookups.find(person, role=role, school=school)
    if found != shown or found.outcome not in GO_ON[role]:
        raise AlreadyRegistered("Our records of this person have changed a moment ago.")
    if found.outcome == Outcome.NEW and found.is_unknown:
        before = teacher.first_name, teacher.last_name
        for name, value in details.items():
            setattr(teacher, name, value)
        teacher.save()
        if (teacher.first_name, teacher.last_name) != before:
            keep_name(teacher, *before)
    return teacher


def summary(place: ECTAtSchool | MentorAtSchool) -> dict[str, str]:
    """What a place says, in plain values for an event."""
    details = {"first day": str(place.started_on), "email": place.email}
    if place.cohort:
        details["cohort"] = str(place.cohort)
    return details


def _name(organisation):
    return organisation.name if organisation else ""
