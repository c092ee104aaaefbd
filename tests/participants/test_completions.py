"""Inductions that end, and mentor training that is completed."""

from datetime import date, timedelta

import pytest

from config.events.models import Event
from config.web import clock
from notifications.models import Email
from participants import history
from participants.models import Mentorship, Teacher
from participants.services import completions, interruptions, mentorships
from participants.services.completions import DoesNotFit
from participants.statuses import ECTStatus
from tests.at_once import at_once
from tests.factories import (
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    SchoolFactory,
    TeacherFactory,
    UserFactory,
)

from .completing import BY, DAY, LATER, STARTED, TODAY, status_of
from .completing import _today as _today
from .completing import ect as ect
from .completing import place as place

pytestmark = pytest.mark.django_db

ENDINGS = {
    "induction_completed_on": completions.complete_induction,
    "induction_exempt_on": completions.exempt,
}


@pytest.fixture(params=ENDINGS)
def field(request):
    """The date of a person that says that the induction is over."""
    return request.param


def mentored(ect, **mentorship):
    """Give an ECT a mentor from their first day."""
    mentor = MentorFactory(school=ect.school, started_on=STARTED)
    details = {"started_on": STARTED} | mentorship
    return MentorshipFactory(school=ect.school, ect=ect, mentor=mentor, **details)


def stored(teacher):
    return Teacher.objects.get(pk=teacher.pk)


# Inductions that are over


def test_an_induction_that_is_over_is_seen_by_the_school_and_nobody_is_emailed(ect, field):
    assert ENDINGS[field](ect.teacher, on=DAY, by=BY, reason="They told us") is True
    assert getattr(stored(ect.teacher), field) == DAY
    expected = {
        "induction_completed_on": (ECTStatus.COMPLETED, "induction completed"),
        "induction_exempt_on": (ECTStatus.EXEMPT, "exempt from induction"),
    }
    event = Event.objects.get()
    assert (status_of(ect), event.kind) == expected[field]
    assert (event.about_type, event.about_id) == ("teacher", str(ect.teacher_id))
    assert (event.school_urn, event.by_key) == (ect.school.urn, BY.key)
    assert (event.after, event.reason) == ({"day": "2026-03-02"}, "They told us")
    assert not Email.objects.exists()


def test_the_mentorship_ends_that_day(ect, field):
    mentorship = mentored(ect)
    ENDINGS[field](ect.teacher, on=DAY, by=BY)
    mentorship.refresh_from_db()
    assert (mentorship.finished_on, mentorship.removed_at) == (DAY, None)
    with pytest.raises(mentorships.CannotMentor):
        mentorships.assign(ect=ect, mentor=mentorship.mentor, by=BY)


def test_a_mentorship_that_began_later_never_was(ect, field):
    mentorship = mentored(ect, started_on=LATER)
    ENDINGS[field](ect.teacher, on=DAY, by=BY)
    assert not Mentorship.objects.not_removed().exists()
    mentorship.refresh_from_db()
    assert mentorship.gave_way


def test_a_mentorship_that_had_ended_stays_as_it_was(ect, field):
    mentorship = mentored(ect, finished_on=DAY, own_finished_on=DAY)
    ENDINGS[field](ect.teacher, on=LATER, by=BY)
    mentorship.refresh_from_db()
    assert mentorship.finished_on == DAY


def test_mentorships_at_all_schools_end(ect, field):
    ect.finished_on = DAY
    ect.save()
    there = ECTFactory(teacher=ect.teacher, started_on=DAY)
    before, after = mentored(ect, finished_on=DAY), mentored(there, started_on=DAY)
    ENDINGS[field](ect.teacher, on=LATER, by=BY)
    ends = Mentorship.objects.values_list("pk", "finished_on")
    assert dict(ends) == {before.pk: DAY, after.pk: LATER}


def test_only_the_schools_that_had_the_person_then_or_later_see_it(ect, field):
    ect.finished_on = DAY
    ect.save()
    there = ECTFactory(teacher=ect.teacher, started_on=DAY)
    ENDINGS[field](ect.teacher, on=LATER, by=BY)
    assert [event.school_urn for event in Event.objects.all()] == [there.school.urn]


def test_what_ended_after_the_person_left_everywhere_is_seen_by_no_school(ect, field):
    ect.finished_on = DAY
    ect.save()
    ENDINGS[field](ect.teacher, on=LATER, by=BY)
    assert Event.objects.get().school_urn is None
    assert status_of(ect) == ECTStatus.LEFT


def test_the_same_again_is_no_news(ect, field):
    assert ENDINGS[field](ect.teacher, on=DAY, by=BY) is True
    assert ENDINGS[field](ect.teacher, on=DAY, by=BY) is False
    assert Event.objects.count() == 1


@pytest.mark.parametrize("again", ENDINGS)
def test_another_date_or_another_end_is_refused(ect, field, again):
    ENDINGS[field](ect.teacher, on=DAY, by=BY)
    with pytest.raises(DoesNotFit, match=r"2 March 2026 already\.$"):
        ENDINGS[again](ect.teacher, on=LATER, by=BY)
    assert getattr(stored(ect.teacher), field) == DAY
    assert Event.objects.count() == 1


def test_an_induction_does_not_end_twice_on_one_day(ect):
    completions.complete_induction(ect.teacher, on=DAY, by=BY)
    with pytest.raises(DoesNotFit, match="was completed on 2 March 2026 already"):
        completions.exempt(ect.teacher, on=DAY, by=BY)


