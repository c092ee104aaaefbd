"""Each way to move, as both schools see it the day before, on the day, and after."""

from datetime import date
from itertools import product

import pytest

from notifications.models import Email
from participants.services import leaving

from .situations import (
    DAY,
    TODAY,
    TUTOR,
    ect_at,
    lead_provider,
    mentored,
    move_ect,
    pairing,
    school,
    status,
)

pytestmark = pytest.mark.django_db

LEFT_FIRST = {"stayed until the move": False, "left first": True}
STARTS = {
    "in the past": date(2026, 12, 1),
    "today": TODAY,
    "in the future": date(2027, 4, 12),
}
TRAINING = ["keeps the provider", "changes the provider", "is not provider-led"]
MENTORED = {"without a mentor": False, "with a mentor": True}


def cases():
    for words in product(LEFT_FIRST, STARTS, TRAINING, MENTORED):
        yield pytest.param(*words, id=", ".join(words))


class Case:
    """One ECT who moves from Oldham to Newham."""

    def __init__(self, left_first, start, training, is_mentored):
        self.left_first, self.start = LEFT_FIRST[left_first], STARTS[start]
        self.training = training
        self.north, self.south = pairing("North"), pairing("South")
        programme = "school_led" if training == "is not provider-led" else "provider_led"
        self.old = school("Oldham", programme=programme, trains_with=self._old_pairing)
        self.new = school("Newham", programme=programme, trains_with=self._new_pairing)
        self.before = ect_at(self.old)
        self.mentorship = mentored(self.before) if MENTORED[is_mentored] else None
        self.end = self.start
        if self.left_first:
            self.end = self.start - 10 * DAY
            leaving.report(self.before, last_day=self.end - DAY, by=TUTOR)
        Email.objects.all().delete()
        self.after = move_ect(self.before.teacher, self.new, self.start, **self._choice)

    @property
    def _old_pairing(self):
        return None if self.training == "is not provider-led" else self.north

    @property
    def _new_pairing(self):
        return None if self.training == "is not provider-led" else self.south

    @property
    def _choice(self):
        if self.training != "keeps the provider":
            return {}
        return {
            "lead_provider": self.north.lead_provider,
            "delivery_partner": self.north.delivery_partner,
        }

    @property
    def trained_by(self):
        """Who trains the person before and after, by name."""
        return {
            "keeps the provider": ("North", "North"),
            "changes the provider": ("North", "South"),
            "is not provider-led": (None, None),
        }[self.training]


@pytest.mark.parametrize(("left_first", "start", "training", "is_mentored"), cases())
def test_both_schools_see_their_own_part_on_each_day(
    settings, left_first, start, training, is_mentored
):
    case = Case(left_first, start, training, is_mentored)
    days = {case.end - DAY, case.end, case.start - DAY, case.start, case.start + DAY}
    for day in sorted(days):
        settings.SERVICE_TODAY = day
        is_there, is_here = day < case.end, day >= case.start
        assert status(case.before) == ("leaving" if is_there else "left"), day
        assert status(case.after) == ("training" if is_here else "joining"), day
        assert case.old.ects.current().exists() is is_there
        assert case.old.ects.past().exists() is not is_there
        assert case.new.ects.current().get() == case.after
        assert lead_provider(case.before) == case.trained_by[0]
        assert lead_provider(case.after) == case.trained_by[1]
        held = case.old.mentorships.not_removed().going_on().exists()
        assert held is (is_there and case.mentorship is not None)
        assert case.new.ects.without_mentor().exists()
    case.before.refresh_from_db()
    assert case.before.finished_on == case.end
    assert case.after.cohort == case.before.cohort


@pytest.mark.parametrize(("left_first", "start", "training", "is_mentored"), cases())
def test_everyone_who_has_to_know_is_emailed_once(left_first, start, training, is_mentored):
    case = Case(left_first, start, training, is_mentored)
    expected = {("moved", case.after.email)}
    if not case.left_first:
        expected.add(("someone-leaving", "oldham@tutor.example"))
    expected |= {
        "keeps the provider": {("joining-with-same-provider", "north@provider.example")},
        "changes the provider": {
            ("joining-training", "south@provider.example"),
            ("leaving-training", "north@provider.example"),
        },
        "is not provider-led": set(),
    }[training]
    sent = list(Email.objects.values_list("kind", "to"))
    assert sorted(sent) == sorted(expected)
    for email in Email.objects.all():
        names_old = "Oldham" in email.subject + email.body
        names_new = "Newham" in email.subject + email.body
        assert names_old is (email.kind in {"someone-leaving", "leaving-training"}), email.kind
        assert names_new is not names_old
