"""Whose email address it is."""

from django.db.models import Q

from config.accounts.models import normalised
from config.web import clock
from config.web.errors import Refused
from participants.models import ECTAtSchool, MentorAtSchool, Teacher, may_come_back

from .locks import lock_email


class EmailTaken(Refused):
    """Another person, at some school, has this address."""

    def __init__(self):
        super().__init__("Another ECT or mentor is registered with this email address.")


def is_taken(email: str, *, trn: str) -> bool:
    """
    Whether a person with another TRN has an address, as ECT or as mentor.

    Whoever has left has none any more. A place that another ended, or took out, keeps its own
    up to the first day of the other: until then it may come back.
    """
    today = clock.today()
    goes_on = Q(finished_on=None) | Q(finished_on__gt=today)
    went_on = Q(own_finished_on=None) | Q(own_finished_on__gt=today)
    ended_today = Q(removed_at=None, finished_on=today) & went_on
    held = ended_today | ((Q(removed_at=None) | may_come_back()) & goes_on)
    ects, mentors = (
        model.objects.filter(held, email=normalised(email)).exclude(teacher__trn=trn)
        for model in (ECTAtSchool, MentorAtSchool)
    )
    return ects.values("pk").union(mentors.values("pk")).exists()


def claim(email: str, *, teacher: Teacher) -> str:
    """
    The address as it is kept, held for a teacher until the transaction ends.

    Raises ``EmailTaken``.
    """
    lock_email(normalised(email))
    if is_taken(email, trn=teacher.trn):
        raise EmailTaken
    return normalised(email)
