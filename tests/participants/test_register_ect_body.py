"""Which appropriate body an ECT who is registered gets."""

import pytest

from participants.models import ECTAtSchool
from tests.factories import AppropriateBodyFactory
from tests.partnerships.situations import hub, rows_of

from .registering_ect import ready, school_with, to_body

pytestmark = pytest.mark.django_db


def test_an_ect_may_have_another_body(client):
    school_s, other = hub(), hub("Bede Teaching School Hub")
    walk = to_body(client, school_with(school_s))
    assert school_s.name in walk.heading("follows-school")
    assert walk.answer("follows-school", follows_school="no") == "appropriate-body-type"
    assert walk.choices("appropriate-body-type") == ["Teaching school hub"]
    assert walk.answer("appropriate-body-type", body_type=other.type) == "appropriate-body"
    assert walk.answer("appropriate-body", appropriate_body=other.pk) == "check-answers"
    assert walk.rows()["Appropriate body"] == other.name
    walk.confirm()
    assert ECTAtSchool.objects.get().appropriate_body == other


def test_the_schools_body_chosen_as_another_still_follows_the_school(client):
    body = hub()
    walk = to_body(client, school_with(body))
    walk.answer("follows-school", follows_school="no")
    walk.answer("appropriate-body-type", body_type=body.type)
    walk.answer("appropriate-body", appropriate_body=body.pk)
    walk.confirm()
    assert ECTAtSchool.objects.get().appropriate_body is None


def test_a_body_that_is_offered_no_longer_can_be_followed_and_not_chosen(client):
    body = AppropriateBodyFactory(type="national", last_cohort=2025)
    hub()
    walk = to_body(client, school_with(body))
    assert walk.answer("follows-school", follows_school="no") == "appropriate-body-type"
    assert walk.choices("appropriate-body-type") == ["Teaching school hub"]


def test_a_school_without_a_body_chooses_at_once(client):
    body = hub()
    walk = to_body(client, school_with())
    assert walk.next == "appropriate-body-type"
    assert walk.choices("appropriate-body-type")[-1] == "We have not appointed one yet"
    walk.answer("appropriate-body-type", body_type=body.type)
    walk.answer("appropriate-body", appropriate_body=body.pk)
    walk.confirm()
    assert ECTAtSchool.objects.get().appropriate_body == body


def test_not_appointed_yet_is_an_answer(client):
    walk = to_body(client, school_with())
    assert walk.answer("appropriate-body-type", body_type="not_appointed") == "check-answers"
    assert walk.rows()["Appropriate body"] == "Not appointed yet"
    assert "You need an appropriate body" in walk.confirm().text
    assert ECTAtSchool.objects.get().appropriate_body is None


@pytest.mark.parametrize(
    ("has_body", "row", "says"),
    [
        (True, "Not listed, so Alban Teaching School Hub for now", "same appropriate body"),
        (False, "Not listed, so none appointed", "no appropriate body is appointed yet"),
    ],
)
def test_a_body_that_is_not_listed_does_not_stop_anyone(client, has_body, row, says):
    body = hub()
    walk = to_body(client, school_with(body if has_body else None))
    if has_body:
        walk.answer("follows-school", follows_school="no")
    walk.answer("appropriate-body-type", body_type=body.type)
    assert walk.answer("appropriate-body", body_not_listed="on") == "body-not-listed"
    assert says in walk.page("body-not-listed").text
    assert walk.answer("body-not-listed") == "check-answers"
    assert walk.rows()["Appropriate body"] == row
    walk.confirm()
    assert ECTAtSchool.objects.get().appropriate_body is None


def test_a_body_that_the_school_changes_meanwhile_is_shown_before_anything_is_sent(client):
    school = school_with(hub())
    walk = ready(client, school)
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    new = hub("Bede Teaching School Hub")
    school.cohorts.update(appropriate_body=new)
    response = walk.post("check-answers", basis=basis)
    assert "Something has changed" in response.page.text
    assert rows_of(response.page)["Appropriate body"] == new.name
    assert not ECTAtSchool.objects.exists()
