"""Staff correct a record while schools change what hangs on it, with real threads."""

import time
from datetime import timedelta

import pytest

from config.events.services import Actor
from config.web import clock
from participants.services import mentorships
from tests.at_once import at_once
from tests.factories import ECTFactory, MentorFactory

from .pages import REASON, change

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture
def slowly(monkeypatch):
    """Whoever assigns a mentor takes a moment between reading of the ECT and writing."""
    find_why_not = mentorships.why_not

    def wait(**people):
        time.sleep(1)
        return find_why_not(**people)

    monkeypatch.setattr(mentorships, "why_not", wait)


def test_a_first_day_that_is_corrected_and_a_mentor_who_is_assigned_do_not_cross(
    client, staff, slowly
):
    today = clock.today()
    first_day, corrected = today + 90 * DAY, today + 120 * DAY
    before = ECTFactory(finished_on=first_day)
    after = ECTFactory(teacher=before.teacher, started_on=first_day)
    mentor = MentorFactory(school=before.school)
    values = {"email": after.email, "started_on": corrected, "cohort": after.cohort_id} | REASON
    mentorship, response = at_once(
        lambda: mentorships.assign(ect=before, mentor=mentor, by=Actor.command("tests")),
        lambda: time.sleep(0.3) or change(client, after, values),
    )
    assert response.status_code == 302
    for period in (before, mentorship):
        period.refresh_from_db()
        assert period.finished_on == corrected
