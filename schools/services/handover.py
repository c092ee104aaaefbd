"""
What a school that has closed hands over to the one that took its place.

Its induction tutor goes on there if there is none yet, and what it has answered counts there
for the cohorts for which nothing is answered yet. Whoever calls these holds the locks of both
schools (``School.locked``).
"""

from datetime import date

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor, record
from schools import emails
from schools.models import Programme, School, SchoolCohort, TutorAppointment

from . import answers, tutors


def hand_over_tutor(*, old: School, new: School, on: date, by: Actor, reason: str = "") -> bool:
    """
    Let the tutor of ``old`` be that of ``new`` from a day on, and tell whether that is so.

    Where ``new`` has a tutor already, that one stays. The other hears that they are none any
    more. Links to answer for ``old`` are revoked.
    """
    standing = old.find_appointment()
    if standing is None:
        return False
    standing.end(on)
    tutors.revoke_links(old)
    record(
        "induction tutor handed over",
        by=by,
        about=standing,
        school_urn=old.urn,
        before={"tutor": standing.tutor.email},
        after={"school": new.label},
        reason=reason,
    )
    there = new.find_tutor()
    if there is None:
        _appoint(standing, new, on=on, by=by, reason=reason)
    elif there != standing.tutor:
        emails.school_handed_over(standing, to=new)
    return there in (None, standing.tutor)


def _appoint(standing, new, *, on, by, reason):
    appointment = TutorAppointment.objects.create(
        school=new, tutor=standing.tutor, started_on=max(on, standing.started_on)
    )
    record(
        "induction tutor appointed",
        by=by,
        about=appointment,
        school_urn=new.urn,
        after={"tutor": appointment.tutor.email},
        reason=reason,
    )


def copy_answers(
    *, old: School, new: School, by: Actor, reason: str = ""
) -> tuple[list[SchoolCohort], list[SchoolCohort]]:
    """
    Let the answers of ``old`` count at ``new`` where it has none for a cohort.

    An appropriate body that ``new`` may not choose is left out. What comes back are the new
    answers, and those of them without the body.
    """
    copied, without_body = [], []
    for answer in _to_copy(old, new):
        is_left_out = not _may_choose(new, answer.cohort, answer.appropriate_body)
        copy = SchoolCohort.objects.create(
            school=new,
            cohort=answer.cohort,
            expects_ects=answer.expects_ects,
            programme=answer.programme,
            appropriate_body=None if is_left_out else answer.appropriate_body,
            answered_at=answer.answered_at,
            answered_by=answer.answered_by,
        )
        record(
            "answer taken over",
            by=by,
            about=copy,
            school_urn=new.urn,
            before={"school": old.label} | answers.summary(answer),
            after=answers.summary(copy),
            reason=reason,
        )
        copied.append(copy)
        if is_left_out:
            without_body.append(copy)
    return copied, without_body


def programmes_not_offered(*, old: School, new: School) -> list[SchoolCohort]:
    """The answers that ``new`` cannot take over, since it may not choose their programme."""
    return [answer for answer in _to_copy(old, new) if not offers_programme(answer, to=new)]


def offers_programme(answer: SchoolCohort, *, to: School) -> bool:
    """Whether a school may choose the programme of another one's answer, if that names one."""
    return answer.programme in ["", *Programme.offered(school=to, cohort=answer.cohort)]


def _to_copy(old, new):
    answered = new.cohorts.values("cohort")
    found = old.cohorts.exclude(cohort__in=answered).select_related("cohort", "appropriate_body")
    return list(found.order_by("cohort__start_year"))


def _may_choose(school, cohort, body: AppropriateBody | None) -> bool:
    offered = AppropriateBody.objects.offered(
        to=school.chooses_bodies_as, cohort_year=cohort.start_year
    )
    return body is None or offered.filter(pk=body.pk).exists()
