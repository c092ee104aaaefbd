"""A tutor assigns ECTs to a mentor, from the mentor's page."""

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from notifications.models import Email
from participants.models import Mentorship
from participants.services import mentorships as services
from tests.conftest import sign_in
from tests.factories import ECTFactory, MentorFactory

from .changing import PersonWalk, leave, someone
from .days import TODAY, in_days, mentored_by
from .days import _today as _today

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def a_mentor(*, starts_in=-60, **details):
    return someone("mentor", started_on=in_days(starts_in), **details)


def an_ect(mentor, name="Zoë", *, starts_in=-60, **details):
    return ECTFactory(
        school=mentor.school,
        started_on=in_days(starts_in),
        teacher__first_name=name,
        teacher__last_name="Smith",
        **details,
    )


def another_mentor(mentor, name="Katherine"):
    return MentorFactory(school=mentor.school, started_on=in_days(-60), teacher__first_name=name)


def walk_of(client, mentor):
    return PersonWalk(client, "assign-ects", mentor)


def choices(walk):
    labels = walk.first.page.select(".govuk-checkboxes__label")
    return [" ".join(label.text.split()) for label in labels]


def text_of(page):
    return " ".join(page.text.split())


def test_a_tutor_assigns_several_ects(client):
    mentor = a_mentor()
    first, second = an_ect(mentor), an_ect(mentor, "Yusuf", starts_in=10)
    mentored_by(first, another_mentor(mentor))
    walk = walk_of(client, mentor)
    assert walk.heading == "Which ECTs will Grace Hopper mentor?"
    assert walk.answer("ects", ects=[first.pk, second.pk]) == "check-answers"
    assert walk.rows() == {"ECTs": "Yusuf Smith, Zoë Smith"}
    shown = text_of(walk.page("check-answers"))
    assert "Zoë Smith, from 2 November 2026, in place of Katherine Hopper" in shown
    assert "Yusuf Smith, from 12 November 2026" in shown
    page = walk.confirm()
    assert page.h1.text.strip() == "You have assigned ECTs"
    assert {one.ect for one in mentor.mentorships.not_removed()} == {first, second}
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("mentor-assigned", mentor.email)
    assert "Zoë" in email.body
    assert "Yusuf" in email.body
    events = Event.objects.filter(kind="ECT assigned", about_id=str(mentor.teacher.pk))
    assert {event.reference in page.text for event in events} == {True}
    assert {event.after["ECT"] for event in events} == {"Zoë Smith", "Yusuf Smith"}


def test_each_ect_is_shown_with_the_mentor_they_have_and_those_without_come_first(client):
    mentor = a_mentor()
    mentored_by(an_ect(mentor, "Ada"), another_mentor(mentor))
    an_ect(mentor, "Mary")
    an_ect(mentor, "Zoë", starts_in=10)
    # not offered
    mentored_by(an_ect(mentor, "Mentored by them already"), mentor)
    an_ect(mentor, "Left", own_finished_on=TODAY, finished_on=TODAY)
    an_ect(mentor, "Completed", teacher__induction_completed_on=TODAY)
    an_ect(mentor, "Removed", removed_at=clock.now())
    ECTFactory()
    assert choices(walk_of(client, mentor)) == [
        "Mary Smith – no mentor yet",
        "Zoë Smith, from 12 November 2026 – no mentor yet",
        "Ada Smith – mentored by Katherine Hopper",
    ]


def test_ects_whom_the_mentor_cannot_meet_are_not_offered(client):
    mentor = a_mentor(starts_in=20, own_finished_on=in_days(40), finished_on=in_days(40))
    an_ect(mentor, "Leaves before", own_finished_on=in_days(20), finished_on=in_days(20))
    an_ect(mentor, "Comes after", starts_in=40)
    an_ect(mentor, "Zoë")
    assert choices(walk_of(client, mentor)) == ["Zoë Smith – no mentor yet"]


