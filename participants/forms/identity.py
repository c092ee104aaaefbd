"""
The questions who someone is, for the journeys that register people.

Such a journey has the ``role`` that the person is to have and, once the name is typed, their
``person_name``. The address is asked last, once they have been looked up.
"""

from django import forms
from django.core.exceptions import ValidationError
from markupsafe import Markup, escape

from config.support.forms import MESSAGE_LIMIT, TextField
from config.web import clock
from config.web.forms import Answer, ButtonField, DateField, EmailField, NameField, YesNoField
from config.web.journeys import QuestionForm
from participants.services import addresses
from participants.trns import TRNField

YOUNGEST, OLDEST = 18, 100


class NameForm(QuestionForm):
    """What the person is called."""

    first_name = NameField(label="First name", thing="first name")
    last_name = NameField(label="Last name", thing="last name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        journey = self.journey
        whose = journey.whose if journey.is_oneself else f"the {journey.role}’s"
        self.title = f"What is {whose} name?"

    @property
    def answers(self):
        """The name in one row."""
        name = f"{self.cleaned_data['first_name']} {self.cleaned_data['last_name']}"
        return [Answer("Name", name)]


class TRNForm(QuestionForm):
    """Their teacher reference number, or that they have none."""

    short_labels = {"trn": "Teacher reference number (TRN)"}

    trn = TRNField(help_text="It has 7 digits, like 1234567. Some older ones have 5 or 6.")
    no_trn = ButtonField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["trn"]
        field.label = f"What is {self.journey.whose} teacher reference number (TRN)?"
        self.without_one = f"{'I' if self.journey.is_oneself else 'They'} do not have a TRN"
        if self.is_bound and self.data.get("no_trn"):
            field.required = False
            field.disabled = True
            # a field that is not asked keeps what it began with, which is not the answer here
            self.initial = {**self.initial, "trn": None}


class DateOfBirthForm(QuestionForm):
    """When they were born."""

    short_labels = {"date_of_birth": "Date of birth"}

    date_of_birth = DateField(
        thing="date of birth",
        help_text="For example, 27 3 1999",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        journey, field = self.journey, self.fields["date_of_birth"]
        field.label = f"What is {journey.whose} date of birth?"
        whose = "your" if journey.is_oneself else "their"
        field.error_messages["required"] = f"Enter {whose} date of birth"

    def clean_date_of_birth(self):
        born = self.cleaned_data["date_of_birth"]
        age = _age(born, clock.today())
        if age < YOUNGEST:
            raise ValidationError(
                f"Date of birth must be at least {YOUNGEST} years ago", "too_young"
            )
        if age > OLDEST:
            raise ValidationError(
                f"Date of birth must not be more than {OLDEST} years ago", "too_old"
            )
        return born


class HasOtherNameForm(QuestionForm):
    """Whether they have another first name than the one that was typed."""

    has_other_name = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.typed_name
        field = self.fields["has_other_name"]
        field.label = f"Is {name} known by another name?"
        field.help_text = (
            "The first name that you typed is not the one that we have for this TRN and date of"
            " birth. People may use a short form, a middle name or an English name."
        )
        field.error_messages["required"] = f"Select yes if {name} is known by another name"

    @property
    def answers(self):
        """That there is none, or else the name, which is asked next."""
        return [] if self.cleaned_data["has_other_name"] else [Answer("Other first name", "None")]


class OtherFirstNameForm(QuestionForm):
    """What that other first name is."""

    short_labels = {"other_first_name": "Other first name"}

    other_first_name = NameField(
        thing="first name",
        help_text="It may be the one on their passport, or on their teaching qualification.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.typed_name
        self.fields["other_first_name"].label = f"What is {name}’s other first name?"


class EmailForm(QuestionForm):
    """
    Their own address at this school.

    Whether it is another person's is asked of the records when it is sent. Who registers the
    person asks again.
    """

    large = ("email",)

    email = EmailField(
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = f"What is {self.journey.whose} email address?"
        whose, whom = ("Your", "you") if self.journey.is_oneself else ("Their", "them")
        field = self.fields["email"]
        field.help_text = (
            f"{whose} own work address, not one that others share. We write to {whom} there."
        )

    def clean_email(self):
        email = self.cleaned_data["email"]
        journey = self.journey
        if journey.is_sent("email") and addresses.is_taken(email, trn=journey.person.trn):
            raise ValidationError(
                "Enter a different email address: another ECT or mentor has this one", "taken"
            )
        return email

    @property
    def is_taken(self):
        """Whether that is what is wrong, so that the page says how to go on."""
        return self.has_error("email", "taken")


class MessageToCheckForm(QuestionForm):
    """What the tutor wants to add to the details that do not match."""

    title = "Ask DfE to check these details"

    message = TextField(
        label="Do you want to tell us more? (optional)",
        help_text=(
            "For example, that they have changed their name. You can write up to"
            f" {MESSAGE_LIMIT:,} characters."
        ),
        limit=MESSAGE_LIMIT,
        thing="What you tell us",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @property
    def answers(self):
        """The message in the lines in which it was typed."""
        lines = Markup("<br>").join(
            escape(line) for line in self.cleaned_data["message"].splitlines()
        )
        return [Answer("Your message", lines or "None")]


def _age(born, today):
    """The years of someone's life that are over."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
