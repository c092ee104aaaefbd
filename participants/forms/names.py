"""The questions about changing what someone is called."""

from django import forms

from config.web.forms import Answer, NameField, YesNoField
from config.web.journeys import QuestionForm
from participants.services.people import NameReason


class NameReasonForm(QuestionForm):
    """Why the name of the journey's ``teacher`` changes."""

    short_labels = {"reason": "Reason"}

    reason = forms.ChoiceField(
        choices=NameReason,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select why you are changing the name",
            "invalid_choice": "Select a reason from the list",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        self.fields["reason"].label = f"Why are you changing {name}’s name?"

    def clean_reason(self):
        return NameReason(self.cleaned_data["reason"])


class NewNameForm(QuestionForm):
    """What the journey's ``teacher`` is called now."""

    first_name = NameField(label="First name", thing="first name")
    last_name = NameField(label="Last name", thing="last name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = f"What is {self.journey.person_name}’s new name?"

    def clean(self):
        teacher, cleaned = self.journey.teacher, self.cleaned_data
        if (cleaned.get("first_name"), cleaned.get("last_name")) == (
            teacher.first_name,
            teacher.last_name,
        ):
            self.add_error("first_name", "Enter a name that is different from the one we have")
        return self.cleaned_data

    @property
    def answers(self):
        """The name in one row."""
        name = f"{self.cleaned_data['first_name']} {self.cleaned_data['last_name']}"
        return [Answer("New name", name)]


class SamePersonForm(QuestionForm):
    """Whether two names that have nothing in common are one person's."""

    short_labels = {"is_same_person": "Is this the same person?"}

    is_same_person = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        before, after = self.journey.person_name, self.journey.new_name
        field = self.fields["is_same_person"]
        field.label = f"Are {before} and {after} the same person?"
        field.help_text = "You have changed both the first name and the last name."
        field.error_messages["required"] = f"Select yes if {before} and {after} are the same person"
