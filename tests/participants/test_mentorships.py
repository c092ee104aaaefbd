"""Who mentors whom, and from when: what the service does, whatever came before."""

import pytest

from config.events.models import Event
from notifications.models import Email
from participants.models import Mentorship
from participants.services import mentorships as services
from participants.services.periods import fit_mentor
from tests.factories import MentorFactory, TeacherFactory, TrainingFactory

from .days import TODAY, held, in_days
from .days import _today as _today
from .mentoring import BY, a_mentor, an_ect, assign, leave
from .mentoring import school as school

pytestmark = pytest.mark.django_db


# When it starts


@pytest.mark.parametrize(
    ("ect_starts", "mentor_starts", "first_day"),
    [(-60, -60, 0), (0, 0, 0), (10, -60, 10), (-60, 10, 10), (10, 20, 20), (20, 10, 20)],
)
def test_a_mentorship_starts_as_soon_as_both_are_there(
    school, ect_starts, mentor_starts, first_day
):
    ect = an_ect(school, starts_in=ect_starts)
    mentorship = assign(ect, a_mentor(school, starts_in=mentor_starts))
    assert mentorship.started_on == in_days(first_day)
    assert held(ect) == [("Grace", first_day, None)]


def test_it_ends_with_the_first_of_both_places(school):
    ect = an_ect(school, finished_on=in_days(90), own_finished_on=in_days(90))
    early = a_mentor(school, finished_on=in_days(30), own_finished_on=in_days(30))
    assign(ect, early)
    assert held(ect) == [("Grace", 0, 30)]
    assign(ect, a_mentor(school, "Katherine"))
    assert held(ect) == [("Katherine", 0, 90)]


# Who was there before


def test_the_mentor_before_ends_on_that_day(school):
    ect, first = an_ect(school), a_mentor(school)
    assign(ect, first)
    ect.mentorships.update(started_on=in_days(-30))
    assign(ect, a_mentor(school, "Katherine"))
    assert held(ect) == [("Grace", -30, 0), ("Katherine", 0, None)]


def test_the_mentor_before_goes_on_until_the_next_one_comes(school):
    ect = an_ect(school)
    assign(ect, a_mentor(school))
    assign(ect, a_mentor(school, "Katherine", starts_in=10))
    assert held(ect) == [("Grace", 0, 10), ("Katherine", 10, None)]


def test_a_mentor_who_was_not_shown_is_not_replaced(school):
    ect, first = an_ect(school), a_mentor(school)
    shown = {ect.pk: services.held_of([])}
    assign(ect, first)
    with pytest.raises(services.ChangedMeanwhile):
        services.assign_all(ects=[ect], mentor=a_mentor(school, "Katherine"), shown=shown, by=BY)
    assert held(ect) == [("Grace", 0, None)]
    shown = {ect.pk: services.held_of(ect.mentorships.going_on())}
    services.assign_all(ects=[ect], mentor=a_mentor(school, "Katherine"), shown=shown, by=BY)
    assert held(ect) == [("Katherine", 0, None)]


def test_one_that_had_not_begun_is_replaced(school):
    ect = an_ect(school, starts_in=10)
    assign(ect, a_mentor(school))
    assign(ect, a_mentor(school, "Katherine"))
    assert held(ect) == [("Katherine", 10, None)]
    replaced = ect.mentorships.exclude(removed_at=None).get()
    assert (replaced.started_on, replaced.gave_way) == (in_days(10), False)


def test_one_made_today_is_replaced_today(school):
    ect = an_ect(school)
    assign(ect, a_mentor(school))
    assign(ect, a_mentor(school, "Katherine"))
    assert held(ect) == [("Katherine", 0, None)]


def test_whoever_is_to_come_is_replaced_as_well_as_whoever_is_there(school):
    ect = an_ect(school)
    assign(ect, a_mentor(school))
    ect.mentorships.update(started_on=in_days(-30))
    assign(ect, a_mentor(school, "Katherine", starts_in=10))
    assign(ect, a_mentor(school, "Mary"))
    assert held(ect) == [("Grace", -30, 0), ("Mary", 0, None)]


def test_whoever_is_there_can_stay_in_place_of_the_one_to_come(school):
    ect, first = an_ect(school), a_mentor(school)
    assign(ect, first)
    assign(ect, a_mentor(school, "Katherine", starts_in=10))
    assign(ect, first)
    assert held(ect) == [("Grace", 0, None)]


def test_one_who_would_have_ended_can_go_on_when_the_next_does_not_come(school):
    ect, first = an_ect(school), a_mentor(school)
    assign(ect, first)
    second = a_mentor(school, "Katherine", starts_in=10)
    assign(ect, second)
    second.removed_at = "2026-11-02T10:00:00Z"
    second.save()
    second.refresh_from_db()
    fit_mentor(second)
    assert held(ect) == [("Grace", 0, 10)]
    assign(ect, first)
    assert held(ect) == [("Grace", 0, None)]


