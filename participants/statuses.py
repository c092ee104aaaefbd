"""
What someone's status at a school is, worked out from dates.

No job moves anyone on: at midnight in London the status is right. The places are those of
``for_pages``.
"""

from datetime import date

from django.db import models

from config.web import clock

from .models import ECTAtSchool, MentorAtSchool, Training


class ECTStatus(models.TextChoices):
    """An ECT's at a school."""

    STARTING = "starting", "Starting"
    JOINING = "joining", "Joining"
    TRAINING = "training", "Training"
    PAUSED = "paused", "Training paused"
    STOPPED = "stopped", "Stopped training"
    LEAVING = "leaving", "Leaving"
    LEFT = "left", "Left"
    COMPLETED = "completed", "Induction completed"
    EXEMPT = "exempt", "Exempt from induction"

    @property
    def is_past(self) -> bool:
        """Whether the school is done with them: they have left, or their induction is over."""
        return self in {ECTStatus.LEFT, ECTStatus.COMPLETED, ECTStatus.EXEMPT}


class MentorStatus(models.TextChoices):
    """A mentor's at a school."""

    MENTORING = "mentoring", "Mentoring"
    NOT_MENTORING = "not_mentoring", "Not mentoring"
    JOINING = "joining", "Joining"
    LEAVING = "leaving", "Leaving"
    LEFT = "left", "Left"


def of_ect(ect: ECTAtSchool) -> ECTStatus:
    """
    An ECT's status today.

    Someone whose induction ended while they were here keeps that; of what happens after they
    have left, the school sees nothing.
    """
    today, teacher = clock.today(), ect.teacher
    for ended_on, status in (
        (teacher.induction_completed_on, ECTStatus.COMPLETED),
        (teacher.induction_exempt_on, ECTStatus.EXEMPT),
    ):
        if ended_on and ended_on <= today and not ect.is_over(ended_on):
            return status
    if ect.is_over(today):
        return ECTStatus.LEFT
    if ect.started_on > today:
        return ECTStatus.JOINING if ect.came_from_elsewhere else ECTStatus.STARTING
    if ect.finished_on:
        return ECTStatus.LEAVING
    own = own_training(ect, today)
    if own and own.state != Training.State.TRAINING:
        return ECTStatus.PAUSED if own.state == Training.State.PAUSED else ECTStatus.STOPPED
    return ECTStatus.TRAINING


def of_mentor(mentor: MentorAtSchool, *, is_mentoring: bool) -> MentorStatus:
    """A mentor's status today. ``is_mentoring`` says if they have an ECT here."""
    if mentor.is_over():
        return MentorStatus.LEFT
    if mentor.started_on > clock.today():
        return MentorStatus.JOINING
    if mentor.finished_on:
        return MentorStatus.LEAVING
    return MentorStatus.MENTORING if is_mentoring else MentorStatus.NOT_MENTORING


def own_training(place: ECTAtSchool | MentorAtSchool, day: date) -> Training | None:
    """What of their training is their own on a day, or None where they follow the school."""
    return next((one for one in place.training.all() if one.holds_on(day)), None)