def test_an_ect_whom_somebody_else_is_to_take_over_can_stay(client):
    mentor = a_mentor()
    ect = an_ect(mentor)
    mentored_by(ect, mentor)
    later = MentorFactory(
        school=mentor.school, started_on=in_days(10), teacher__first_name="Katherine"
    )
    services.assign(ect=ect, mentor=later, by=BY)
    walk = walk_of(client, mentor)
    assert choices(walk) == ["Zoë Smith – mentored by Katherine Hopper"]
    walk.answer("ects", ects=[ect.pk])
    walk.confirm()
    assert services.mentors_already(ect.mentorships.going_on(), mentor)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({}, "Select the ECTs that Grace Hopper will mentor"),
        ({"ects": ["nobody"]}, "Select ECTs from the list"),
    ],
)
def test_nobody_is_no_answer(client, answer, error):
    mentor = a_mentor()
    an_ect(mentor)
    assert walk_of(client, mentor).error("ects", **answer) == error


def test_an_ect_of_another_school_is_not_taken(client):
    mentor = a_mentor()
    an_ect(mentor)
    walk = walk_of(client, mentor)
    assert walk.error("ects", ects=[ECTFactory().pk]) == "Select ECTs from the list"


def test_where_there_are_no_ects_the_page_says_so(client):
    mentor = a_mentor()
    mentored_by(an_ect(mentor), mentor)
    walk = walk_of(client, mentor)
    assert walk.heading == "There are no ECTs to assign"
    assert walk.first.page.select_one("main a[href$='/ects-and-mentors/add/']")


def test_someone_who_has_left_mentors_nobody(client):
    mentor = a_mentor()
    an_ect(mentor)
    leave(mentor)
    assert walk_of(client, mentor).heading == "You cannot change this now"


def test_a_mentor_of_another_school_is_not_there(client):
    mentor, other = a_mentor(), a_mentor()
    sign_in(client, mentor.school.find_tutor())
    for urn in [mentor.school.urn, other.school.urn]:
        address = reverse("participants:assign-ects", kwargs={"urn": urn, "mentor": other.pk})
        assert client.get(address).status_code == 404


def press(walk):
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    return lambda: walk.post("check-answers", basis=basis)


def test_nobody_takes_over_from_a_mentor_they_have_not_been_shown(client):
    mentor = a_mentor()
    ects = [an_ect(mentor), an_ect(mentor, "Yusuf")]
    walk = walk_of(client, mentor)
    walk.answer("ects", ects=[ect.pk for ect in ects])
    button = press(walk)
    services.assign(ect=ects[1], mentor=another_mentor(mentor), by=BY)
    response = button()
    assert "changed" in response.page.select_one(".govuk-warning-text").text
    assert "Yusuf Smith, from 2 November 2026, in place of Katherine Hopper" in text_of(
        response.page
    )
    assert not mentor.mentorships.exists()
    assert press(walk)().url == "../confirmation/"
    assert mentor.mentorships.count() == 2


def test_an_ect_who_is_assigned_in_another_tab_is_asked_for_again(client):
    mentor = a_mentor()
    ects = [an_ect(mentor), an_ect(mentor, "Yusuf")]
    walks = [walk_of(client, mentor) for _ in ects]
    walks[0].answer("ects", ects=[ects[0].pk])
    walks[1].answer("ects", ects=[ect.pk for ect in ects])
    walks[0].confirm()
    response = walks[1].post("check-answers")
    assert response.url.endswith("/ects/")
    page = client.get(response.url).page
    assert "Select ECTs from the list" in page.text
    assert Mentorship.objects.count() == 1


def test_pressed_again_nothing_is_done_twice(client):
    mentor = a_mentor()
    ect = an_ect(mentor)
    walk = walk_of(client, mentor)
    walk.answer("ects", ects=[ect.pk])
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert Email.objects.count() == 1


@pytest.mark.parametrize("count", [3, 400])
def test_pages_keep_to_few_queries_however_many_ects(client, count, django_assert_max_num_queries):
    mentor = a_mentor()
    other = another_mentor(mentor)
    ects = [an_ect(mentor, f"Zoë {number}") for number in range(count)]
    for ect in ects[: count // 2]:
        mentored_by(ect, other)
    walk = walk_of(client, mentor)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        walk.answer("ects", ects=[ects[-1].pk, ects[-2].pk])
    with django_assert_max_num_queries(8):
        walk.page("ects")
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
    with django_assert_max_num_queries(30):
        assert client.post(walk.url("check-answers")).status_code == 302
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200
