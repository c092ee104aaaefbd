"""What pages show of schools."""

from django.db.models import F, FilteredRelation, Q
from django.utils.functional import cached_property

from .models import Cohort, School, SchoolCohort

_FIELDS = ["id", "expects_ects", "programme", "appropriate_body_id", "answered_at", "answered_by"]


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
    The cohorts of some years, each with the school's answer for it, in one query.

    A page about one cohort also needs the year before, and has to be told of a cohort that
    the school has not answered for.
    """
    answer = FilteredRelation("schools", condition=Q(schools__school=school))
    cohorts = (
        Cohort.objects.filter(start_year__in=years)
        .annotate(answer=answer)
        .annotate(**{f"answer_{name}": F(f"answer__{name}") for name in _FIELDS})
    )
    return {cohort: _answer(school, cohort) for cohort in cohorts}


def _answer(school, cohort):
    values = {name: getattr(cohort, f"answer_{name}") for name in _FIELDS}
    if values["id"] is None:
        return None
    return SchoolCohort(school=school, cohort=cohort, **values)
