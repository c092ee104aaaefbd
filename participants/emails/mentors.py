"""The email to a mentor who is assigned to an ECT."""

from participants.models import Mentorship


def mentor_assigned(mentorship: Mentorship) -> None:
    """To the mentor: whom they mentor, and from when."""
