"""Moves that have not begun: plans that change, and moves that are cancelled."""

from datetime import date

import pytest

from participants.models import ECTAtSchool, Mentorship
from participants.services import leaving, mentorships, registrations, shifts
from participants.services.addresses import is_taken
from tests.factories import MentorFactory, TrainingFactory

from .situations import (
    DAY,
    IN_APRIL,
    IN_MARCH,
    STARTED_ON,
    TODAY,
    TUTOR,
    as_seen,
    ect_at,
    emails,
    mentored,
    move_ect,
    school,
    status,
)

pytestmark = pytest.mark.django_db


# Registrations that have not begun


def test_a_registration_elsewhere_that_has_not_begun_is_taken_out(old, new):
    before = ect_at(old, started_on=IN_MARCH)
    after = move_ect(before.teacher, new, IN_APRIL)
    before.refresh_from_db()
    assert before.removed_at
    assert (before.gave_way, before.gave_way_to) == (True, after)
    assert before.finished_on is None
    assert emails("someone-not-joining") == ["oldham@tutor.example"]
    assert after.cohort == before.cohort


def test_it_comes_back_if_the_move_is_cancelled(old, new):
    before = ect_at(old, started_on=IN_MARCH)
    after = move_ect(before.teacher, new, IN_APRIL)
    registrations.remove(after, by=TUTOR)
    before.refresh_from_db()
    assert (before.removed_at, before.gave_way, before.gave_way_to) == (None, False, None)
    assert status(before) == "starting"
    assert emails("someone-back") == ["oldham@tutor.example"]


def test_their_address_is_kept_for_as_long_as_they_may_come_back(old, new, settings):
    before = ect_at(old, started_on=IN_APRIL, email="zoe@oldham.example")
    move_ect(before.teacher, new, IN_MARCH)
    assert is_taken("zoe@oldham.example", trn="7654321")
    settings.SERVICE_TODAY = IN_MARCH + DAY
    assert not is_taken("zoe@oldham.example", trn="7654321")


def test_plans_change_twice_and_the_last_word_counts(old, new, settings):
    """Moved twice before the first day has come."""
    third = school("Thirsk")
    at_old = ect_at(old)
    at_new = move_ect(at_old.teacher, new, IN_APRIL)
    at_third = move_ect(at_old.teacher, third, IN_MARCH)
    assert [status(place) for place in (at_old, at_new, at_third)] == ["leaving", None, "joining"]
    settings.SERVICE_TODAY = IN_APRIL
    assert [status(place) for place in (at_old, at_new, at_third)] == ["left", None, "training"]


def test_taking_back_the_last_plan_brings_back_the_one_before(old, new):
    third = school("Thirsk")
    at_old = ect_at(old)
    at_new = move_ect(at_old.teacher, new, IN_APRIL)
    at_third = move_ect(at_old.teacher, third, IN_MARCH)
    registrations.remove(at_third, by=TUTOR)
    assert [status(place) for place in (at_old, at_new, at_third)] == ["leaving", "joining", None]
    assert as_seen(at_old).finished_on == IN_APRIL
    registrations.remove(at_new, by=TUTOR)
    assert [status(place) for place in (at_old, at_new)] == ["training", None]


def test_two_schools_that_claim_in_turn_leave_one_claim(old, new):
    third = school("Thirsk")
    teacher = ect_at(old).teacher
    for to in (new, third, new, third):
        last = move_ect(teacher, to, IN_MARCH)
    assert ECTAtSchool.objects.not_removed().filter(started_on=IN_MARCH).get() == last
    registrations.remove(last, by=TUTOR)
    assert ECTAtSchool.objects.not_removed().filter(started_on=IN_MARCH).get().school == new


@pytest.mark.parametrize("last", [IN_MARCH, IN_APRIL + DAY])
def test_a_plan_between_two_others_may_vanish_and_the_first_stays_out(old, new, last):
    """Staff may take back a plan that another has taken out already."""
    third = school("Thirsk")
    at_old = ect_at(old)
    at_new = move_ect(at_old.teacher, new, IN_APRIL)
    at_third = move_ect(at_old.teacher, third, IN_MARCH)
    at_new_again = move_ect(at_old.teacher, new, last)
    at_third.refresh_from_db()
    shifts.cancel(at_third, by=TUTOR)
    at_new.refresh_from_db()
    assert at_new.gave_way_to == at_new_again
    assert status(at_new_again) == "joining"
    assert as_seen(at_old).finished_on == last


# Cancelling


def test_cancelling_gives_the_old_school_its_period_back(old, new):
    mentorship = mentored(ect_at(old))
    pause = TrainingFactory(ect=mentorship.ect, started_on=date(2026, 12, 1))
    after = move_ect(mentorship.ect.teacher, new, IN_MARCH)
    registrations.remove(after, by=TUTOR)
    for period in (mentorship.ect, mentorship, pause):
        period.refresh_from_db()
        assert (period.finished_on, period.removed_at) == (None, None)
    assert status(after) is None
    assert emails("someone-back") == ["oldham@tutor.example"]
    assert emails("registration-removed") == [after.email]


def test_cancelling_leaves_a_last_day_that_the_old_school_had_reported(old, new):
    before = ect_at(old)
    leaving.report(before, last_day=IN_APRIL, by=TUTOR)
    registrations.remove(move_ect(before.teacher, new, IN_MARCH), by=TUTOR)
    assert as_seen(before).last_day == IN_APRIL
    assert status(before) == "leaving"


def test_cancelling_tells_both_lead_providers(old, new):
    after = move_ect(ect_at(old).teacher, new, IN_MARCH)
    registrations.remove(after, by=TUTOR)
    assert emails("not-joining-training") == ["south@provider.example"]
    assert emails("leaver-stays") == ["north@provider.example"]


def test_a_mentor_who_was_changed_before_the_move_does_not_come_back(old, new):
    ect = ect_at(old)
    first = mentored(ect)
    second = MentorFactory(school=old, started_on=STARTED_ON)
    mentorships.assign(ect=ect, mentor=second, by=TUTOR)
    registrations.remove(move_ect(ect.teacher, new, IN_MARCH), by=TUTOR)
    first.refresh_from_db()
    assert first.finished_on == TODAY
    assert Mentorship.objects.standing().get().mentor == second


def test_what_has_begun_is_not_cancelled(old, new):
    after = move_ect(ect_at(old).teacher, new, TODAY)
    with pytest.raises(registrations.TooLate):
        registrations.remove(after, by=TUTOR)


def test_who_was_registered_by_mistake_can_move_again(old, new):
    before = ect_at(old)
    registrations.remove(move_ect(before.teacher, new, IN_MARCH), by=TUTOR)
    again = move_ect(before.teacher, new, IN_APRIL)
    assert as_seen(before).finished_on == IN_APRIL
    assert status(again) == "joining"
