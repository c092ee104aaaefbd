"""A tutor changes when an ECT starts, until that day has come."""

from datetime import date

from django.utils.functional import cached_property

from config.web.journeys import CheckAnswers, Exit, Question
from participants.changeable import Change
from participants.forms.dates import StartDateForm
from participants.services import details

from .people import MAY_NOT_CHANGE, ECTJourney


class ChangeStartDate(ECTJourney):
    """Another day, in the same cohort."""

    name = "change-start-date"
    template_folder = "participants/start_date"
    changes = Change.START_DATE
    help_topic = "Changing a start date"
    reaches_other_schools = True
    steps = [
        MAY_NOT_CHANGE,
        Question("start-date", StartDateForm),
        Exit("same-date", when=lambda journey: journey.started_on == journey.ect.started_on),
        Exit("other-cohort", when=lambda journey: journey.is_other_cohort),
        CheckAnswers(),
    ]

    def people(self):
        """Those whom it may be about. Before they start, nothing hangs on their training."""
        return super().people().prefetch_related(None)

    @cached_property
    def _dates(self):
        return details.start_dates(self.ect)

    @property
    def first_start(self) -> date:
        """The first day on which they can start."""
        return self._dates.first

    @property
    def tells_first_start(self) -> bool:
        """Whether that day says nothing of another school."""
        return self._dates.tells_first

    @property
    def last_start(self) -> date:
        """The last day on which they can start."""
        return self._dates.last

    @property
    def started_on(self) -> date:
        """The day that is chosen."""
        return self.answers["started_on"]

    @property
    def is_other_cohort(self):
        """Whether they would belong to another cohort."""
        return details.is_other_cohort(self.ect, self.started_on, self._dates)

    @property
    def basis(self):
        """When they start as we have it."""
        return str(self.ect.started_on)

    def get_initial(self):
        """The day we have, to correct."""
        return {"started_on": self.ect.started_on}

    def complete(self):
        details.change_start_date(
            ect=self.ect,
            started_on=self.started_on,
            shown=self.ect.started_on,
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"
