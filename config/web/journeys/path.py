"""The path through a journey's steps, walked with the answers so far."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from config.web.forms import Form

from .steps import CheckAnswers, Step


class Path:
    """What a journey knows without a request: its steps, the answers, where they lead."""

    #: In the order a person meets them. A step may stand twice where its conditions exclude
    #: each other.
    steps: list[Step] = []
    #: The answers as typed: {step: {field: [text, ...]}}.
    typed: dict[str, dict[str, list[str]]]
    #: The clean answers of the questions on the path, and their forms by step.
    answers: dict[str, Any]
    forms: dict[str, Form]

    def __init_subclass__(cls):
        """Answers are kept by the field's name, so a name may belong to one form only."""
        owners: dict[tuple[str, str], object] = {}
        for step in cls.steps:
            names = [("step", step.name)]
            if step.form_class:
                names += [("field", name) for name in step.form_class.base_fields]
            for name in names:
                if owners.setdefault(name, step.form_class) is not step.form_class:
                    raise ImproperlyConfigured(f"{cls.__name__} repeats the {' '.join(name)}")

    def get_initial(self) -> dict:
        """What to show in questions which have not been answered yet."""
        return {}

    @cached_property
    def path(self) -> list[Step]:
        """
        The steps which are open, from the first page to wherever the journey has got to.

        ``answers`` grows along the way, so that ``when`` and each form see the answers
        given before them and no others.
        """
        self.answers, self.forms = {}, {}
        walked: list[Step] = []
        for step in self.steps:
            if not step.when(self):
                continue
            if step in walked or step.name in self.forms:
                raise ImproperlyConfigured(f"{step.name} stands twice on one path")
            walked.append(step)
            if not step.form_class:
                break
            typed = self.typed.get(step.name)
            data = None if typed is None else MultiValueDict(typed)
            form = step.form_class(data, initial=self.get_initial(), journey=self)
            self.forms[step.name] = form
            if not form.is_valid():
                break
            self.answers |= form.cleaned_data
        return walked

    @property
    def is_ready(self) -> bool:
        """Whether every question is answered and the check answers page is open."""
        return isinstance(self.path[-1], CheckAnswers)

    @property
    def answered(self) -> list:
        """Each answer so far with its question, for the check answers page to play back."""
        return [
            (step, answer)
            for step in self.path
            if step.form_class
            for answer in self.forms[step.name].answers
        ]

    def forget(self) -> None:
        """Read everything anew: the records have changed since it was looked up."""
        for name in list(self.__dict__):
            if isinstance(getattr(type(self), name, None), cached_property):
                del self.__dict__[name]
