"""School terms, in which mentors begin their training, and the cohorts they belong to."""

from dataclasses import dataclass
from datetime import date, timedelta

from config.web import formats

#: The month in which each term begins, on its first day.
_NAMES = {1: "Spring", 4: "Summer", 9: "Autumn"}


@dataclass(frozen=True, order=True)
class Term:
    """
    A school term: autumn from September, spring from January, summer from April to August.

    Raises ``ValueError`` for a day that is not the first of a term.
    """

    first_day: date

    def __post_init__(self):
        if self.first_day.day != 1 or self.first_day.month not in _NAMES:
            raise ValueError(f"No term begins on {self.first_day}")

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """What it is called: “Autumn term 2026”."""
        return f"{_NAMES[self.first_day.month]} term {self.first_day.year}"

    @property
    def in_sentence(self) -> str:
        """What it is called after another word: “autumn term 2026”."""
        return formats.in_sentence(self.label)

    @property
    def last_day(self) -> date:
        """The day before the next one begins: terms leave no gap for holidays."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Term":
        """The one that follows."""
        year = self.first_day.year
        later = (month for month in _NAMES if month > self.first_day.month)
        month = next(later, None)
        return Term(date(year, month, 1) if month else date(year + 1, 1, 1))

    @property
    def cohort_year(self) -> int:
        """The first year of the cohort of those who begin in it."""
        return cohort_year_of(self.first_day)


def term_of(day: date) -> Term:
    """The term that a day lies in."""
    return Term(date(day.year, max(month for month in _NAMES if month <= day.month), 1))


def term_starting(first_day: date) -> Term:
    """The term that begins on a day. Raises ``ValueError`` if none does."""
    return Term(first_day)


def offered(today: date, *, started_on: date) -> list[Term]:
    """
    The terms to choose from: the current one and the next two, without those before the start.

    Whoever starts later than these has the term of their start.
    """
    current = term_of(today)
    coming = [current, current.next, current.next.next]
    return [term for term in coming if term.last_day >= started_on] or [term_of(started_on)]


def cohort_year_of(day: date) -> int:
    """
    The first year of the cohort that a start on this day belongs to.

    From 1 June on it is the cohort that begins that September, else the one of the year before.
    """
    return day.year if day.month >= 6 else day.year - 1
