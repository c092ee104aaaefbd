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
from tests.factories import MentorFactory, TeacherFactory

from .changing import PersonWalk, leave, someone
from .days import TODAY, in_days, mentored_by
from .days import _today as _today

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def an_ect(*, starts_in=-60, **details):
    return someone(
        "ect",
        started_on=in_days(starts_in),
        teacher__first_name="Zoë",
        teacher__last_name="Smith",
        **details,
    )


def a_mentor(ect, name="Grace", *, starts_in=-60, **details):
    names = {"teacher__first_name": name, "teacher__last_name": "Hopper"}
    if "teacher" in details:
        names = {}
    return MentorFactory(school=ect.school, started_on=in_days(starts_in), **names, **details)


def walk_of(client, ect):
    return PersonWalk(client, "assign-mentor", ect)


def choices(walk):
    page = walk.first.page
    return [
        " ".join(label.text.split())
        for label in page.select(".govuk-radios__label, select option[value]:not([value=''])")
    ]


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


# Who is offered


def test_those_who_can_mentor_are_offered_by_name_and_with_their_days(client):
    ect = an_ect(own_finished_on=in_days(40), finished_on=in_days(40))
    a_mentor(ect, "Mary")
    a_mentor(ect, "Ada", starts_in=5)
    a_mentor(ect, "Grace", own_finished_on=in_days(20), finished_on=in_days(20))
    # not offered
    a_mentor(ect, "Starts too late", starts_in=40)
    a_mentor(ect, "Removed", removed_at=clock.now())
    a_mentor(ect, "Left", own_finished_on=TODAY, finished_on=TODAY)
    MentorFactory()
    a_mentor(ect, teacher=ect.teacher)
    assert choices(walk_of(client, ect)) == [
        "Ada Hopper, from 7 November 2026",
        "Grace Hopper, until 21 November 2026",
        "Mary Hopper",
    ]


def test_a_mentor_of_another_school_is_not_taken(client):
    ect, other = an_ect(), MentorFactory()
    a_mentor(ect)
    error = walk_of(client, ect).error("mentor", mentor=other.pk)
    assert error == "Select a mentor from the list"


def test_mentors_who_leave_before_the_ect_comes_are_not_offered(client):
    ect = an_ect(starts_in=30)
    a_mentor(ect, "Mary", own_finished_on=in_days(30), finished_on=in_days(30))
    a_mentor(ect)
    assert choices(walk_of(client, ect)) == ["Grace Hopper"]


def test_two_of_one_name_have_their_trn_beside_it(client):
    ect = an_ect()
    for trn in ["3000001", "3000002"]:
        teacher = TeacherFactory(trn=trn, first_name="Grace", last_name="Hopper")
        a_mentor(ect, teacher=teacher)
    assert choices(walk_of(client, ect)) == [
        "Grace Hopper, TRN 3000001",
        "Grace Hopper, TRN 3000002",
    ]


def test_more_than_twenty_are_chosen_by_typing(client):
    ect = an_ect()
    for _ in range(20):
        a_mentor(ect)
    assert walk_of(client, ect).first.page.select("input[type=radio]")
    mentor = a_mentor(ect, "Katherine")
    walk = walk_of(client, ect)
    select = walk.first.page.select_one("select[data-type-ahead]")
    assert len(select.select("option")) == 22
    typed = {"mentor": "", "mentor-typed": "katherine hopper"}
    assert walk.answer("mentor", **typed) == "check-answers"
    assert walk.rows() == {"Mentor": "Katherine Hopper"}
    nobody = {"mentor": mentor.pk, "mentor-typed": "nobody"}
    assert walk.error("mentor", **nobody) == "Select a mentor from the list"


# A new mentor


def test_where_there_is_no_mentor_one_can_be_added_first(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.heading == "You have no mentors to choose from yet"
    add = walk.first.page.select_one("main a.govuk-button")
    assert add["href"].startswith(reverse("participants:register-mentor", args=[ect.school.urn]))
    assert "return=" in add["href"]


def test_a_new_mentor_can_be_added_from_the_question(client):
    ect = an_ect()
    a_mentor(ect)
    walk = walk_of(client, ect)
    [add] = [link for link in walk.first.page.select("main a") if link.text == "add a new mentor"]
    page = client.get(add["href"], follow=True).page
    back = client.get(page.select_one(".govuk-back-link")["href"], follow=True)
    assert back.page.h1.text.strip() == "Who will mentor Zoë Smith?"


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
