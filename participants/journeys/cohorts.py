"""Which cohort someone belongs to, and whether their school has set up training for it."""

from typing import Any

from django.utils.functional import cached_property

from config.web import clock
from config.web.journeys import Exit
from schools.models import Cohort, SchoolCohort
from schools.queries import answers_by_cohort

#: The first cohort there can be.
_FIRST_YEAR = 2020


class LooksUpCohorts:
    """
    A journey at a ``school`` whose answers say, with ``cohort_year``, which cohort it is about.

    That property is asked for once the answers it rests on are there. Whoever inherits can call
    another journey, since training may have to be set up first.
    """

    school: Any

    @property
    def cohort_year(self) -> int:
        """The first year of the cohort."""
        raise NotImplementedError

    @cached_property
    def _cohorts(self) -> dict[int, tuple[Cohort, SchoolCohort | None]]:
        """Every cohort by its year, with what the school has answered for it."""
        years = range(_FIRST_YEAR, clock.today().year + 2)
        found = answers_by_cohort(self.school, years=list(years))
        return {cohort.start_year: (cohort, answer) for cohort, answer in found.items()}

    @property
    def registration_cohort(self) -> Cohort | None:
        """The newest that is open."""
        cohorts = [cohort for cohort, _ in self._cohorts.values() if cohort.is_open]
        return max(cohorts, key=lambda cohort: cohort.start_year, default=None)

    @property
    def cohort(self) -> Any:
        """The cohort, or None where we do not know it yet."""
        return self._cohorts.get(self.cohort_year, (None, None))[0]

    @property
    def school_cohort(self) -> SchoolCohort | None:
        """What the school has answered for it."""
        return self._cohorts.get(self.cohort_year, (None, None))[1]

    @property
    def is_open(self) -> bool:
        """Whether schools may register people in the cohort."""
        return self.cohort is not None and self.cohort.is_open

    @property
    def is_set_up(self) -> bool:
        """Whether the school has said how it trains people in the cohort."""
        return self.school_cohort is not None and self.school_cohort.is_set_up


#: A cohort that schools cannot register people in, yet or any more.
NOT_OPEN = Exit(
    "not-open",
    when=lambda journey: not journey.is_open,
    template_name="participants/registering/not-open.html",
)
#: A cohort that the school has not set up, or for which it has said that it expects nobody.
SET_UP_FIRST = Exit(
    "set-up-training-first",
    when=lambda journey: not journey.is_set_up,
    template_name="participants/registering/set-up-training-first.html",
)
