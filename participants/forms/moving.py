"""
The questions about someone who comes from another school, or leaves this one.

The journey has their ``person_name``.
"""

from django.core.exceptions import ValidationError

from config.web import clock, formats
from config.web.forms import DateField
from config.web.journeys import QuestionForm


class LastDayForm(QuestionForm):
    """
    The last day of someone at the school.

    The journey has their ``place``, the ``last_day_offered``, and ``claimed_on``, the day on
    which they start at another school, if they do.
    """

    short_labels = {"last_day": "Last day"}

    last_day = DateField(thing="last day")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        field = self.fields["last_day"]
        field.label = f"What is {name}’s last day at your school?"
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