def test_what_is_to_come_is_refused(ect, field):
    ENDINGS[field](ECTFactory(started_on=STARTED).teacher, on=TODAY, by=BY)
    with pytest.raises(DoesNotFit, match="11 November 2026 is in the future"):
        ENDINGS[field](ect.teacher, on=TODAY + timedelta(days=1), by=BY)


@pytest.mark.parametrize(
    "make",
    [
        lambda: TeacherFactory(),
        lambda: MentorFactory().teacher,
        lambda: ECTFactory(removed_at=clock.now()).teacher,
    ],
    ids=["nobody", "a mentor", "removed"],
)
def test_who_is_no_ect_has_no_induction(field, make):
    with pytest.raises(DoesNotFit, match="not an ECT at any school"):
        ENDINGS[field](make(), on=DAY, by=BY)


def test_an_induction_is_not_completed_before_it_starts_but_may_not_be_needed(ect):
    for day in (STARTED, STARTED - timedelta(days=1)):
        with pytest.raises(DoesNotFit, match="starts on 1 September 2025 only"):
            completions.complete_induction(ect.teacher, on=day, by=BY)
    assert completions.exempt(ect.teacher, on=STARTED, by=BY)


# Mentor training


def test_mentor_training_is_completed_and_the_mentoring_goes_on(ect):
    mentorship = mentored(ect)
    mentor = mentorship.mentor
    assert completions.complete_mentor_training(mentor.teacher, on=DAY, by=BY) is True
    assert completions.complete_mentor_training(mentor.teacher, on=DAY, by=BY) is False
    assert stored(mentor.teacher).mentor_training_completed_on == DAY
    mentorship.refresh_from_db()
    assert mentorship.is_standing
    event = Event.objects.get()
    assert (event.kind, event.school_urn) == ("mentor training completed", mentor.school.urn)
    assert not Email.objects.exists()


def test_each_school_of_a_mentor_sees_that_the_training_is_completed():
    here = MentorFactory(started_on=STARTED)
    there = MentorFactory(teacher=here.teacher, started_on=STARTED)
    MentorFactory(teacher=here.teacher, started_on=STARTED, finished_on=DAY)
    completions.complete_mentor_training(here.teacher, on=DAY, by=BY)
    urns = set(Event.objects.values_list("school_urn", flat=True))
    assert urns == {here.school.urn, there.school.urn}


def test_mentor_training_that_does_not_fit_is_refused(ect):
    mentor = MentorFactory(started_on=STARTED)
    with pytest.raises(DoesNotFit, match="not a mentor at any school"):
        completions.complete_mentor_training(ect.teacher, on=DAY, by=BY)
    with pytest.raises(DoesNotFit, match="in the future"):
        completions.complete_mentor_training(mentor.teacher, on=date(2026, 12, 1), by=BY)
    completions.complete_mentor_training(mentor.teacher, on=DAY, by=BY)
    with pytest.raises(DoesNotFit, match="was completed on 2 March 2026 already"):
        completions.complete_mentor_training(mentor.teacher, on=LATER, by=BY)


# What the school reads


def words_of(place):
    """What has happened, as the school's induction tutor reads it."""
    found = history.at_school(
        place.teacher, school=place.school, email=place.email, reader=UserFactory()
    )
    return [(one.words, one.by) for one in reversed(found)]


def test_the_school_reads_what_has_happened_and_on_which_day(ect):
    interruptions.pause(ect, on=DAY, by=BY)
    interruptions.resume(ect, on=LATER, by=BY)
    interruptions.stop(ect, on=TODAY, by=BY)
    completions.complete_induction(ect.teacher, on=TODAY, by=BY)
    assert words_of(ect) == [
        ("Training paused from 2 March 2026", "DfE staff"),
        ("Training resumed on 4 May 2026", "DfE staff"),
        ("Training stopped on 10 November 2026", "DfE staff"),
        ("Induction completed on 10 November 2026", "DfE staff"),
    ]
    other = ECTFactory(started_on=STARTED)
    completions.exempt(other.teacher, on=DAY, by=BY)
    assert words_of(other) == [("Exempt from induction from 2 March 2026", "DfE staff")]
    mentor = MentorFactory(started_on=STARTED)
    completions.complete_mentor_training(mentor.teacher, on=DAY, by=BY)
    assert words_of(mentor) == [("Mentor training completed on 2 March 2026", "DfE staff")]


# At once


@pytest.mark.django_db(transaction=True)
def test_an_induction_that_two_complete_at_once_is_completed_once():
    ect = ECTFactory(started_on=STARTED)
    mentored(ect)
    news = at_once(
        *[lambda: completions.complete_induction(ect.teacher, on=DAY, by=BY) for _ in range(3)]
    )
    assert sorted(news) == [False, False, True]
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mentor_assigned_in_the_moment_of_completing_does_not_stay():
    ect = ECTFactory(started_on=STARTED, school=SchoolFactory())
    mentor = MentorFactory(school=ect.school, started_on=STARTED)

    def assign():
        try:
            return mentorships.assign(ect=ect, mentor=mentor, by=BY)
        except mentorships.CannotMentor:
            return None

    at_once(assign, lambda: completions.complete_induction(ect.teacher, on=TODAY, by=BY))
    assert not Mentorship.objects.not_removed().exists()
