"""What can be so of an ECT or a mentor, and the days that make it so, whatever day it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from participants.models import Training
from participants.terms import cohort_year_of, term_of

from .providers import Years
from .roster import Ways


class ECTStory(StrEnum):
    """What is so of an ECT."""

    TRAINING = "training"
    STARTING = "starting"
    LEAVING = "leaving"
    LEFT = "left"
    PAUSED = "paused"
    STOPPED = "stopped"
    COMPLETED = "completed"
    EXEMPT = "exempt"


class MentorStory(StrEnum):
    """What is so of a mentor."""

    IN_TRAINING = "in training"
    TO_BE_TRAINED = "to be trained from next term"
    TRAINED = "has completed the training"
    NOT_TRAINED = "is not trained"
    LEAVING = "leaving"
    LEFT = "left"


@dataclass(frozen=True)
class Times:
    """A day, and the days and cohorts around it."""

    today: date

    @property
    def years(self) -> Years:
        """The cohorts."""
        return Years.around(self.today)

    def ago(self, days: int) -> date:
        """So many days before."""
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        """So many days after."""
        return self.today + timedelta(days=days)

    def next_start(self) -> date:
        """A day to come on which an ECT can start in the registration cohort."""
        last_of_cohort = date(self.years.registration + 1, 5, 31)
        # on that very day, the next is of a cohort that is not open yet
        return max(min(self.ahead(45), last_of_cohort), self.ahead(1))

    def next_term(self) -> date:
        """The first day of the next term, or of this one if the next is of a later cohort."""
        this = term_of(self.today)
        is_open = this.next.cohort_year <= self.years.registration
        return (this.next if is_open else this).first_day


def cohort_of_ect(story: ECTStory, *, times: Times) -> int:
    """The first year of the cohort in which a story is likely."""
    if story == ECTStory.COMPLETED:
        return times.years.all[0]
    return times.years.registration if story == ECTStory.STARTING else times.years.last


def ways_of_ect(story: ECTStory, *, year: int, times: Times) -> Ways:
    """The days of an ECT of a cohort."""
    started_on = min(date(year, 9, 1), times.today)
    match story:
        case ECTStory.STARTING:
            return Ways(started_on=times.next_start())
        case ECTStory.LEAVING:
            return Ways(started_on=started_on, finished_on=times.ahead(60))
        case ECTStory.LEFT:
            return Ways(started_on=started_on, finished_on=times.ago(20))
        case ECTStory.PAUSED:
            paused = (Training.State.PAUSED, times.ago(50))
            return Ways(started_on=started_on, interrupted=paused)
        case ECTStory.STOPPED:
            stopped = (Training.State.STOPPED, times.ago(80))
            return Ways(started_on=started_on, interrupted=stopped)
        case ECTStory.COMPLETED:
            return Ways(started_on=started_on, completed_on=times.ago(40))
        case ECTStory.EXEMPT:
            return Ways(started_on=started_on, exempt_on=times.ago(100))
        case _:
            return Ways(started_on=started_on)


def cohort_of_mentor(story: MentorStory, *, times: Times) -> int | None:
    """The first year of the cohort of a mentor’s training, if there is any."""
    match story:
        case MentorStory.TO_BE_TRAINED:
            return cohort_year_of(times.next_term())
        case MentorStory.NOT_TRAINED:
            return None
        case MentorStory.TRAINED:
            return times.years.all[0]
        case _:
            return times.years.last


def ways_of_mentor(story: MentorStory, *, times: Times) -> Ways:
    """The days of a mentor."""
    longest, last = (date(year, 9, 1) for year in times.years.all[:2])
    match story:
        case MentorStory.TO_BE_TRAINED:
            return Ways(started_on=times.ago(10), training_starts_on=times.next_term())
        case MentorStory.TRAINED:
            # a year of training
            completed_on = date(times.years.last, 7, 10)
            return Ways(started_on=longest, completed_on=completed_on, training_starts_on=longest)
        case MentorStory.LEAVING:
            return Ways(started_on=last, finished_on=times.ahead(75), training_starts_on=last)
        case MentorStory.LEFT:
            return Ways(started_on=last, finished_on=times.ago(30), training_starts_on=last)
        case _:
            return Ways(started_on=last, training_starts_on=last)
