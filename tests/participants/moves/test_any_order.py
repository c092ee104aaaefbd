"""Whatever schools do in whatever order, the records keep to their rules."""

import contextlib
import random
from datetime import timedelta

import pytest

from config.web import clock
from config.web.errors import Refused
from participants import rules
from participants.lookups import Role
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import leaving, mentorships, registrations
from tests.factories import CohortFactory, MentorFactory

from .situations import (
    STARTED_ON,
    TODAY,
    TUTOR,
    ect_at,
    move_ect,
    move_mentor,
    pairing,
    school,
    shown,
)

pytestmark = pytest.mark.django_db
ROUNDS, STEPS = 8, 25


class World:
    """Three schools, an ECT and a mentor, and a clock that goes on."""

    def __init__(self, seed, settings):
        self.draw, self.settings = random.Random(seed), settings
        self.done = 0
        settings.SERVICE_TODAY = TODAY
        north = pairing("North")
        self.schools = [school(name, trains_with=north) for name in ("Oldham", "Newham", "Thirsk")]
        training = {"cohort": CohortFactory(), "training_starts_on": STARTED_ON}
        self.ect = ect_at(self.schools[0]).teacher
        self.mentor = MentorFactory(
            school=self.schools[0], started_on=STARTED_ON, **training
        ).teacher

    @property
    def places(self):
        """Where either of them is, or was, as pages may see it."""
        return [*ECTAtSchool.objects.not_removed(), *MentorAtSchool.objects.not_removed()]

    def day(self):
        return clock.today() + timedelta(days=self.draw.randint(-40, 120))

    def act(self):
        """One thing that a school does, if it may."""
        action = self.draw.choice(
            [self.move, self.move, self.cancel, self.report, self.stay, self.assign, self.wait]
        )
        with contextlib.suppress(Refused):
            action()
            self.done += 1

    def move(self):
        to, day = self.draw.choice(self.schools), self.day()
        if self.draw.random() < 0.5:
            move_ect(self.ect, to, day, shown=shown(self.ect, Role.ECT, to))
        else:
            move_mentor(self.mentor, to, day, shown=shown(self.mentor, Role.MENTOR, to))

    def cancel(self):
        registrations.remove(self.draw.choice(self.places), by=TUTOR)

    def report(self):
        leaving.report(self.draw.choice(self.places), last_day=self.day(), by=TUTOR)

    def stay(self):
        leaving.stay(self.draw.choice(self.places), by=TUTOR)

    def assign(self):
        ects = ECTAtSchool.objects.not_removed()
        mentors = MentorAtSchool.objects.not_removed()
        ect, mentor = self.draw.choice(ects), self.draw.choice(mentors)
        if ect.school == mentor.school:
            mentorships.assign(ect=ect, mentor=mentor, by=TUTOR)

    def wait(self):
        self.settings.SERVICE_TODAY += timedelta(days=self.draw.randint(1, 60))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_any_order_keeps_to_the_rules(seed, settings):
    world = World(seed, settings)
    for step in range(STEPS):
        world.act()
        broken = {rule.words: [*rule.find_broken()] for rule in rules.RULES}
        assert not any(broken.values()), (step, {k: v for k, v in broken.items() if v})
    assert world.done > 3, "too little happened to show anything"


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_taking_all_plans_back_leaves_things_as_they_were(seed, settings):
    """However many schools claim someone in turn, until the first of these days."""
    draw = random.Random(seed)
    settings.SERVICE_TODAY = TODAY
    schools = [school(name) for name in ("Oldham", "Newham", "Thirsk", "Whitby")]
    place = ect_at(schools[0])
    mentor = MentorFactory(school=schools[0], started_on=STARTED_ON)
    mentorship = mentorships.assign(ect=place, mentor=mentor, by=TUTOR)
    for _ in range(6):
        day = TODAY + timedelta(days=draw.randint(1, 300))
        try:
            move_ect(place.teacher, draw.choice(schools[1:]), day)
        except Refused:
            continue
    while plans := ECTAtSchool.objects.not_removed().filter(started_on__gt=TODAY):
        registrations.remove(plans.get(), by=TUTOR)
    for period in (place, mentorship):
        period.refresh_from_db()
        assert (period.finished_on, period.removed_at) == (None, None)
    assert not ECTAtSchool.objects.filter(gave_way=True).exists()
