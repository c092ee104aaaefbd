"""What schools do here that takes several pages."""

from .answer_invitation import AnswerInvitation
from .changes import ChangeAppropriateBody, ChangeProgramme, ChangeProviders, ReportWrong
from .set_up_training import SetUpTraining

__all__ = [
    "AnswerInvitation",
    "ChangeAppropriateBody",
    "ChangeProgramme",
    "ChangeProviders",
    "ReportWrong",
    "SetUpTraining",
]
