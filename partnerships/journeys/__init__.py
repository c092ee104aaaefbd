"""What schools do here that takes several pages."""

from .answer_invitation import AnswerInvitation

__all__ = ["AnswerInvitation"]
