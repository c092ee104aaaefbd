"""What schools do here that takes several pages."""

from .answer_invitation import AnswerInvitation
from .set_up_training import SetUpTraining

__all__ = ["AnswerInvitation", "SetUpTraining"]
