"""
Keeping periods inside those that hold them.

A mentorship lies inside the places of its ECT and of its mentor; a person's own training
inside their place. Whoever begins, ends, removes or brings back a place calls these
afterwards, under the locks of ``services.locks``.
"""

from datetime import date

from django.db.models import Q

from participants.models import ECTAtSchool, MentorAtSchool

#: Not removed, or void only as long as something holds it.
ALIVE = Q(removed_at=None) | Q(gave_way=True)


def fit_ect(ect: ECTAtSchool) -> None:
    """Fit the mentorships and the training of an ECT into their place at the school."""
    for training in ect.training.filter(ALIVE):
        training.fit(ect.limit)
    for mentorship in ect.mentorships.filter(ALIVE).select_related("mentor").order_by("started_on"):
        mentorship.fit(_earliest(ect.limit, mentorship.mentor.limit))


def fit_mentor(mentor: MentorAtSchool) -> None:
    """Fit the mentorships and the training of a mentor into their place at the school."""
    for training in mentor.training.filter(ALIVE):
        training.fit(mentor.limit)
    for mentorship in mentor.mentorships.filter(ALIVE).select_related("ect").order_by("started_on"):
        mentorship.fit(_earliest(mentor.limit, mentorship.ect.limit))


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)
