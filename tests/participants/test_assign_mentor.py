"""A tutor assigns a mentor to an ECT, or another one."""

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from notifications.models import Email
from participants.models import Mentorship
from participants.services import mentorships as services
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in

from .assigning import a_mentor, an_ect, walk_of
from .changing import leave
from .days import TODAY, in_days, mentored_by
from .days import _today as _today

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def text_of(page):
    return " ".join(page.text.split())


# Choosing


def test_a_tutor_assigns_a_mentor(client):
    ect = an_ect()
    mentor = a_mentor(ect)
    walk = walk_of(client, ect)
    assert walk.heading == "Who will mentor Zoë Smith?"
    assert not walk.first.page.select("input[checked]")
    assert walk.answer("mentor", mentor=mentor.pk) == "check-answers"
    page = walk.page("check-answers")
    assert walk.rows() == {"Mentor": "Grace Hopper"}
    assert "Grace Hopper will mentor Zoë Smith from 2 November 2026" in text_of(page)
    assert "last day as mentor" not in page.text
    page = walk.confirm()
    assert page.h1.text.strip() == "You have assigned a mentor"
    mentorship = Mentorship.objects.get()
    assert (mentorship.ect, mentorship.mentor) == (ect, mentor)
    event = Event.objects.get(kind="mentor assigned")
    assert event.by_key == f"user:{walk.tutor.pk}"
    assert event.reference in page.text
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("mentor-assigned", mentor.email)


def test_the_page_says_whose_place_the_mentor_takes(client):
    ect = an_ect()
    old, new = a_mentor(ect), a_mentor(ect, "Katherine")
    mentored_by(ect, old)
    walk = walk_of(client, ect)
    assert walk.first.page.select_one("input[checked]")["value"] == str(old.pk)
    walk.answer("mentor", mentor=new.pk)
    shown = text_of(walk.page("check-answers"))
    assert "1 November 2026 is Grace Hopper’s last day as mentor of Zoë Smith" in shown
    walk.confirm()
    held = ect.mentorships.not_removed().order_by("started_on")
    assert [(one.mentor, one.started_on, one.finished_on) for one in held] == [
        (old, in_days(-30), TODAY),
        (new, TODAY, None),
    ]


def test_the_page_says_who_does_not_become_mentor_after_all(client):
    ect = an_ect(starts_in=10)
    old, new = a_mentor(ect), a_mentor(ect, "Katherine")
    mentored_by(ect, old, since=10)
    walk = walk_of(client, ect)
    walk.answer("mentor", mentor=new.pk)
    shown = text_of(walk.page("check-answers"))
    assert "Katherine Hopper will mentor Zoë Smith from 12 November 2026" in shown
    assert "Grace Hopper will not become the mentor of Zoë Smith" in shown


def test_the_mentor_of_now_is_no_change(client):
    ect = an_ect()
    mentor = a_mentor(ect)
    mentored_by(ect, mentor)
    walk = walk_of(client, ect)
    assert walk.answer("mentor", mentor=mentor.pk) == "mentor-already"
    page = walk.page("mentor-already")
    assert page.h1.text == "Grace Hopper is Zoë Smith’s mentor already"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({}, "Select who will mentor Zoë Smith"),
        ({"mentor": ""}, "Select who will mentor Zoë Smith"),
        ({"mentor": "nobody"}, "Select a mentor from the list"),
        ({"mentor": "later"}, "Select a mentor from the list"),
    ],
)
def test_nobody_is_no_answer(client, answer, error):
    ect = an_ect()
    a_mentor(ect)
    assert walk_of(client, ect).error("mentor", **answer) == error


# Who may, and when


@pytest.mark.parametrize(
    "over",
    [
        leave,
        lambda ect: ect.teacher.__class__.objects.update(induction_completed_on=TODAY),
        lambda ect: ect.teacher.__class__.objects.update(induction_exempt_on=TODAY),
    ],
    ids=["left", "completed", "exempt"],
)
def test_nobody_is_assigned_to_someone_who_is_done(client, over):
    ect = an_ect()
    a_mentor(ect)
    over(ect)
    walk = walk_of(client, ect)
    assert walk.heading == "You cannot change this now"
    assert walk.first.page.select_one("main p a[href^='/help/']")


