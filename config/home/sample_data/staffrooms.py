"""The ECTs and mentors of any school: as many as asked for, each with a story of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor
from participants.models import ECTAtSchool, MentorAtSchool
from schools.models import Cohort, School

from .people import invent
from .roster import Roster
from .stories import (
    ECTStory,
    MentorStory,
    Times,
    cohort_of_ect,
    cohort_of_mentor,
    ways_of_ect,
    ways_of_mentor,
)

#: How many in a hundred.
_ECTS = {
    ECTStory.TRAINING: 58,
    ECTStory.STARTING: 8,
    ECTStory.LEAVING: 4,
    ECTStory.LEFT: 8,
    ECTStory.PAUSED: 4,
    ECTStory.STOPPED: 3,
    ECTStory.COMPLETED: 13,
    ECTStory.EXEMPT: 2,
}
_MENTORS = {
    MentorStory.IN_TRAINING: 40,
    MentorStory.TO_BE_TRAINED: 10,
    MentorStory.TRAINED: 25,
    MentorStory.NOT_TRAINED: 15,
    MentorStory.LEAVING: 4,
    MentorStory.LEFT: 6,
}
#: Of how many in a hundred it is so.
_WITHOUT_MENTOR, _NEW_THIS_YEAR, _WITH_BODY_OF_THEIR_OWN = 12, 40, 4


@dataclass(frozen=True, kw_only=True)
class Staffroom:
    """
    A school that people are invented for.

    ``cohorts`` are those for which it has set up training, by their first years, and ``bodies``
    the appropriate bodies that it may choose.
    """

    school: School
    cohorts: dict[int, Cohort]
    bodies: list[AppropriateBody] = field(default_factory=list)
    by: Actor

    def fill(
        self, roster: Roster, *, trns: Sequence[str], mentors: int, times: Times, seed: int
    ) -> None:
        """Put a person on the roster for each TRN: so many mentors, then ECTs."""
        random = Random(f"{seed}/{trns[0]}")
        here = [self._mentor(roster, trn, random, times) for trn in trns[:mentors]]
        for trn in trns[mentors:]:
            ect = self._ect(roster, trn, random, times)
            if here and not _so(random, _WITHOUT_MENTOR):
                self._pair(roster, ect, here, random, times)

    def _ect(self, roster, trn, random, times) -> ECTAtSchool:
        possible = {
            story: weight
            for story, weight in _ECTS.items()
            if cohort_of_ect(story, times=times) in self.cohorts
        }
        story = _one_of(possible, random)
        year = cohort_of_ect(story, times=times)
        newest = times.years.registration
        if story == ECTStory.TRAINING and newest in self.cohorts and _so(random, _NEW_THIS_YEAR):
            year = newest
        has_own_body = self.bodies and _so(random, _WITH_BODY_OF_THEIR_OWN)
        return roster.add_ect(
            invent(trn, random=random),
            ways_of_ect(story, year=year, times=times),
            school=self.school,
            cohort=self.cohorts[year],
            by=self.by,
            body=random.choice(self.bodies) if has_own_body else None,
        )

    def _mentor(self, roster, trn, random, times) -> MentorAtSchool:
        possible = {
            story: weight
            for story, weight in _MENTORS.items()
            if story != MentorStory.TO_BE_TRAINED
            or cohort_of_mentor(story, times=times) in self.cohorts
        }
        story = _one_of(possible, random)
        return roster.add_mentor(
            invent(trn, random=random),
            ways_of_mentor(story, times=times),
            school=self.school,
            # those whose training is completed had it elsewhere, if not here
            cohort=self.cohorts.get(cohort_of_mentor(story, times=times) or 0),
            by=self.by,
        )

    def _pair(self, roster, ect, mentors, random, times) -> None:
        """Let one of the mentors mentor the ECT, and another follow if the one has left."""
        left_on = roster.pair(ect, random.choice(mentors), by=self.by)
        staying = [mentor for mentor in mentors if not mentor.finished_on]
        if staying and left_on and left_on <= times.today:
            roster.pair(ect, random.choice(staying), by=self.by, since=left_on)


def _one_of(weights, random: Random):
    return random.choices(list(weights), list(weights.values()))[0]


def _so(random: Random, hundredths: int) -> bool:
    return random.randrange(100) < hundredths
