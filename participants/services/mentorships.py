"""Assigning a mentor to an ECT."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from participants.emails import mentors as emails
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship

from .locks import lock_school
from .periods import ALIVE


class CannotMentor(Refused):
    """This mentor cannot mentor this ECT, or not any more."""


class NothingToChange(Refused):
    """The mentor mentors the ECT already."""


def starts_on(*, ect: ECTAtSchool, mentor: MentorAtSchool) -> date:
    """The first day on which a mentorship that is agreed today can hold."""
    return max(clock.today(), ect.started_on, mentor.started_on)


@transaction.atomic
def assign(
    *, ect: ECTAtSchool, mentor: MentorAtSchool, by: Actor, reference: str = ""
) -> Mentorship:
    """
    Let a mentor mentor an ECT, in place of whoever did.

    It starts as soon as both are there. The mentorship before ends then, or is replaced if it
    had not begun. The mentor is emailed.

    Raises ``CannotMentor`` or ``NothingToChange``.
    """
    school = lock_school(ect.school)
    ect = school.ects.select_related("teacher").get(pk=ect.pk)
    mentor = school.mentors.select_related("teacher").get(pk=mentor.pk)
    first_day = starts_on(ect=ect, mentor=mentor)
    _check(ect, mentor, first_day)
    before = _replace(ect, mentor, first_day)
    mentorship = Mentorship(school=school, ect=ect, mentor=mentor, started_on=first_day)
    ends = [day for day in (ect.finished_on, mentor.finished_on) if day]
    mentorship.finished_on = min(ends, default=None)
    mentorship.save()
    record(
        "mentor assigned",
        by=by,
        about=ect.teacher,
        school_urn=school.urn,
        before={"mentor": before.teacher.full_name} if before else {},
        after={"mentor": mentor.teacher.full_name, "first day": str(first_day)},
        reference=reference,
    )
    record(
        "ECT assigned",
        by=by,
        about=mentor.teacher,
        school_urn=school.urn,
        after={"ECT": ect.teacher.full_name, "first day": str(first_day)},
        reference=reference,
    )
    emails.mentor_assigned(mentorship)
    return mentorship


def _check(ect, mentor, first_day):
    name = mentor.teacher.full_name
    if ect.removed_at or ect.is_over() or ect.teacher.induction_is_over:
        raise CannotMentor(f"{ect.teacher.full_name} is not an ECT at your school any more.")
    if mentor.removed_at or mentor.is_over(first_day):
        raise CannotMentor(f"{name} has left by the day the mentoring would start.")
    if ect.is_over(first_day):
        raise CannotMentor(f"{ect.teacher.full_name} leaves before {name} starts.")
    if ect.teacher_id == mentor.teacher_id:
        raise CannotMentor("An ECT cannot mentor themself.")


def _replace(ect, mentor, first_day) -> MentorAtSchool | None:
    """End what the ECT has from the first day on, and return the mentor of before, if any."""
    later = Q(own_finished_on=None) | Q(own_finished_on__gt=first_day)
    found = ect.mentorships.filter(ALIVE, later).select_related("mentor__teacher")
    held = list(found.order_by("started_on"))
    holding = [one for one in held if not one.removed_at and not one.is_over(first_day)]
    if holding and holding[-1].mentor_id == mentor.pk:
        raise NothingToChange(f"{mentor.teacher.full_name} is their mentor already.")
    for one in held:
        one.end(first_day)
    return holding[-1].mentor if holding else None
