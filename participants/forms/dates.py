"""The question when someone starts."""

from django.core.exceptions import ValidationError

from config.web import clock, formats
from config.web.forms import DateField
from config.web.journeys import QuestionForm


class StartDateForm(QuestionForm):
    """
    When an ECT starts at the school.

    The journey has their ``person_name``, and ``first_start`` and ``last_start``, between which
    the answer lies. It ``tells_first_start`` unless another school alone knows that day.
    """

    short_labels = {"started_on": "Start date"}

    started_on = DateField(thing="start date")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.journey.person_name
        field = self.fields["started_on"]
        field.label = f"When does {name} start their induction with you?"
        field.help_text = f"For example, 1 9 {clock.today().year}"
        field.error_messages["required"] = f"Enter the date when {name} starts"

    def clean_started_on(self):
        started_on = self.cleaned_data["started_on"]
        first, last = self.journey.first_start, self.journey.last_start
        if started_on < first and not self.journey.tells_first_start:
            raise ValidationError(
                "Start date must be after the day they started at their last school"
            )
        if started_on < first:
            raise ValidationError(f"Start date must be on or after {formats.day(first)}")
        if started_on > last:
            raise ValidationError(f"Start date must be on or before {formats.day(last)}")
        return started_on
