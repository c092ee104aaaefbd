"""
What fits into what, whatever people do, in whatever order.

The history of a small school is drawn at random and told twice: to the service, and to a model
of it that knows agreements only. Who mentors whom on each day must come out the same.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from config.events.services import Actor
from config.web.errors import Refused
from participants import rules
from participants.models import Mentorship
from participants.services import details, mentorships, registrations
from participants.services.periods import fit_ect, fit_mentor
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    SchoolFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")
FIRST_DAY = date(2026, 11, 2)
#: As far as anything here reaches.
DAYS = 60


def day(number):
    return FIRST_DAY + timedelta(days=number)


# One thing at a time


def test_training_of_ones_own_ends_and_comes_back_with_the_place():
    ect = ECTFactory(started_on=FIRST_DAY)
    training = TrainingFactory(ect=ect, started_on=day(5))
    for end, expected in [
        (day(10), (day(10), False)),
        (day(3), (None, True)),
        (None, (None, False)),
    ]:
        ect.finished_on = end
        ect.save()
        fit_ect(ect)
        training.refresh_from_db()
        assert (training.finished_on, training.gave_way) == expected


def test_what_was_removed_for_good_does_not_come_back():
    mentorship = MentorshipFactory(started_on=FIRST_DAY)
    mentorship.end(FIRST_DAY)
    for fit, place in [(fit_ect, mentorship.ect), (fit_mentor, mentorship.mentor)]:
        fit(place)
        mentorship.refresh_from_db()
        assert mentorship.removed_at
        assert not mentorship.gave_way


def test_what_lies_in_a_removed_place_is_void_and_back_when_it_is_back():
    mentorship = MentorshipFactory(started_on=FIRST_DAY)
    for place, fit in [(mentorship.ect, fit_ect), (mentorship.mentor, fit_mentor)]:
        place.started_on = FIRST_DAY
        place.removed_at = "2026-11-02T10:00:00Z"
        place.save()
        place.refresh_from_db()
        fit(place)
        mentorship.refresh_from_db()
        assert (mentorship.removed_at is None, mentorship.gave_way) == (False, True)
        place.removed_at = None
        place.save()
        fit(place)
        mentorship.refresh_from_db()
        assert (mentorship.removed_at, mentorship.gave_way) == (None, False)


# All of it, at random


@dataclass
class Somebody:
    """An ECT or a mentor: their record, and what the model knows of their days here."""

    place: object
    start: int
    end: int | None = None
    over: int | None = None
    is_removed: bool = False

    def is_here(self, number):
        return (
            not self.is_removed
            and self.start <= number
            and (self.end is None or number < self.end)
            and (self.over is None or number < self.over)
        )


@dataclass
class Agreement:
    """Who is to mentor an ECT, from a day on, until another one is agreed."""

    mentor: Somebody
    start: int
    end: int | None = None


@dataclass
class School:
    """Two ECTs and three mentors, on one day after another, within reach of each other."""

    data: object
    clock: object
    today: int = 0
    ects: list = field(default_factory=list)
    mentors: list = field(default_factory=list)
    agreed: dict = field(default_factory=dict)

    def __post_init__(self):
        self.clock(0)
        cohort = CohortFactory()
        school = SchoolFactory()
        for start in [-5, 6]:
            place = ECTFactory(school=school, cohort=cohort, started_on=day(start))
            self.ects.append(Somebody(place, start))
        for start in [-5, 0, 9]:
            place = MentorFactory(school=school, started_on=day(start))
            self.mentors.append(Somebody(place, start))
        self.agreed = {id(ect): [] for ect in self.ects}

    def draw(self, strategy, label):
        return self.data.draw(strategy, label)

    # What people do

    def act(self):
        often = [self.assign, self.assign, self.assign, self.leave, self.stay, self.restart]
        seldom = [self.complete, self.sleep, self.remove]
        action = self.draw(st.sampled_from(often * 2 + seldom), "action")
        action()
        self.check()

    def assign(self):
        ect = self.draw(st.sampled_from(self.ects), "ect")
        mentor = self.draw(st.sampled_from(self.mentors), "mentor")
        start = max(self.today, ect.start, mentor.start)
        held = self.agreed[id(ect)]
        now = max(ect.start, self.today)
        is_last = bool(held) and held[-1].mentor is mentor and self._holds(ect, held[-1], start)
        possible = (
            not ect.is_removed
            and not mentor.is_removed
            and (ect.end is None or start < ect.end)
            and (ect.end is None or now < ect.end)
            and (mentor.end is None or start < mentor.end)
            and (ect.over is None or self.today < ect.over)
        )
        try:
            mentorships.assign(ect=ect.place, mentor=mentor.place, by=BY)
        except mentorships.CannotMentor:
            assert not possible
            return
        except mentorships.NothingToChange:
            assert possible
            assert is_last
            return
        assert possible
        assert not is_last
        for one in held:
            one.end = start if one.end is None else min(one.end, start)
        self.agreed[id(ect)] = [one for one in held if one.start < one.end]
        self.agreed[id(ect)].append(Agreement(mentor, start))

    def _holds(self, ect, agreement, number):
        """Whether an agreement, without an end of its own, is in force from a day on."""
        return (
            agreement.end is None
            and agreement.mentor.is_here(max(number, agreement.start))
            and ect.is_here(max(number, agreement.start))
        )

    def leave(self):
        somebody = self._somebody()
        first = max(somebody.start + 1, self.today - 2)
        somebody.end = self.draw(st.integers(first, first + 14), "end")
        self._fit(somebody)

    def stay(self):
        somebody = self._somebody()
        if somebody.end is None or somebody.end > self.today:
            somebody.end = None
            self._fit(somebody)

    def _fit(self, somebody):
        place = somebody.place
        place.refresh_from_db()
        place.own_finished_on = place.finished_on = (
            None if somebody.end is None else day(somebody.end)
        )
        place.save()
        (fit_ect if somebody in self.ects else fit_mentor)(place)

    def complete(self):
        """An induction is over, or goes on after all."""
        ect = self.draw(st.sampled_from(self.ects), "ect")
        ect.over = self.draw(st.none() | st.integers(self.today - 3, self.today), "over")
        teacher = ect.place.teacher
        teacher.refresh_from_db()
        teacher.induction_completed_on = None if ect.over is None else day(ect.over)
        teacher.save()
        ect.place.refresh_from_db()
        fit_ect(ect.place)

    def sleep(self):
        self.today += self.draw(st.integers(1, 3), "days")
        self.clock(self.today)

    def remove(self):
        somebody = self._somebody()
        if self.draw(st.integers(0, 3), "really") == 0:
            try:
                registrations.remove(somebody.place, by=BY)
            except registrations.TooLate:
                return
            somebody.is_removed = True

    def restart(self):
        ect = self.ects[1]
        start = self.draw(st.integers(-2, 16), "start")
        ect.place.refresh_from_db()
        shown = ect.place.started_on
        try:
            details.change_start_date(ect=ect.place, started_on=day(start), shown=shown, by=BY)
        except Refused:
            return
        before, ect.start = ect.start, start
        kept = []
        for one in self.agreed[id(ect)]:
            assert one.start >= before
            one.start = max(self.today, start, one.mentor.start)
            if one.end is None or one.start < one.end:
                kept.append(one)
        self.agreed[id(ect)] = kept

    def _somebody(self):
        return self.draw(st.sampled_from([*self.ects, *self.mentors]), "somebody")

    # What must be so

    def check(self):
        assert not rules.mentorships_outside_a_place().exists()
        assert not rules.mentorships_after_induction().exists()
        assert not rules.mentorships_of_oneself().exists()
        for ect in self.ects:
            found = list(ect.place.mentorships.not_removed())
            for number in range(-10, DAYS):
                assert self._recorded(found, number) == self._expected(ect, number), (
                    f"on day {number} of today {self.today}"
                )

    def _recorded(self, found, number):
        return [
            one.mentor_id
            for one in found
            if one.started_on <= day(number)
            and (one.finished_on is None or day(number) < one.finished_on)
        ]

    def _expected(self, ect, number):
        return [
            one.mentor.place.pk
            for one in self.agreed[id(ect)]
            if one.start <= number
            and (one.end is None or number < one.end)
            and one.mentor.is_here(number)
            and ect.is_here(number)
        ]


HISTORIES = settings(
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def live(data, clock, *, most_actions):
    """One history, after which nothing of it is left."""
    with transaction.atomic():
        school = School(data, clock)
        for _ in range(data.draw(st.integers(most_actions // 2, most_actions), "actions")):
            school.act()
        transaction.set_rollback(True)


@pytest.fixture
def moving_clock(monkeypatch):
    """Sets which day it is."""
    return lambda number: monkeypatch.setattr(django_settings, "SERVICE_TODAY", day(number))


@settings(HISTORIES, max_examples=30, derandomize=True)
@given(data=st.data())
def test_mentorships_are_what_was_agreed_as_far_as_both_are_there(data, moving_clock):
    live(data, moving_clock, most_actions=20)


@pytest.mark.soak
@settings(HISTORIES, max_examples=1000)
@given(data=st.data())
def test_mentorships_are_what_was_agreed_for_a_long_time(data, moving_clock):
    live(data, moving_clock, most_actions=60)


def test_the_histories_are_about_something(moving_clock):
    """The model and the service would agree on nothing, too."""
    ect, mentor = ECTFactory(), MentorFactory()
    mentor.school = ect.school
    mentor.save()
    mentorships.assign(ect=ect, mentor=mentor, by=BY)
    assert Mentorship.objects.not_removed().count() == 1
