"""The questions about one's own name and address."""

from django import forms
from django.core.exceptions import ValidationError

from config.accounts.models import normalised
from config.web.forms import EmailField, NameField
from config.web.journeys import QuestionForm


class NewNameForm(QuestionForm):
    """What the journey's ``user`` is called now."""

    title = "What is your new name?"

    first_name = NameField(label="First name", thing="first name", autocomplete="given-name")
    last_name = NameField(label="Last name", thing="last name", autocomplete="family-name")

    def clean(self):
        user, cleaned = self.journey.user, self.cleaned_data
        if (cleaned.get("first_name"), cleaned.get("last_name")) == (
            user.first_name,
            user.last_name,
        ):
            self.add_error("first_name", "Enter a name that is different from the one we have")
        return self.cleaned_data


class NewEmailForm(QuestionForm):
    """At which address the journey's ``user`` wants to hear from us."""

    new_email = EmailField(
        label="What is your new email address?",
        help_text="Your own work address, not one that others share. You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_new_email(self):
        email = self.cleaned_data["new_email"]
        if normalised(email) == self.journey.user.email:
            raise ValidationError("Enter an email address that is different from the one we have")
        return email
