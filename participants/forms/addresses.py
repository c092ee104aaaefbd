"""The question about someone's email address."""

from django import forms
from django.core.exceptions import ValidationError

from config.accounts.models import normalised
from config.web.forms import EmailField
from config.web.journeys import QuestionForm


class NewEmailForm(QuestionForm):
    """At which address the journey's ``place`` has its person from now on."""

    short_labels = {"new_email": "New email address"}
    large = ("new_email",)

    new_email = EmailField(
        help_text="Their own work address, not one that others share.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        self.fields["new_email"].label = f"What is {name}’s new email address?"

    def clean_new_email(self):
        email = self.cleaned_data["new_email"]
        if normalised(email) == self.journey.place.email:
            raise ValidationError("Enter an email address that is different from the one we have")
        return email
