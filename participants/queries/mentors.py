"""How far a mentor has got with being trained."""

from config.web import clock
from participants import statuses
from participants.models import MentorAtSchool, Training
from participants.terms import term_of

from .following import Following


def training_in_words(mentor: MentorAtSchool, following: Following) -> str:
    """
    A mentor's training in words, from how they are trained here and from their record.

    A mentor of ``for_pages``: someone may be trained at another school. DfE funds nothing
    where the school does not use a provider that it funds.
    """
    if mentor.teacher.mentor_training_is_completed:
        return "Completed"
    if mentor.training_starts_on is None:
        return "With another school" if mentor.trained_elsewhere else "Not started"
    if following.programme and not following.is_provider_led:
        return "Not funded by DfE"
    own = statuses.own_training(mentor, clock.today())
    if own and own.state != Training.State.TRAINING:
        return own.get_state_display()
    return f"From {term_of(mentor.training_starts_on).in_sentence}"
