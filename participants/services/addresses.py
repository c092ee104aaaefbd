"""Whose email address it is."""

from config.accounts.models import normalised
from config.web.errors import Refused
from participants.models import ECTAtSchool, MentorAtSchool, Teacher

from .locks import lock_email


class EmailTaken(Refused):
    """Another person, at some school, has this address."""

    def __init__(self):
        super().__init__("Another ECT or mentor is registered with this email address.")


def is_taken(email: str, *, trn: str) -> bool:
    """Whether an active person with another TRN has an address, as ECT or as mentor."""
    ects, mentors = (
        model.objects.going_on().filter(email=normalised(email)).exclude(teacher__trn=trn)
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
