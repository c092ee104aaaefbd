"""What pages show of schools."""

from django.db.models import FilteredRelation, Q
from django.utils.functional import cached_property

from .models import Cohort, School, SchoolCohort

#: What an answer names.
_NAMED = ["answer__appropriate_body"]


class LooksUpAnswers:
    """What a journey about a ``school`` and the cohort of a ``year`` knows of its answers."""

    school: School
    year: int

    @cached_property
    def answers_by_cohort(self) -> dict[Cohort, SchoolCohort | None]:
        """The cohort and the one before, each with the school's answer."""
        return answers_by_cohort(self.school, years=[self.year, self.year - 1])

    def answer_for(self, year: int) -> SchoolCohort | None:
        """The school's answer for one of the two."""
        found = self.answers_by_cohort.items()
        return next((answer for cohort, answer in found if cohort.start_year == year), None)


def answers_by_cohort(school: School, *, years: list[int]) -> dict[Cohort, SchoolCohort | None]:
    """
    The cohorts of some years, each with the school's answer for it and its body, in one query.

    A page about one cohort also needs the year before, and has to be told of a cohort that
    the school has not answered for.
    """
    answer = FilteredRelation("schools", condition=Q(schools__school=school))
    cohorts = (
        Cohort.objects.filter(start_year__in=years).annotate(answer=answer).select_related(*_NAMED)
    )
    # where nothing is joined, Django leaves the name out
    found: dict[Cohort, SchoolCohort | None] = {
        cohort: getattr(cohort, "answer", None) for cohort in cohorts
    }
    for cohort, answered in found.items():
        if answered:
            answered.school, answered.cohort = school, cohort
    return found
