"""Which mentors are offered for an ECT, and that a new one can be added."""

import pytest
from django.urls import reverse

from config.web import clock
from tests.factories import MentorFactory, TeacherFactory

from .assigning import a_mentor, an_ect, walk_of
from .days import TODAY, in_days
from .days import _today as _today

pytestmark = pytest.mark.django_db


def choices(walk):
    page = walk.first.page
    return [
        " ".join(label.text.split())
        for label in page.select(".govuk-radios__label, select option[value]:not([value=''])")
    ]


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


def chosen(page):
    """The name of the mentor whom a page has chosen, if any."""
    found = page.select_one("main input[checked], main option[selected]")
    return found and (found.parent.label or found).text.strip()


@pytest.mark.parametrize("begun", [False, True])
def test_whoever_has_been_added_on_the_way_is_chosen(client, begun):
    ect = an_ect()
    grace = a_mentor(ect)
    walk = walk_of(client, ect)
    if begun:
        walk.answer("mentor", mentor=grace.pk)
    new = a_mentor(ect, "Katherine")
    page = client.get(f"{walk.url('mentor')}?added={new.pk}", follow=True).page
    assert chosen(page) == "Katherine Hopper"
    response = client.post(page.select_one("main form")["action"], {"mentor": new.pk})
    assert client.get(response.url).page.h1.text.strip() == "Check your answers"


def test_back_leads_to_the_answers_where_somebody_was_added_to_change_one(client):
    ect = an_ect()
    grace = a_mentor(ect)
    walk = walk_of(client, ect)
    walk.answer("mentor", mentor=grace.pk)
    new = a_mentor(ect, "Katherine")
    page = client.get(f"{walk.url('mentor')}?change&added={new.pk}").page
    assert chosen(page) == "Katherine Hopper"
    assert page.select_one(".govuk-back-link")["href"] == walk.url("check-answers")


@pytest.mark.parametrize("added", ["0", "x", "\x00", ""])
def test_somebody_who_is_not_offered_is_not_chosen(client, added):
    ect = an_ect()
    a_mentor(ect)
    walk = walk_of(client, ect)
    page = client.get(walk.url("mentor"), {"added": added}, follow=True).page
    assert page.h1.text.strip() == "Who will mentor Zoë Smith?"
    assert chosen(page) is None
