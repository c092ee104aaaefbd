"""Assigning mentors to ECTs."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Prefetch

from config.events.models import Event
from config.events.services import Actor, event
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


class ChangedMeanwhile(Refused):
    """The ECT has another mentor than the one that the school was shown."""


def starts_on(*, ect: ECTAtSchool, mentor: MentorAtSchool) -> date:
    """The first day on which a mentorship that is agreed today can hold."""
    return max(clock.today(), ect.started_on, mentor.started_on)


def can_mentor(*, ect: ECTAtSchool, mentor: MentorAtSchool) -> bool:
    """Whether there is a day on which one could mentor the other."""
    return why_not(ect=ect, mentor=mentor) == ""


def why_not(*, ect: ECTAtSchool, mentor: MentorAtSchool) -> str:
    """Why one cannot mentor the other, in words, or nothing if they can."""
    name, first_day = mentor.full_name, starts_on(ect=ect, mentor=mentor)
    if ect.removed_at or ect.is_over() or ect.teacher.induction_is_over:
        return f"{ect.full_name} is not an ECT at your school any more."
    if mentor.removed_at or mentor.is_over(first_day):
        return f"{name} has left by the day the mentoring would start."
    if ect.is_over(first_day):
        return f"{ect.full_name} leaves before {name} starts."
    induction_over_on = ect.teacher.induction_over_on
    if induction_over_on and induction_over_on <= first_day:
        return f"{ect.full_name}’s induction is over before {name} starts."
    if ect.teacher_id == mentor.teacher_id:
        return "An ECT cannot mentor themself."
    return ""


def mentors_already(mentorships: Iterable[Mentorship], mentor: MentorAtSchool) -> bool:
    """Whether, of an ECT's mentorships, the last is this mentor's and nobody is to follow."""
    last = max(mentorships, key=lambda one: one.started_on, default=None)
    return last is not None and last.mentor_id == mentor.pk and last.own_finished_on is None


def held_of(mentorships: Iterable[Mentorship]) -> str:
    """What an ECT's mentorships come to that have not ended, in short: to compare it later."""
    held = sorted((one.started_on, one.mentor_id, str(one.finished_on)) for one in mentorships)
    return ",".join(f"{mentor}.{until}" for _, mentor, until in held)


def assign(
    *, ect: ECTAtSchool, mentor: MentorAtSchool, by: Actor, reference: str = ""
) -> Mentorship:
    """
    Let a mentor mentor an ECT, in place of whoever did.

    It starts as soon as both are there. The mentorship before ends then, or is replaced if it
    had not begun. The mentor is emailed.

    Raises ``CannotMentor`` or ``NothingToChange``.
    """
    [mentorship] = assign_all(ects=[ect], mentor=mentor, by=by, reference=reference)
    return mentorship


@transaction.atomic
def assign_all(
    *,
    ects: Iterable[ECTAtSchool],
    mentor: MentorAtSchool,
    shown: Mapping[int, str] | None = None,
    by: Actor,
    reference: str = "",
) -> list[Mentorship]:
    """
    Let a mentor mentor several ECTs, each in place of whoever did, and send one email.

    ``shown`` is what the school was shown of each ECT's mentorships (``held_of``), by number.

    All or nobody: raises ``CannotMentor``, ``NothingToChange``, or ``ChangedMeanwhile``.
    """
    school = lock_school(mentor.school)
    mentor = school.mentors.select_related("teacher").get(pk=mentor.pk)
    held = Mentorship.objects.filter(ALIVE).select_related("mentor__teacher").order_by("started_on")
    found = school.ects.filter(pk__in=[ect.pk for ect in ects]).select_related("teacher")
    mentorships, events = [], []
    for ect in found.prefetch_related(Prefetch("mentorships", queryset=held)).by_name():
        if reason := why_not(ect=ect, mentor=mentor):
            raise CannotMentor(reason)
        if shown is not None:
            _check_still(ect, shown[ect.pk])
        first_day = starts_on(ect=ect, mentor=mentor)
        before = _replace(ect, mentor, first_day)
        mentorship = Mentorship(school=school, ect=ect, mentor=mentor, started_on=first_day)
        mentorship.finished_on = mentorship.cannot_be_from
        mentorships.append(mentorship)
        about = {"by": by, "school_urn": school.urn, "reference": reference}
        events += _events(mentorship, before, about)
    Mentorship.objects.bulk_create(mentorships)
    Event.objects.bulk_create(events)
    emails.mentor_assigned(*mentorships)
    return mentorships


def _check_still(ect, shown):
    """Raise ``ChangedMeanwhile`` unless these are the ECT's mentorships still."""
    going_on = [one for one in ect.mentorships.all() if not one.removed_at and not one.is_over()]
    if held_of(going_on) != shown:
        name = ect.full_name
        raise ChangedMeanwhile(f"{name}’s mentor has changed a moment ago. Check it again.")


def _replace(ect, mentor, first_day) -> list[Mentorship]:
    """End what the ECT has from the first day on, and return what of it would have held."""
    later = [
        one
        for one in ect.mentorships.all()
        if one.own_finished_on is None or one.own_finished_on > first_day
    ]
    holding = [one for one in later if not one.removed_at and not one.is_over(first_day)]
    if mentors_already(holding, mentor):
        raise NothingToChange(f"{mentor.full_name} is {ect.full_name}’s mentor already.")
    for one in later:
        one.end(first_day)
    return holding


def _events(mentorship, before, about):
    """What happened to the ECT, to the mentor, and to the mentors of before."""
    ect, mentor = mentorship.ect.teacher, mentorship.mentor.teacher
    first_day = {"first day": str(mentorship.started_on)}
    yield event(
        "mentor assigned",
        about=ect,
        before={"mentor": before[-1].mentor.full_name} if before else {},
        after={"mentor": mentor.full_name} | first_day,
        **about,
    )
    yield event("ECT assigned", about=mentor, after={"ECT": ect.full_name} | first_day, **about)
    for teacher in {one.mentor.teacher for one in before} - {mentor}:
        yield event(
            "ECT assigned to another",
            about=teacher,
            before={"ECT": ect.full_name},
            after=first_day,
            **about,
        )