def test_the_mentor_of_now_is_no_change(school):
    ect, mentor = an_ect(school), a_mentor(school)
    assign(ect, mentor)
    for leaves_in in [None, 30]:
        leave(mentor, leaves_in)
        with pytest.raises(services.NothingToChange, match=r"is Ada Lovelace’s mentor already"):
            assign(ect, mentor)
    assert Mentorship.objects.count() == 1


def test_a_mentor_who_came_back_can_be_assigned_again(school):
    ect, mentor = an_ect(school), a_mentor(school)
    assign(ect, mentor)
    ect.mentorships.update(started_on=in_days(-30))
    leave(mentor, -5)
    again = MentorFactory(school=school, teacher=mentor.teacher, started_on=TODAY)
    assign(ect, again)
    assert held(ect) == [("Grace", -30, -5), ("Grace", 0, None)]


# Who cannot


def refused(ect, mentor, words):
    with pytest.raises(services.CannotMentor, match=words):
        assign(ect, mentor)
    assert not Mentorship.objects.exists()
    assert not services.can_mentor(ect=ect, mentor=mentor)


def ended(days):
    return {"finished_on": in_days(days), "own_finished_on": in_days(days)}


@pytest.mark.parametrize(
    ("of_ect", "of_mentor", "words"),
    [
        (ended(0), {}, "not an ECT at your school any more"),
        ({"removed_at": "2026-11-01T10:00:00Z"}, {}, "not an ECT"),
        ({"teacher__induction_completed_on": TODAY}, {}, "not an ECT"),
        ({"teacher__induction_exempt_on": TODAY}, {}, "not an ECT"),
        ({}, ended(0), "has left by the day"),
        ({}, {"removed_at": "2026-11-01T10:00:00Z"}, "has left by the day"),
        ({"starts_in": 10}, ended(10), "has left by the day"),
        (ended(10), {"starts_in": 10}, "leaves before Grace Hopper starts"),
        *[
            ({f"teacher__induction_{ends}_on": in_days(10)}, {"starts_in": 10}, "induction is over")
            for ends in ("completed", "exempt")
        ],
    ],
)
def test_nobody_mentors_without_a_day_that_both_are_there(school, of_ect, of_mentor, words):
    refused(an_ect(school, **of_ect), a_mentor(school, **of_mentor), words)


def test_nobody_mentors_themself(school):
    teacher = TeacherFactory()
    refused(an_ect(school, teacher=teacher), MentorFactory(school=school, teacher=teacher), "ECT")


def test_someone_who_has_paused_training_can_be_mentored(school):
    ect = an_ect(school)
    TrainingFactory(ect=ect)
    assign(ect, a_mentor(school))
    assert held(ect) == [("Grace", 0, None)]


# Several at once


def test_several_ects_get_one_mentor_and_the_mentor_one_email(school):
    mentor, other = a_mentor(school), a_mentor(school, "Katherine")
    ects = [an_ect(school), an_ect(school, starts_in=10), an_ect(school)]
    assign(ects[2], other)
    Email.objects.all().delete()
    done = services.assign_all(ects=ects, mentor=mentor, by=BY, reference="REF")
    assert {one.ect_id for one in done} == {ect.pk for ect in ects}
    assert [held(ect) for ect in ects] == [
        [("Grace", 0, None)],
        [("Grace", 10, None)],
        [("Grace", 0, None)],
    ]
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("mentor-assigned", mentor.email)


def test_if_one_of_several_cannot_have_the_mentor_none_has(school):
    mentor = a_mentor(school)
    ects = [an_ect(school), an_ect(school, **ended(-1))]
    with pytest.raises(services.CannotMentor):
        services.assign_all(ects=ects, mentor=mentor, by=BY)
    assert not Mentorship.objects.exists()
    assert not Event.objects.exists()


def test_many_are_assigned_in_a_number_of_queries_that_does_not_grow(
    school, django_assert_max_num_queries
):
    def assign_some(count):
        mentor = a_mentor(school)
        ects = [an_ect(school) for _ in range(count)]
        with django_assert_max_num_queries(10):
            services.assign_all(ects=ects, mentor=mentor, by=BY)

    assign_some(1)
    assign_some(50)


# What is written down


def test_all_three_have_it_in_their_history(school):
    ect, old, new = an_ect(school), a_mentor(school), a_mentor(school, "Katherine")
    assign(ect, old)
    services.assign(ect=ect, mentor=new, by=BY, reference="REF")
    events = {event.kind: event for event in Event.objects.filter(reference="REF")}
    assert {kind: event.about_id for kind, event in events.items()} == {
        "mentor assigned": str(ect.teacher.pk),
        "ECT assigned": str(new.teacher.pk),
        "ECT assigned to another": str(old.teacher.pk),
    }
    assert {event.school_urn for event in events.values()} == {school.urn}
    assigned = events["mentor assigned"]
    assert assigned.before == {"mentor": "Grace Hopper"}
    assert assigned.after == {"mentor": "Katherine Hopper", "first day": "2026-11-02"}
