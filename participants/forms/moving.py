"""
The questions about someone who comes from another school, or leaves this one.

The journey has their ``person_name``.
"""

from django import forms
from django.core.exceptions import ValidationError

from config.web import clock, formats
from config.web.forms import Answer, DateField, YesNoField
from config.web.journeys import QuestionForm

from .dates import StartDateForm

SCHOOLS, ANOTHER = "schools", "another"


class MovingForm(QuestionForm):
    """Whether an ECT of another school moves to this one. The other is never named."""

    short_labels = {"is_moving": "Moving from another school?"}

    is_moving = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, name = self.fields["is_moving"], self.journey.person_name
        field.label = f"Is {name} moving from another school?"
        field.help_text = (
            "Our records show that they were registered at another school. We cannot tell you"
            " which."
        )
        field.error_messages["required"] = f"Select yes if {name} is moving from another school"


class StartHereForm(StartDateForm):
    """When someone starts, who may move: they have begun before, and start at the school only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.journey.is_moving:
            name = self.journey.person_name
            self.fields["started_on"].label = f"When does {name} start at your school?"


class KeepProviderForm(QuestionForm):
    """Whether someone who moves goes on with those who train them. The journey has a ``mover``."""

    keeps_provider = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, mover = self.journey.person_name, self.journey.mover
        field = self.fields["keeps_provider"]
        field.label = f"Will {name} continue with their current provider, {mover.providers}?"
        field.help_text = (
            "Check with the provider first. If you select yes, nothing changes for the other people"
            " at your school."
        )
        field.error_messages["required"] = (
            f"Select yes if {name} will continue with {mover.providers}"
        )

    @property
    def answers(self):
        """The providers where they stay; what follows says it where they do not."""
        if not self.cleaned_data["keeps_provider"]:
            return [Answer("Continues with current provider?", "No")]
        return [Answer("Trains with", f"{self.journey.mover.providers} (as before)")]


class NewProviderForm(QuestionForm):
    """
    Whether someone who moves trains as the school does, or with another lead provider.

    The journey has a ``mover``, and so how its school trains people of their cohort.
    """

    new_provider = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select an answer from the list"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, here = self.journey.person_name, self.journey.mover.here
        field = self.fields["new_provider"]
        field.label = f"Who will train {name} from now on?"
        field.error_messages["required"] = f"Select who will train {name}"
        field.choices = [(SCHOOLS, _as_at_school(here)), (ANOTHER, "Another lead provider")]

    @property
    def answers(self):
        """How the school trains people; another provider is named in the answers that follow."""
        if self.cleaned_data["new_provider"] == ANOTHER:
            return []
        return [Answer("Trains with", _as_at_school(self.journey.mover.here))]


def _as_at_school(here):
    """How a school trains the people of a cohort, in words."""
    if here.lead_provider:
        return f"{here.providers}, your school’s own provider"
    if here.is_provider_led:
        return "Your school’s own lead provider, which we do not know yet"
    programme = formats.in_sentence(here.programme.label)
    return f"No lead provider: your school’s own programme ({programme})"


class LastDayForm(QuestionForm):
    """
    The last day of someone at the school.

    The journey has their ``place``, the ``last_day_offered``, and ``claimed_on``, the day on
    which they start at another school, if they do.
    """

    last_day = DateField(label="Last day", thing="last day")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, field = self.journey.person_name, self.fields["last_day"]
        self.title = f"What is {name}’s last day at your school?"
        field.help_text = f"For example, 31 8 {clock.today().year}"
        field.error_messages["required"] = f"Enter {name}’s last day"

    def clean_last_day(self):
        last_day, place = self.cleaned_data["last_day"], self.journey.place
        first, last = place.started_on, self.journey.last_day_offered
        if last_day < first:
            raise ValidationError(
                f"Last day must be on or after {formats.day(first)}, when they started"
            )
        claimed_on = self.journey.claimed_on
        if claimed_on and last_day >= claimed_on:
            raise ValidationError(
                f"Last day must be before {formats.day(claimed_on)}, when they start at another"
                " school"
            )
        if last_day > last:
            raise ValidationError(f"Last day must be on or before {formats.day(last)}")
        if last_day == place.last_day:
            raise ValidationError("Enter a last day that is different from the one we have")
        return last_day
