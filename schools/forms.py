"""The questions about a school's answer and its induction tutor."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from config.accounts.models import normalised
from config.web.forms import Answer, EmailField, Form, NameField, YesNoField
from config.web.journeys import QuestionForm

from . import search
from .models import Programme, SchoolCohort
from .names import folded


class StillTutorForm(QuestionForm):
    """For a school contact: whether the tutor we know is still the one."""

    still_tutor = YesNoField(label="")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.tutor.full_name
        self.short_labels = {"still_tutor": f"Is {name} still your induction tutor?"}
        field = self.fields["still_tutor"]
        field.label = f"Is {name} still your induction tutor?"
        field.help_text = "An induction tutor answers to DfE for the induction of your ECTs."
        field.error_messages["required"] = f"Select yes if {name} is still your induction tutor"


class ExpectsECTsForm(QuestionForm):
    """The yearly question."""

    short_labels = {"expects_ects": "ECTs or mentors expected?"}

    expects_ects = forms.ChoiceField(
        choices=SchoolCohort.Expects,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select if you expect any ECTs or mentors to start training",
            "invalid_choice": "Select yes, no or that you do not know yet",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["expects_ects"]
        field.label = (
            f"Do you expect any ECTs or mentors to start training in {self.journey.cohort}?"
        )
        field.help_text = (
            "An early career teacher (ECT) is a qualified teacher in their first two years."
            " A mentor supports them."
        )


class ProgrammeForm(QuestionForm):
    """
    How training is run. The journey's ``programmes`` are those to choose from.
    """

    short_labels = {"programme": "Training programme"}

    programme = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how you want to run training",
            "invalid_choice": "Select a training programme from the list",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["programme"]
        field.label = f"How do you want to run training in {self.journey.cohort}?"
        field.choices = [
            (programme.value, programme.label) for programme in self.journey.programmes
        ]
        if len(field.choices) == 1:
            field.help_text = "This is the only other programme that your school can choose."

    def clean_programme(self):
        return Programme(self.cleaned_data["programme"])


class NominateTutorForm(QuestionForm):
    """Who the induction tutor is to be."""

    title = "Nominate an induction tutor"

    tutor_first_name = NameField(label="First name", thing="first name")
    tutor_last_name = NameField(label="Last name", thing="last name")
    tutor_email = EmailField(
        label="Email address",
        help_text=(
            "Their own work address, not one that others share. We send them personal links."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def answers(self):
        """The name in one row, and the address large: it was typed only once."""
        name = f"{self.cleaned_data['tutor_first_name']} {self.cleaned_data['tutor_last_name']}"
        return [
            Answer("Induction tutor’s name", name),
            Answer("Induction tutor’s email", self.cleaned_data["tutor_email"], is_large=True),
        ]


class NewTutorForm(NominateTutorForm):
    """Who comes after the induction tutor, the journey's ``user``, who names them."""

    title = "Nominate a new induction tutor"

    def clean_tutor_email(self):
        email = self.cleaned_data["tutor_email"]
        if normalised(email) == self.journey.user.email:
            raise ValidationError("Enter the email address of someone else: this one is yours")
        return email


class FindSchoolForm(Form):
    """What to look for among all schools."""

    title = "Find your school"

    q = forms.CharField(
        label="School name, postcode or URN",
        help_text=(
            "Part of the name is enough. A URN is the school’s number in “Get information about"
            " schools” (GIAS)."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter your school’s name, postcode or URN"},
    )

    @classmethod
    def of(cls, query):
        """The form as an address fills it in, without what no page can show."""
        typed = query.get("q")
        if typed is None:
            return cls()
        shown = (" " if unicodedata.category(one)[0] == "C" else one for one in typed)
        return cls({"q": "".join(shown)[: search.LONGEST]})

    def clean_q(self):
        if len(folded(self.cleaned_data["q"])) < 2:
            raise ValidationError("Enter at least 2 letters or numbers")
        return self.cleaned_data["q"]
