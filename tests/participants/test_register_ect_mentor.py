"""A mentor is assigned as an ECT is registered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.web import clock
from notifications.models import Email
from participants.models import ECTAtSchool, Mentorship
from tests.factories import MentorFactory
from tests.partnerships.situations import hub

from .registering_ect import school_with, to_body

pytestmark = pytest.mark.django_db


def test_a_mentor_is_assigned_with_it(client):
    school = school_with(hub())
    mentor = MentorFactory(school=school)
    MentorFactory(teacher__first_name="Elsewhere")
    walk = to_body(client, school)
    assert walk.answer("follows-school", follows_school="yes") == "mentor"
    assert walk.heading("mentor") == "Who will mentor Zoë O’Neill?"
    assert walk.choices("mentor") == ["Grace Hopper", "Assign a mentor later"]
    assert walk.answer("mentor", mentor=mentor.pk) == "check-answers"
    assert walk.rows()["Mentor"] == "Grace Hopper"
    page = walk.confirm()
    assert "We have emailed Grace Hopper" in page.text
    assert not page.find("a", string=lambda text: text and "Assign a mentor" in text)
    assert Mentorship.objects.get().mentor == mentor
    assert Email.objects.get(kind="mentor-assigned").to == mentor.email


def test_a_mentor_may_be_assigned_later(client):
    school = school_with(hub())
    MentorFactory(school=school)
    walk = to_body(client, school)
    walk.answer("follows-school", follows_school="yes")
    assert walk.answer("mentor", mentor="later") == "check-answers"
    assert walk.rows()["Mentor"] == "Assign later"
    assert "Assign a mentor" in walk.confirm().text
    assert not Mentorship.objects.exists()


def test_a_mentor_who_has_left_by_the_start_is_not_offered(client):
    school = school_with(hub())
    leaves = clock.today() + timedelta(days=30)
    MentorFactory(school=school, finished_on=leaves, own_finished_on=leaves)
    walk = to_body(client, school, start=leaves)
    assert walk.answer("follows-school", follows_school="yes") == "check-answers"
    assert walk.start_on(leaves - timedelta(days=1), change=True) == "mentor"


def test_a_mentor_who_leaves_meanwhile_is_asked_for_again(client):
    school = school_with(hub())
    mentor, other = MentorFactory(school=school), MentorFactory(school=school)
    walk = to_body(client, school)
    walk.answer("follows-school", follows_school="yes")
    walk.answer("mentor", mentor=mentor.pk)
    mentor.removed_at = clock.now()
    mentor.save()
    response = walk.post("check-answers")
    assert response.url == walk.url("mentor")
    assert not ECTAtSchool.objects.exists()
    walk.answer("mentor", mentor=other.pk)
    walk.confirm()


def test_many_mentors_are_chosen_by_typing(client):
    school = school_with(hub())
    mentors = [MentorFactory(school=school, teacher__last_name=f"Hopper {n}") for n in range(21)]
    walk = to_body(client, school)
    walk.answer("follows-school", follows_school="yes")
    assert walk.page("mentor").select_one("select[data-type-ahead]")
    walk.answer("mentor", mentor=mentors[3].pk)
    walk.confirm()
    assert Mentorship.objects.get().mentor == mentors[3]


def test_a_new_mentor_can_be_added_on_the_way(client):
    school = school_with(hub())
    MentorFactory(school=school)
    walk = to_body(client, school)
    walk.answer("follows-school", follows_school="yes")
    link = walk.page("mentor").find("a", string="add a new mentor")["href"]
    assert link.startswith(reverse("participants:register-mentor", args=[school.urn]))
    assert client.get(link).page.select_one(".govuk-back-link")["href"] == walk.url("mentor")
    new = MentorFactory(school=school, teacher__first_name="Katherine")
    assert "Katherine Hopper" in walk.choices("mentor")
    back = client.get(walk.url("mentor"), {"added": new.pk}).page
    assert back.select_one("input[checked]")["value"] == str(new.pk)
    assert walk.answer("mentor", mentor=new.pk) == "check-answers"
