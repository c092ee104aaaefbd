"""
The questions that choose an appropriate body, for every journey that asks them.

Such a journey has ``bodies_offered``, the bodies that its school may choose from in its
cohort, and gets two answers: ``body_type``, and ``appropriate_body`` where a type was chosen.
"""

from django import forms

from config.web.forms import Answer, ButtonField, TypeAheadField, YesNoField
from config.web.journeys import QuestionForm

from .models import AppropriateBody

NOT_APPOINTED = "not_appointed"


class BodyAppointedForm(QuestionForm):
    """Whether the school has one at all, for journeys that ask so first."""

    short_labels = {"body_appointed": "Appropriate body appointed"}

    body_appointed = YesNoField(
        label="Have you appointed an appropriate body?",
        help_text="You can tell us later if you have not appointed one yet.",
        error_messages={"required": "Select yes if you have appointed an appropriate body"},
    )


class BodyTypeForm(QuestionForm):
    """
    Which type, of those that this school may choose. Asked even where it is only one.

    None is a choice, too, unless the journey has asked so before.
    """

    short_labels = {"body_type": "Type of appropriate body"}

    body_type = forms.ChoiceField(
        label="Which type of appropriate body have you appointed?",
        help_text=(
            "An appropriate body checks that ECTs’ first two years (their induction) are done"
            " properly."
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select which type of appropriate body you have appointed",
            "invalid_choice": "Select a type of appropriate body from the list",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {body.type for body in self.journey.bodies_offered}
        choices = [choice for choice in AppropriateBody.Type.choices if choice[0] in offered]
        if "body_appointed" not in self.journey.answers:
            choices.append((NOT_APPOINTED, "We have not appointed one yet"))
        self.fields["body_type"].choices = choices

    @property
    def answers(self):
        """Played back only where no body follows, which says more."""
        if self.cleaned_data.get("body_type") == NOT_APPOINTED:
            return [Answer("Appropriate body", "Not appointed yet")]
        return super().answers


class BodyForm(QuestionForm):
    """Which one, of the chosen type; or that it is not in the list."""

    short_labels = {"appropriate_body": "Appropriate body"}

    appropriate_body = TypeAheadField(
        label="Which appropriate body have you appointed?",
        help_text="Start typing its name, then select it from the list.",
        error_messages={
            "required": "Select an appropriate body, or select that it is not listed",
            "invalid_choice": (
                "Select an appropriate body from the list, or select that it is not listed"
            ),
        },
    )
    body_not_listed = ButtonField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {
            str(body.pk): body
            for body in self.journey.bodies_offered
            if body.type == self.journey.answers["body_type"]
        }
        field = self.fields["appropriate_body"]
        field.choices = [
            ("", "Select an appropriate body"),
            *((key, body.name) for key, body in self.bodies.items()),
        ]
        if self.is_bound and self.data.get("body_not_listed"):
            field.required = False
            field.disabled = True
            # a field that is not asked keeps what it began with, which is not the answer here
            self.initial = {**self.initial, "appropriate_body": None}

    def clean(self):
        chosen = self.cleaned_data.get("appropriate_body")
        if not self.errors:
            self.cleaned_data["appropriate_body"] = self.bodies.get(chosen or "")
        return self.cleaned_data

    @property
    def answers(self):
        """The body's name, or what we keep where it is not listed."""
        body = self.cleaned_data["appropriate_body"]
        return [Answer("Appropriate body", body.name if body else "Not listed, so none appointed")]
