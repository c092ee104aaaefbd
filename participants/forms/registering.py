"""What a school is asked when it registers someone."""

from django import forms

from appropriate_bodies.forms import BodyForm, BodyTypeForm
from config.web.forms import Answer, Form
from participants.lookups import Role


class AddForm(Form):
    """Whom the school wants to add."""

    role = forms.ChoiceField(
        label="Who do you want to add?",
        choices=[
            (Role.ECT.lower(), "An early career teacher (ECT)"),
            (Role.MENTOR.lower(), "A mentor"),
        ],
        help_text=(
            "An ECT is a qualified teacher in their first two years. A mentor is an experienced"
            " teacher who supports ECTs."
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select who you want to add",
            "invalid_choice": "Select an ECT or a mentor",
        },
    )


class ECTsBodyTypeForm(BodyTypeForm):
    """Which type of appropriate body one ECT has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        field = self.fields["body_type"]
        field.label = f"Which type of appropriate body have you appointed for {name}?"


class ECTsBodyForm(BodyForm):
    """
    Which appropriate body one ECT has. The journey has the school's as ``school_body``.

    We keep none for an ECT where theirs is not listed, so they have the school's for now.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        self.fields[
            "appropriate_body"
        ].label = f"Which appropriate body have you appointed for {name}?"

    @property
    def answers(self):
        """The body's name, or whose it is meanwhile."""
        school_body = self.journey.school_body
        if self.cleaned_data["body_not_listed"] and school_body:
            return [Answer("Appropriate body", f"Not listed, so {school_body.name} for now")]
        return super().answers
