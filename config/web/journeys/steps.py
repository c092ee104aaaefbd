"""The three kinds of page a journey is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.web.forms import Form


def always(journey):
    """The condition of a step that every walk has."""
    return True


@dataclass(frozen=True)
class Question:
    """A page with a form. ``when`` says whether this journey, so far, has the page."""

    name: str
    form_class: type[Form]
    when: Callable[[Any], bool] = always
    template_name: str = "journeys/question.html"


@dataclass(frozen=True)
class Exit:
    """A page where the journey stops, with nothing to answer and no way on."""

    name: str
    when: Callable[[Any], bool]
    form_class = None
    template_name: str | None = None


@dataclass(frozen=True)
class CheckAnswers:
    """The page which plays the answers back. Submitting it completes the journey."""

    name: str = "check-answers"
    when: Callable[[Any], bool] = always
    form_class = None
    template_name: str = "journeys/check_answers.html"


Step = Question | Exit | CheckAnswers


class QuestionForm(Form):
    """A form which may look at the journey it belongs to, and at the answers before it."""

    def __init__(self, *args, journey, **kwargs):
        self.journey = journey
        super().__init__(*args, **kwargs)


class NoticeForm(QuestionForm):
    """A page that tells something and asks nothing but to go on."""
