"""A tutor reports a leaver, or that someone stays, page by page."""

from datetime import date

import pytest
from django.urls import reverse

from config.events.models import Event
from notifications.models import Email
from participants.services import leaving, mentorships
from tests.factories import ECTFactory, MentorFactory, MentorshipFactory
from tests.participants.changing import PersonWalk
from tests.participants.registering import typed_date

from .situations import (
    DAY,
    IN_APRIL,
    IN_MARCH,
    STARTED_ON,
    TODAY,
    TUTOR,
    as_seen,
    ect_at,
    mentored,
    move_ect,
    school,
    status,
)

pytestmark = pytest.mark.django_db


def last_day(day):
    return typed_date("last_day", day)


def test_a_tutor_reports_an_ect_who_leaves(client, old):
    ect = mentored(ect_at(old)).ect
    walk = PersonWalk(client, "report-person-leaving", ect)
    assert walk.heading == "What is Zoë Smith’s last day at your school?"
    assert "Do not report parental leave" in walk.first.page.text
    assert walk.answer("last-day", **last_day(IN_MARCH)) == "check-answers"
    assert walk.rows() == {"Last day": "1 March 2027"}
    page = walk.page("check-answers")
    assert "we will tell North by email" in page.text
    confirmed = walk.confirm()
    assert "You have told us that Zoë Smith is leaving" in confirmed.h1.text
    assert as_seen(ect).last_day == IN_MARCH
    assert status(ect) == "leaving"
    event = Event.objects.get(kind="leaving reported")
    assert event.reference in confirmed.text
    assert event.by_key == f"user:{walk.tutor.pk}"
    assert Email.objects.get(kind="leaver-reported").to == "north@provider.example"


def test_a_mentor_who_leaves_is_told_of_with_whom_they_mentor(client, old):
    mentorship = mentored(ect_at(old))
    walk = PersonWalk(client, "report-person-leaving", mentorship.mentor)
    walk.answer("last-day", **last_day(TODAY))
    assert "Zoë Smith needs another mentor after that day" in walk.page("check-answers").text
    walk.confirm()
    assert status(mentorship.mentor) == "leaving"


def test_nobody_needs_another_mentor_who_has_one_to_come_or_leaves_by_then(client, old):
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    ects = {
        name: ECTFactory(school=old, started_on=STARTED_ON, teacher__first_name=name, **ends)
        for name, ends in [
            ("Ada", {}),
            ("Lin", {"finished_on": IN_MARCH, "own_finished_on": IN_MARCH}),
            ("Mary", {"teacher__induction_completed_on": IN_MARCH}),
            ("Zoe", {}),
        ]
    }
    mentorships.assign_all(ects=ects.values(), mentor=mentor, by=TUTOR)
    to_come = MentorFactory(school=old, started_on=IN_MARCH)
    mentorships.assign(ect=ects["Zoe"], mentor=to_come, by=TUTOR)
    walk = PersonWalk(client, "report-person-leaving", mentor)
    for day, needing in [(IN_MARCH - 2 * DAY, ["Ada", "Lin", "Mary", "Zoe"]), (IN_MARCH, ["Ada"])]:
        walk.answer("last-day", **last_day(day))
        text = walk.page("check-answers").text
        assert [name for name in ects if f"{name} Lovelace needs another mentor" in text] == needing


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (STARTED_ON - DAY, "Last day must be on or after 1 September 2026, when they started"),
        (date(2028, 1, 21), "Last day must be on or before 20 January 2028"),
    ],
)
def test_a_last_day_that_cannot_be_is_refused(client, old, day, error):
    walk = PersonWalk(client, "report-person-leaving", ect_at(old))
    assert walk.error("last-day", **last_day(day)) == error


def test_the_last_day_has_to_be_typed(client, old):
    walk = PersonWalk(client, "report-person-leaving", ect_at(old))
    assert walk.error("last-day") == "Enter Zoë Smith’s last day"


def test_the_last_day_can_be_corrected(client, old):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    walk = PersonWalk(client, "report-person-leaving", ect)
    shown = [field["value"] for field in walk.first.page.select("main input[type=text]")]
    assert shown == ["1", "3", "2027"]
    same = "Enter a last day that is different from the one we have"
    assert walk.error("last-day", **last_day(IN_MARCH)) == same
    walk.answer("last-day", **last_day(IN_APRIL))
    walk.confirm()
    assert as_seen(ect).last_day == IN_APRIL


def test_who_is_claimed_elsewhere_may_leave_before_that_and_no_school_is_named(client, old):
    ect = ect_at(old)
    move_ect(ect.teacher, school("Newham"), IN_APRIL)
    walk = PersonWalk(client, "report-person-leaving", ect)
    assert "starts there on 12 April 2027" in " ".join(walk.first.page.text.split())
    assert "Newham" not in walk.first.page.text
    assert walk.error("last-day", **last_day(IN_APRIL)) == (
        "Last day must be before 12 April 2027, when they start at another school"
    )
    walk.answer("last-day", **last_day(IN_MARCH))
    walk.confirm()


# Those who cannot leave


def left(old):
    ect = ect_at(old)
    leaving.report(ect, last_day=TODAY - DAY, by=TUTOR)
    return ect, "Zoë Smith has left your school. Their last day was 19 January 2027."


