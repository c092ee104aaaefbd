"""A school reports that someone leaves, and takes it back."""

from datetime import date

import pytest

from config.events.models import Event
from notifications.models import Email
from participants.models import Teacher
from participants.services import leaving, mentorships, registrations
from participants.services.locks import MovedMeanwhile
from tests.factories import ECTFactory, MentorFactory, MentorshipFactory, TrainingFactory

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
    move_mentor,
    school,
    status,
)

pytestmark = pytest.mark.django_db


def ends_of(*periods):
    """The days on which they end, as the database has it."""
    for period in periods:
        period.refresh_from_db()
    return {period.finished_on for period in periods}


def test_the_last_day_is_the_last_on_which_they_are_here(old, settings):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    for day, expected in ((IN_MARCH, "leaving"), (IN_MARCH + DAY, "left")):
        settings.SERVICE_TODAY = day
        assert status(ect) == expected
    event = Event.objects.get(kind="leaving reported")
    assert (event.before, event.after) == ({"last day": ""}, {"last day": "2027-03-01"})
    assert event.school_urn == old.urn


@pytest.mark.parametrize("last_day", [STARTED_ON, TODAY - DAY, TODAY, date(2028, 1, 20)])
def test_the_last_day_may_be_past_or_up_to_a_year_ahead(old, last_day):
    ect = ect_at(old)
    leaving.report(ect, last_day=last_day, by=TUTOR)
    assert as_seen(ect).last_day == last_day


@pytest.mark.parametrize("last_day", [STARTED_ON - DAY, date(2028, 1, 21)])
def test_no_other_last_day_is_taken(old, last_day):
    with pytest.raises(leaving.CannotReport):
        leaving.report(ect_at(old), last_day=last_day, by=TUTOR)


def test_mentorships_and_training_end_with_it_and_go_on_if_they_stay(old):
    mentorship = mentored(ect_at(old))
    pause = TrainingFactory(ect=mentorship.ect, started_on=date(2026, 12, 1))
    leaving.report(mentorship.ect, last_day=IN_MARCH, by=TUTOR)
    assert ends_of(mentorship, pause) == {IN_MARCH + DAY}
    leaving.stay(mentorship.ect, by=TUTOR)
    assert ends_of(mentorship, pause) == {None}
    assert status(mentorship.ect) == "paused"


def test_a_mentor_who_leaves_leaves_their_ects_without(old):
    mentorship = mentored(ect_at(old))
    leaving.report(mentorship.mentor, last_day=TODAY - DAY, by=TUTOR)
    assert old.ects.without_mentor().get() == mentorship.ect
    assert status(mentorship.mentor) == "left"


def test_one_who_stays_does_not_get_back_an_ect_whom_another_mentors(old):
    mentorship = mentored(ect_at(old))
    leaving.report(mentorship.mentor, last_day=IN_MARCH, by=TUTOR)
    other = MentorFactory(school=old, started_on=STARTED_ON)
    mentorships.assign(ect=mentorship.ect, mentor=other, by=TUTOR)
    leaving.stay(mentorship.mentor, by=TUTOR)
    mentorship.refresh_from_db()
    assert mentorship.finished_on == TODAY
    assert status(mentorship.mentor) == "not_mentoring"


def test_an_ect_who_leaves_before_their_mentor_is_mentored_until_then(old):
    mentorship = mentored(ect_at(old))
    leaving.report(mentorship.mentor, last_day=IN_APRIL, by=TUTOR)
    leaving.report(mentorship.ect, last_day=IN_MARCH, by=TUTOR)
    mentorship.refresh_from_db()
    assert mentorship.finished_on == IN_MARCH + DAY
    leaving.stay(mentorship.ect, by=TUTOR)
    mentorship.refresh_from_db()
    assert mentorship.finished_on == IN_APRIL + DAY


def test_reporting_again_moves_the_last_day_and_what_it_ends(old):
    mentorship = mentored(ect_at(old))
    for last_day in (IN_MARCH, IN_APRIL):
        leaving.report(mentorship.ect, last_day=last_day, by=TUTOR)
        mentorship.refresh_from_db()
        assert mentorship.finished_on == last_day + DAY


def test_the_same_last_day_again_is_no_change(old):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    with pytest.raises(leaving.NothingToChange):
        leaving.report(ect, last_day=IN_MARCH, by=TUTOR)


# Who may not leave, or not stay


def test_who_has_left_leaves_no_more(old):
    ect = ect_at(old)
    leaving.report(ect, last_day=TODAY - DAY, by=TUTOR)
    with pytest.raises(leaving.CannotReport):
        leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    with pytest.raises(leaving.NothingToTakeBack):
        leaving.stay(ect, by=TUTOR)


