"""A tutor changes when an ECT starts, until that day has come."""

from datetime import date

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from notifications.models import Email
from participants.services import details, leaving
from participants.services.people import MayNotChange, NothingToChange, RecordsChanged
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

from .changing import PersonWalk, someone
from .days import TODAY, held, in_days
from .days import _today as _today
from .registering import typed_date

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def an_ect(*, starts_in=10, **details):
    return someone(
        "ect",
        started_on=in_days(starts_in),
        teacher__first_name="Zoë",
        teacher__last_name="Smith",
        **details,
    )


def walk_of(client, ect):
    return PersonWalk(client, "change-start-date", ect)


def answer(walk, day):
    return walk.answer("start-date", **typed_date("started_on", day))


def change(ect, day):
    ect.refresh_from_db()
    details.change_start_date(ect=ect, started_on=day, shown=ect.started_on, by=BY)
    ect.refresh_from_db()


def text_of(page):
    return " ".join(page.text.split())


# The pages


def test_a_tutor_changes_a_start_date(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.heading == "When does Zoë Smith start their induction with you?"
    assert walk.first.page.select_one("[name=started_on-day]")["value"] == "12"
    assert answer(walk, in_days(20)) == "check-answers"
    shown = text_of(walk.page("check-answers"))
    assert "Zoë Smith’s start date is 12 November 2026 at the moment" in shown
    assert walk.rows() == {"Start date": "22 November 2026"}
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed the start date"
    assert "The start date we have now is 22 November 2026" in page.text
    ect.refresh_from_db()
    assert ect.started_on == in_days(20)
    event = Event.objects.get(kind="start date changed")
    assert (event.before, event.after) == (
        {"first day": "2026-11-12"},
        {"first day": "2026-11-22"},
    )
    assert event.reference in page.text
    assert not Email.objects.exists()


@pytest.mark.parametrize("day", [TODAY, in_days(-30), date(2026, 6, 1), date(2027, 5, 31)])
def test_every_day_of_the_cohort_is_taken_also_one_that_has_passed(client, day):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert answer(walk, day) == "check-answers"
    walk.confirm()
    ect.refresh_from_db()
    assert ect.started_on == day


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2027, 6, 1), date(2024, 6, 1)])
def test_a_day_of_another_cohort_is_for_dfe(client, day):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert answer(walk, day) == "other-cohort"
    page = walk.page("other-cohort")
    assert page.h1.text == "Ask DfE to change this start date"
    assert page.select_one("main p a[href^='/help/']")
    with pytest.raises(details.OtherCohort):
        change(ect, day)


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2024, 5, 31), "Start date must be on or after 1 June 2024"),
        (date(2027, 11, 3), "Start date must be on or before 2 November 2027"),
    ],
)
def test_days_out_of_bounds_are_not_taken(client, day, error):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.error("start-date", **typed_date("started_on", day)) == error
    with pytest.raises(details.CannotStart):
        change(ect, day)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Enter the date when Zoë Smith starts"),
        ({"started_on-day": "31", "started_on-month": "2"}, "Start date must include a year"),
        (
            {"started_on-day": "31", "started_on-month": "2", "started_on-year": "2027"},
            "Start date must be a real date",
        ),
    ],
)
def test_what_is_no_date_is_not_taken(client, typed, error):
    assert walk_of(client, an_ect()).error("start-date", **typed) == error