def not_begun(old):
    ect = ect_at(old, started_on=IN_MARCH)
    return ect, "has not started at your school yet"


def completed(old):
    ect = ect_at(old, teacher__induction_completed_on=TODAY)
    return ect, "has finished their induction"


@pytest.mark.parametrize("make", [left, not_begun, completed])
def test_a_page_says_why_someone_cannot_be_reported(client, old, make):
    ect, words = make(old)
    walk = PersonWalk(client, "report-person-leaving", ect)
    assert walk.heading == "You cannot report that Zoë Smith is leaving"
    assert words in " ".join(walk.first.page.text.split())


def test_one_who_is_not_coming_is_removed_instead(client, old):
    ect = ect_at(old, started_on=IN_MARCH)
    walk = PersonWalk(client, "report-person-leaving", ect)
    links = [link["href"] for link in walk.first.page.select("main a")]
    assert reverse("participants:remove-ect", args=[old.urn, ect.pk]) in links


# Staying


def test_a_tutor_says_that_someone_stays(client, old):
    mentorship = mentored(ect_at(old))
    leaving.report(mentorship.ect, last_day=IN_MARCH, by=TUTOR)
    walk = PersonWalk(client, "person-stays", mentorship.ect)
    assert walk.heading == "Is Zoë Smith staying at your school?"
    assert "You have told us that Zoë Smith is staying" in walk.confirm().h1.text
    mentorship.refresh_from_db()
    assert mentorship.finished_on is None
    assert status(mentorship.ect) == "training"
    assert Email.objects.get(kind="leaver-stays").to == "north@provider.example"


def test_a_mentor_stays_too(client, old):
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    leaving.report(mentor, last_day=IN_MARCH, by=TUTOR)
    PersonWalk(client, "person-stays", mentor).confirm()
    assert status(mentor) == "not_mentoring"


def test_who_is_claimed_elsewhere_does_not_stay(client, old):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    move_ect(ect.teacher, school("Newham"), IN_APRIL)
    walk = PersonWalk(client, "person-stays", ect)
    assert walk.heading == "Another school has registered Zoë Smith"
    assert "Newham" not in walk.first.page.text


def test_a_claim_that_comes_meanwhile_is_shown_and_nothing_is_undone(client, old):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    walk = PersonWalk(client, "person-stays", ect)
    move_ect(ect.teacher, school("Newham"), IN_APRIL)
    response = client.post(walk.url("check-answers"), follow=True)
    assert "Another school has registered" in response.page.h1.text
    assert as_seen(ect).last_day == IN_MARCH


def test_there_is_nothing_to_take_back_of_who_does_not_leave(client, old):
    walk = PersonWalk(client, "person-stays", ect_at(old))
    assert walk.heading == "There is no last day to take back"


def test_a_last_day_that_changes_meanwhile_is_shown_again(client, old):
    ect = ect_at(old)
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    walk = PersonWalk(client, "person-stays", ect)
    basis = walk.first.page.select_one("[name=basis]")["value"]
    leaving.report(ect, last_day=IN_APRIL, by=TUTOR)
    response = walk.post("check-answers", basis=basis)
    assert response.status_code == 200
    assert "Something has changed" in response.page.text
    assert "12 April 2027" in response.page.text


def test_pressing_twice_reports_once(client, old):
    walk = PersonWalk(client, "report-person-leaving", ect_at(old))
    walk.answer("last-day", **last_day(IN_MARCH))
    assert walk.confirm().h1.text == walk.confirm().h1.text
    assert Event.objects.filter(kind="leaving reported").count() == 1


# Closed schools, and other people's


@pytest.mark.parametrize("name", ["report-person-leaving", "person-stays"])
def test_a_closed_schools_tutor_may_report_leavers_and_take_it_back(client, old, name):
    ect = ect_at(old)
    if name == "person-stays":
        leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    old.status_code = 2
    old.save()
    walk = PersonWalk(client, name, ect)
    if name == "report-person-leaving":
        walk.answer("last-day", **last_day(TODAY))
    walk.confirm()


def test_a_closed_schools_tutor_changes_nothing_else(client, old):
    ect = ect_at(old)
    old.status_code = 2
    old.save()
    PersonWalk(client, "report-person-leaving", ect)
    address = reverse("participants:change-ect-email", args=[old.urn, ect.pk])
    assert client.get(address).url == reverse("home:school", args=[old.urn])


def test_a_tutor_reports_nobody_of_another_school(client, old):
    ect = ect_at(school("Newham"))
    PersonWalk(client, "report-person-leaving", ect_at(old))
    address = reverse("participants:report-ect-leaving", args=[old.urn, ect.pk])
    assert client.get(address).status_code == 404


# Queries


@pytest.mark.parametrize("ects", [1, 12])
def test_pages_keep_to_few_queries(client, old, ects, django_assert_max_num_queries):
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    for _ in range(ects):
        MentorshipFactory(
            school=old,
            mentor=mentor,
            ect=ECTFactory(school=old, started_on=STARTED_ON),
            started_on=STARTED_ON,
        )
    walk = PersonWalk(client, "report-person-leaving", mentor)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        walk.answer("last-day", **last_day(IN_MARCH))
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
