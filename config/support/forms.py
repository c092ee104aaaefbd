"""What “Ask DfE for help” asks."""

from django import forms
from django.core.exceptions import ValidationError
from markupsafe import Markup, escape

from config.web.forms import Answer, EmailField, NameField
from config.web.journeys import QuestionForm

TOPIC_LIMIT = 200
MESSAGE_LIMIT = 2000


class TextField(forms.CharField):
    """Text as people type it, with line breaks counted as one character, as they see them."""

    def __init__(self, *, limit, thing, **kwargs):
        super().__init__(**kwargs)
        self.limit, self.thing = limit, thing

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\x00", "")

    def validate(self, value):
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(
                f"{self.thing} must be {self.limit:,} characters or less", "max_length"
            )


class QuestionToDfEForm(QuestionForm):
    """What it is about, and the question."""

    title = "Ask DfE for help"
    short_labels = {"message": "Your question"}

    topic = TextField(
        label="What is it about?",
        limit=TOPIC_LIMIT,
        thing="What it is about",
        error_messages={"required": "Enter what it is about"},
    )
    message = TextField(
        label="What do you want to ask?",
        help_text=(
            f"You can write up to {MESSAGE_LIMIT:,} characters. Do not include anyone’s date"
            " of birth, or anything about pupils."
        ),
        limit=MESSAGE_LIMIT,
        thing="What you want to ask",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter what you want to ask"},
    )

    def clean_topic(self):
        """One line, whatever was pasted."""
        return " ".join(self.cleaned_data["topic"].split())

    @property
    def answers(self):
        """The question is played back in the lines in which it was typed."""
        topic, message = super().answers
        lines = Markup("<br>").join(escape(line) for line in message.value.splitlines())
        return [topic, Answer(message.key, lines)]


class AskerForm(QuestionForm):
    """Who asks."""

    title = "Who should we reply to?"
    large = ("email",)

    name = NameField(
        label="Your full name",
        thing="full name",
        autocomplete="name",
        error_messages={"required": "Enter your full name"},
    )
    email = EmailField(
        label="Your email address",
        help_text="We will send our answer to this address.",
    )