def test_the_date_of_now_is_no_change(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert answer(walk, ect.started_on) == "same-date"
    with pytest.raises(NothingToChange):
        change(ect, ect.started_on)


@pytest.mark.parametrize("starts_in", [0, -10])
def test_a_start_that_has_come_is_not_changed(client, starts_in):
    ect = an_ect(starts_in=starts_in)
    walk = walk_of(client, ect)
    assert walk.heading == "You cannot change this now"
    assert "first day at your school has come" in walk.first.page.text
    with pytest.raises(MayNotChange):
        change(ect, in_days(20))


def test_a_start_that_comes_while_they_answer_is_not_changed(client, settings):
    ect = an_ect(starts_in=1)
    walk = walk_of(client, ect)
    answer(walk, in_days(20))
    settings.SERVICE_TODAY = in_days(1)
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text == "You cannot change this now"


def test_what_changes_meanwhile_is_shown_first(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    answer(walk, in_days(20))
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    change(ect, in_days(30))
    response = walk.post("check-answers", basis=basis)
    assert "changed" in response.page.select_one(".govuk-warning-text").text
    assert "start date is 2 December 2026" in text_of(response.page)
    with pytest.raises(RecordsChanged):
        details.change_start_date(ect=ect, started_on=in_days(20), shown=in_days(10), by=BY)


def test_an_ect_of_another_school_is_not_there(client):
    ect, other = an_ect(), an_ect()
    sign_in(client, ect.school.find_tutor())
    for urn in [ect.school.urn, other.school.urn]:
        address = reverse("participants:change-start-date", kwargs={"urn": urn, "ect": other.pk})
        assert client.get(address).status_code == 404


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    ect = an_ect()
    MentorshipFactory(school=ect.school, ect=ect, started_on=ect.started_on)
    walk = walk_of(client, ect)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        answer(walk, in_days(20))
    with django_assert_max_num_queries(8):
        walk.page("start-date")
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
    with django_assert_max_num_queries(40):
        assert client.post(walk.url("check-answers")).status_code == 302
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200


# What moves with it


def mentored(ect, *, starts_in, mentor_starts_in=-60, name="Grace", **more):
    mentor = MentorFactory(
        school=ect.school, started_on=in_days(mentor_starts_in), teacher__first_name=name
    )
    return MentorshipFactory(
        school=ect.school, ect=ect, mentor=mentor, started_on=in_days(starts_in), **more
    )


def until(days):
    return {"own_finished_on": in_days(days), "finished_on": in_days(days)}


@pytest.mark.parametrize(
    ("mentor_starts_in", "starts_in", "new_start", "first_day"),
    [
        (-60, 10, 20, 20),
        (-60, 10, 5, 5),
        (-60, 10, 0, 0),
        # a day that has passed: the mentoring starts when it was agreed at the earliest
        (-60, 10, -20, 0),
        (8, 10, 5, 8),
        (12, 12, 5, 12),
        (12, 12, 20, 20),
    ],
)
def test_the_mentorship_begins_with_the_ect_as_soon_as_the_mentor_is_there(
    mentor_starts_in, starts_in, new_start, first_day
):
    ect = an_ect()
    mentored(ect, starts_in=starts_in, mentor_starts_in=mentor_starts_in)
    change(ect, in_days(new_start))
    assert held(ect) == [("Grace", first_day, None)]


def test_of_two_mentors_the_one_who_would_have_ended_by_then_is_gone():
    ect = an_ect()
    mentored(ect, starts_in=10, **until(15))
    mentored(ect, starts_in=15, mentor_starts_in=15, name="Katherine")
    change(ect, in_days(5))
    assert held(ect) == [("Grace", 5, 15), ("Katherine", 15, None)]
    change(ect, in_days(12))
    assert held(ect) == [("Grace", 12, 15), ("Katherine", 15, None)]
    change(ect, in_days(20))
    assert held(ect) == [("Katherine", 20, None)]
    change(ect, in_days(5))
    assert held(ect) == [("Katherine", 15, None)]


def test_a_mentor_who_leaves_by_then_does_not_mentor_unless_the_date_comes_back():
    ect = an_ect()
    mentorship = mentored(ect, starts_in=10, finished_on=in_days(15))
    mentorship.mentor.end(in_days(15))
    change(ect, in_days(20))
    assert held(ect) == []
    change(ect, in_days(12))
    assert held(ect) == [("Grace", 12, 15)]


def test_training_of_ones_own_begins_with_the_ect():
    ect = an_ect()
    training = TrainingFactory(ect=ect, started_on=in_days(10))
    for days in [20, 5, -5]:
        change(ect, in_days(days))
        training.refresh_from_db()
        assert training.started_on == in_days(days)


# Who was an ECT before


def moving(*, left=None):
    """An ECT who moves here from another school, where they began two years ago."""
    old = ECTFactory(
        cohort=CohortFactory(start_year=2024),
        started_on=date(2024, 9, 2),
        finished_on=left or in_days(10),
        own_finished_on=left,
        school=TutorAppointmentFactory().school,
    )
    return old, an_ect(teacher=old.teacher, cohort=old.cohort)


def test_whoever_moves_here_leaves_the_other_school_on_the_new_day(client):
    old, new = moving()
    walk = PersonWalk(client, "change-start-date", new)
    assert answer(walk, in_days(20)) == "check-answers"
    assert "they leave it on the new date" in text_of(walk.page("check-answers"))
    walk.confirm()
    old.refresh_from_db()
    assert (old.finished_on, old.own_finished_on) == (in_days(20), None)
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("someone-leaving", old.school.find_tutor().email)
    assert new.school.name not in email.body
    change(new, in_days(-5))
    old.refresh_from_db()
    assert old.finished_on == in_days(-5)
    assert old.school.name not in walk.page("confirmation").text


@pytest.mark.django_db(transaction=True)
def test_both_schools_at_once_come_to_one_end():
    for _ in range(5):
        old, new = moving()
        walk = PersonWalk(PageClient(), "change-start-date", new)
        answer(walk, in_days(20))
        response, _ = at_once(
            lambda walk=walk: walk.post("check-answers"),
            lambda old=old: leaving.report(old, last_day=in_days(4), by=BY),
        )
        assert response.url == "../confirmation/"
        old.refresh_from_db()
        new.refresh_from_db()
        assert new.started_on == in_days(20)
        assert (old.finished_on, old.own_finished_on) == (in_days(5), in_days(5))


def test_whoever_has_left_there_stays_gone():
    old, new = moving(left=in_days(-30))
    for days in [20, 5]:
        change(new, in_days(days))
        old.refresh_from_db()
        assert old.finished_on == in_days(-30)


def test_whoever_moves_here_starts_after_they_started_there(client):
    _, new = moving()
    walk = PersonWalk(client, "change-start-date", new)
    error = walk.error("start-date", **typed_date("started_on", date(2024, 9, 2)))
    assert error == "Start date must be after the day they started at their last school"
    assert answer(walk, date(2024, 9, 3)) == "check-answers"


def test_whoever_comes_back_starts_after_they_had_left(client):
    ect = an_ect(cohort=CohortFactory(start_year=2024))
    ECTFactory(
        teacher=ect.teacher,
        school=ect.school,
        cohort=ect.cohort,
        started_on=date(2024, 9, 2),
        finished_on=date(2026, 9, 1),
        own_finished_on=date(2026, 9, 1),
    )
    walk = walk_of(client, ect)
    error = walk.error("start-date", **typed_date("started_on", date(2026, 8, 31)))
    assert error == "Start date must be on or after 1 September 2026"
    assert answer(walk, date(2026, 9, 1)) == "check-answers"
    walk.confirm()
