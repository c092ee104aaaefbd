"""How far a mentor has got with being trained."""

from config.web import clock
from participants import statuses
from participants.models import MentorAtSchool, Training
from participants.terms import term_of

from .following import Following


def training_in_words(mentor: MentorAtSchool, following: Following) -> str:
    """
    A mentor's training in words, from how they are trained here and from their record.

    A mentor of ``for_pages``: someone may be trained at another school. Of what comes after
    they have left, the school sees nothing. DfE funds no training where the school does not
    use a provider that it funds.
    """
    completed_on = mentor.teacher.mentor_training_completed_on
    if completed_on and completed_on <= clock.today() and not mentor.is_over(completed_on):
        return "Completed"
    if mentor.training_starts_on is None:
        is_elsewhere = mentor.trained_elsewhere and not mentor.is_over()
        return "With another school" if is_elsewhere else "Not started"
    if following.programme and not following.is_provider_led:
        return "Not funded by DfE"
    own = statuses.own_training(mentor, clock.today())
    if own and own.state != Training.State.TRAINING:
        return own.get_state_display()
    return f"From {term_of(mentor.training_starts_on).in_sentence}"