def test_who_has_not_begun_is_removed_and_does_not_leave(old):
    with pytest.raises(leaving.CannotReport):
        leaving.report(ect_at(old, started_on=IN_MARCH), last_day=IN_APRIL, by=TUTOR)


def test_who_has_completed_their_induction_does_not_leave(old):
    ect = ect_at(old, teacher__induction_completed_on=TODAY)
    with pytest.raises(leaving.CannotReport):
        leaving.report(ect, last_day=IN_APRIL, by=TUTOR)


def test_who_does_not_leave_does_not_stay(old):
    with pytest.raises(leaving.NothingToTakeBack):
        leaving.stay(ect_at(old), by=TUTOR)


def test_a_trn_that_staff_correct_meanwhile_is_shown_first(old):
    ect = ect_at(old)
    Teacher.objects.filter(pk=ect.teacher.pk).update(trn="7654321")
    with pytest.raises(MovedMeanwhile):
        leaving.report(ect, last_day=TODAY, by=TUTOR)
    assert as_seen(ect).finished_on is None


def test_once_another_school_has_claimed_them_they_do_not_stay(old, new):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    move_ect(ect.teacher, new, IN_APRIL)
    with pytest.raises(leaving.ClaimedElsewhere):
        leaving.stay(ect, by=TUTOR)
    assert as_seen(ect).last_day == IN_MARCH


def test_a_mentor_who_mentors_elsewhere_as_well_may_stay(old, new):
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    MentorFactory(school=new, teacher=mentor.teacher, started_on=TODAY)
    leaving.report(mentor, last_day=IN_MARCH, by=TUTOR)
    leaving.stay(mentor, by=TUTOR)
    assert status(mentor) == "not_mentoring"


def test_a_mentor_who_has_moved_does_not_stay(old, new):
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    leaving.report(mentor, last_day=IN_MARCH, by=TUTOR)
    move_mentor(mentor.teacher, new, IN_APRIL)
    with pytest.raises(leaving.ClaimedElsewhere):
        leaving.stay(mentor, by=TUTOR)


# With a move


def test_a_school_may_say_that_they_leave_before_they_start_elsewhere(old, new):
    ect = ect_at(old)
    after = move_ect(ect.teacher, new, IN_APRIL)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    assert as_seen(ect).last_day == IN_MARCH
    registrations.remove(after, by=TUTOR)
    assert as_seen(ect).last_day == IN_MARCH
    leaving.stay(ect, by=TUTOR)
    assert as_seen(ect).last_day is None


def test_a_school_may_not_say_that_they_leave_later_than_that(old, new):
    ect = ect_at(old)
    move_ect(ect.teacher, new, IN_MARCH)
    with pytest.raises(leaving.CannotReport):
        leaving.report(ect, last_day=IN_MARCH, by=TUTOR)


# Who hears of it


def test_the_lead_provider_hears_of_a_leaver_and_of_one_who_stays(old):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    leaving.stay(ect, by=TUTOR)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    assert emails("leaver-reported") == ["north@provider.example"] * 2
    assert emails("leaver-stays") == ["north@provider.example"]


def test_the_lead_provider_of_one_who_has_stopped_hears_nothing(old):
    ect = ect_at(old)
    TrainingFactory(ect=ect, state="stopped", started_on=date(2026, 12, 1))
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    assert emails("leaver-reported") == []


def test_where_no_lead_provider_trains_none_is_told():
    leaving.report(ect_at(school("Oldham", programme="school_led")), last_day=IN_MARCH, by=TUTOR)
    assert not Email.objects.exists()


def test_a_closed_school_may_report_a_leaver(old):
    ect = ect_at(old)
    old.status_code = 2
    old.save()
    leaving.report(ect, last_day=TODAY, by=TUTOR)
    assert as_seen(ect).last_day == TODAY


def test_mentorships_of_both_who_leave_stay_inside_both(old):
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    ects = [ECTFactory(school=old, started_on=STARTED_ON) for _ in range(2)]
    held = [
        MentorshipFactory(school=old, ect=ect, mentor=mentor, started_on=STARTED_ON) for ect in ects
    ]
    leaving.report(ects[0], last_day=IN_MARCH, by=TUTOR)
    leaving.report(mentor, last_day=IN_APRIL, by=TUTOR)
    for mentorship, end in zip(held, (IN_MARCH, IN_APRIL), strict=True):
        mentorship.refresh_from_db()
        assert mentorship.finished_on == end + DAY