def test_an_ect_of_another_school_or_one_removed_is_not_there(client):
    ect, other = an_ect(), an_ect()
    sign_in(client, ect.school.find_tutor())
    for urn, number in [(ect.school.urn, other.pk), (other.school.urn, other.pk)]:
        address = reverse("participants:assign-mentor", kwargs={"urn": urn, "ect": number})
        assert client.get(address).status_code == 404
    walk = walk_of(client, ect)
    ect.removed_at = clock.now()
    ect.save()
    assert client.get(walk.start_url).status_code == 404


# What changes meanwhile


def shown(walk):
    """The check answers page in a browser: a function that presses its button."""
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    return lambda: walk.post("check-answers", basis=basis)


def test_nobody_replaces_a_mentor_they_have_not_been_shown(client):
    ect = an_ect()
    first, second, third = (a_mentor(ect, name) for name in ("Ada", "Grace", "Mary"))
    mentored_by(ect, first)
    walk = walk_of(client, ect)
    walk.answer("mentor", mentor=second.pk)
    press = shown(walk)
    services.assign(ect=ect, mentor=third, by=BY)
    response = press()
    assert "changed" in response.page.select_one(".govuk-warning-text").text
    assert "Mary Hopper will not become the mentor" in text_of(response.page)
    assert services.mentors_already(ect.mentorships.going_on(), third)
    assert shown(walk)().url == "../confirmation/"


def test_a_mentor_who_leaves_meanwhile_is_asked_for_again(client):
    ect = an_ect()
    mentor = a_mentor(ect)
    a_mentor(ect, "Mary")
    walk = walk_of(client, ect)
    walk.answer("mentor", mentor=mentor.pk)
    press = shown(walk)
    leave(mentor)
    response = press()
    assert response.status_code == 302
    assert response.url.endswith("/mentor/")
    assert not Mentorship.objects.exists()


def test_the_same_mentor_in_two_tabs_is_assigned_once(client):
    ect = an_ect()
    mentor = a_mentor(ect)
    walks = [walk_of(client, ect) for _ in range(2)]
    for walk in walks:
        walk.answer("mentor", mentor=mentor.pk)
    walks[0].confirm()
    response = client.post(walks[1].url("check-answers"), follow=True)
    assert response.page.h1.text == "Grace Hopper is Zoë Smith’s mentor already"
    assert Mentorship.objects.count() == Email.objects.count() == 1


def test_pressed_again_the_page_is_the_same_and_nothing_is_done_twice(client):
    ect = an_ect()
    mentor = a_mentor(ect)
    walk = walk_of(client, ect)
    walk.answer("mentor", mentor=mentor.pk)
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert Mentorship.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_mentors_assigned_in_the_same_second_leave_one_mentorship():
    ect = an_ect()
    mentors = [a_mentor(ect), a_mentor(ect, "Katherine")]
    walks = [walk_of(PageClient(), ect) for _ in mentors]
    for walk, mentor in zip(walks, mentors, strict=True):
        walk.answer("mentor", mentor=mentor.pk)
    presses = [shown(walk) for walk in walks]
    responses = at_once(*presses)
    assert sorted(response.status_code for response in responses) == [200, 302]
    [refused] = [response for response in responses if response.status_code == 200]
    assert "changed" in refused.page.select_one(".govuk-warning-text").text
    assert Mentorship.objects.count() == 1


# How much it asks of the database


@pytest.mark.parametrize("count", [2, 60])
def test_pages_keep_to_few_queries_however_many_mentors(
    client, count, django_assert_max_num_queries
):
    ect = an_ect()
    mentors = [a_mentor(ect, f"Grace {number}") for number in range(count)]
    mentored_by(ect, mentors[0])
    walk = walk_of(client, ect)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        walk.answer("mentor", mentor=mentors[-1].pk)
    with django_assert_max_num_queries(8):
        walk.page("mentor")
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
    with django_assert_max_num_queries(30):
        client.post(walk.url("check-answers"))
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200
