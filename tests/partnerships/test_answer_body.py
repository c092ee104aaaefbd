"""A school that answers its invitation names its appropriate body."""

import pytest

from tests.factories import AppropriateBodyFactory, SchoolFactory

from .situations import Walk, answer_of, hub, provider_led_last_year, tutored

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_body_type(client):
    def walk_there(**school):
        last = provider_led_last_year(school=SchoolFactory(**school))
        tutored(last.school)
        walk = Walk(client, school=last.school, recipient="tutor")
        walk.answer("expects-ects", expects_ects="yes")
        walk.answer("continue", goes_on="yes")
        return walk

    return walk_there


def test_each_school_is_offered_its_types_of_body_only(at_body_type):
    hub()
    AppropriateBodyFactory(type="local_authority", last_cohort=2022)
    AppropriateBodyFactory(type="national", name="IStip", chosen_by="independent")
    AppropriateBodyFactory(type="national", name="ESP", chosen_by="overseas")
    walk = at_body_type()
    assert walk.choices("appropriate-body-type") == [
        "Teaching school hub",
        "We have not appointed one yet",
    ]
    walk = at_body_type(type_code=10, section_41=True)
    walk.answer("appropriate-body-type", body_type="national")
    assert walk.choices("appropriate-body") == ["IStip"]


def test_a_body_that_is_not_listed_is_explained_and_saved_as_not_appointed(at_body_type):
    hub()
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    assert walk.answer("appropriate-body", body_not_listed="on") == "body-not-listed"
    assert walk.answer("body-not-listed") == "check-answers"
    assert walk.rows()["Appropriate body"] == "Not listed, so none appointed"
    walk.confirm()
    assert answer_of(walk.invitation.school).appropriate_body is None


def test_choosing_a_body_after_all_forgets_that_it_was_not_listed(at_body_type):
    body = hub()
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    walk.answer("appropriate-body", body_not_listed="on")
    assert walk.answer("appropriate-body", appropriate_body=body.pk) == "check-answers"
    walk.confirm()
    assert answer_of(walk.invitation.school).appropriate_body == body


def test_a_body_typed_but_not_in_the_list_is_refused_and_kept(at_body_type):
    body = hub()
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    response = walk.post(
        "appropriate-body",
        **{"appropriate_body": body.pk, "appropriate_body-typed": "Albany Hub"},
    )
    assert "Select an appropriate body from the list" in response.page.text
    assert response.page.select_one("select")["data-type-ahead"] == "Albany Hub"
    typed = {"appropriate_body": "", "appropriate_body-typed": " alban teaching SCHOOL hub"}
    assert walk.answer("appropriate-body", **typed) == "check-answers"


def test_changing_the_type_asks_for_the_body_again(at_body_type):
    body = hub()
    other = AppropriateBodyFactory(type="national", name="National Body")
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    walk.answer("appropriate-body", appropriate_body=body.pk)
    following = walk.answer("appropriate-body-type", change=True, body_type="national")
    assert following == "appropriate-body"
    walk.answer("appropriate-body", change=True, appropriate_body=other.pk)
    assert walk.rows()["Appropriate body"] == "National Body"
