"""When someone can start at a school."""

from datetime import date

from config.web import clock
from schools.models import Cohort


def first_offered(registration_cohort: Cohort) -> date:
    """The first start date that may be registered: 1 June two years before the cohort's."""
    return date(registration_cohort.start_year - 2, 6, 1)


def last_offered() -> date:
    """The last start date that may be registered: a year from today."""
    today = clock.today()
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return today.replace(year=today.year + 1, day=28)
