"""A tutor says that one ECT has another appropriate body than the school, or the same again."""

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from participants.services import details
from participants.services.people import MayNotChange, NothingToChange, RecordsChanged
from schools.services.answers import NotOffered
from tests.conftest import sign_in
from tests.factories import AppropriateBodyFactory, CohortFactory, SchoolCohortFactory
from tests.partnerships.situations import hub

from .changing import PersonWalk, leave, someone

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def an_ect(*, school_body=None, **more):
    ect = someone("ect", teacher__first_name="Zoë", teacher__last_name="Smith", **more)
    SchoolCohortFactory(
        school=ect.school,
        cohort=ect.cohort,
        programme="provider_led",
        appropriate_body=school_body,
    )
    return ect


def walk_of(client, ect):
    return PersonWalk(client, "change-ect-appropriate-body", ect)


def own_body(ect):
    ect.refresh_from_db()
    return ect.appropriate_body


def text_of(page):
    return " ".join(page.text.split())


def choose(walk, body):
    walk.answer("appropriate-body-type", body_type=body.type)
    return walk.answer("appropriate-body", appropriate_body=body.pk)


def test_an_ect_gets_another_body_than_the_school(client):
    school_body, other = hub(), hub("Bede Teaching School Hub")
    ect = an_ect(school_body=school_body)
    walk = walk_of(client, ect)
    assert walk.heading == "Is Alban Teaching School Hub the appropriate body for Zoë Smith?"
    assert walk.first.page.select_one("input[checked]")["value"] == "yes"
    assert walk.answer("follows-school", follows_school="no") == "appropriate-body-type"
    assert "not appointed" not in walk.page("appropriate-body-type").text
    assert choose(walk, other) == "check-answers"
    assert "Alban Teaching School Hub is the appropriate body" in text_of(
        walk.page("check-answers")
    )
    assert walk.rows()["Appropriate body"] == other.name
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed the appropriate body"
    assert f"Tell {other.name} about Zoë Smith" in page.text
    assert own_body(ect) == other
    event = Event.objects.get(kind="ECT’s appropriate body changed")
    assert event.before == {"appropriate body": "the same as the school’s"}
    assert event.after == {"appropriate body": other.name}
    assert (event.about_id, event.school_urn) == (str(ect.teacher.pk), ect.school.urn)
    assert event.reference in page.text


def test_an_ect_gets_the_schools_body_again(client):
    school_body, own = hub(), hub("Bede Teaching School Hub")
    ect = an_ect(school_body=school_body, appropriate_body=own)
    walk = walk_of(client, ect)
    assert walk.first.page.select_one("input[checked]")["value"] == "no"
    assert walk.answer("follows-school", follows_school="yes") == "check-answers"
    shown = text_of(walk.page("check-answers"))
    assert f"{own.name} is the appropriate body for Zoë Smith at the moment" in shown
    assert "it changes for Zoë Smith, too" in shown
    assert "now has the same appropriate body as your school" in walk.confirm().text
    assert own_body(ect) is None


def test_the_page_shows_the_ects_own_body(client):
    own = hub("Bede Teaching School Hub")
    walk = walk_of(client, an_ect(school_body=hub(), appropriate_body=own))
    walk.answer("follows-school", follows_school="no")
    page = walk.page("appropriate-body-type")
    assert page.select_one("input[checked]")["value"] == own.type
    walk.answer("appropriate-body-type", body_type=own.type)
    page = walk.page("appropriate-body")
    assert page.select_one("option[selected]")["value"] == str(own.pk)
    assert "Alban" not in page.select_one("select").text


def test_where_the_school_has_no_body_the_type_is_asked_at_once(client):
    other = hub()
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.heading == "Which type of appropriate body have you appointed for Zoë Smith?"
    assert "We have not appointed one yet" in walk.first.page.text
    assert choose(walk, other) == "check-answers"
    assert "Zoë Smith has no appropriate body at the moment" in walk.page("check-answers").text
    walk.confirm()
    assert own_body(ect) == other


def test_a_body_of_ones_own_can_be_taken_away_where_the_school_has_none(client):
    ect = an_ect(appropriate_body=hub())
    walk = walk_of(client, ect)
    answer = walk.answer("appropriate-body-type", body_type="not_appointed")
    assert answer == "check-answers"
    assert "When you tell us your school’s appropriate body" in walk.page("check-answers").text
    walk.confirm()
    assert own_body(ect) is None


def test_a_body_that_is_not_listed_leaves_the_ect_with_the_schools(client):
    own = hub("Bede Teaching School Hub")
    ect = an_ect(school_body=hub(), appropriate_body=own)
    walk = walk_of(client, ect)
    walk.answer("follows-school", follows_school="no")
    walk.answer("appropriate-body-type", body_type=own.type)
    assert walk.answer("appropriate-body", body_not_listed="on") == "body-not-listed"
    assert walk.answer("body-not-listed") == "check-answers"
    walk.confirm()
    assert own_body(ect) is None


@pytest.mark.parametrize(
    ("school_has", "own", "heading"),
    [
        (True, False, "Alban Teaching School Hub is the appropriate body already"),
        (True, True, "Bede Teaching School Hub is the appropriate body already"),
        (False, False, "We have no appropriate body on record"),
    ],
)
def test_what_we_have_is_no_change(client, school_has, own, heading):
    school_body, other = hub(), hub("Bede Teaching School Hub")
    ect = an_ect(
        school_body=school_body if school_has else None, appropriate_body=other if own else None
    )
    walk = walk_of(client, ect)
    if school_has:
        follows = "no" if own else "yes"
        walk.answer("follows-school", follows_school=follows)
    if own:
        assert choose(walk, other) == "same-body"
    elif not school_has:
        walk.answer("appropriate-body-type", body_type="not_appointed")
    assert walk.page("same-body").h1.text == heading
    assert not Event.objects.exists()


def test_a_body_that_the_school_may_not_choose_is_not_taken(client):
    other = AppropriateBodyFactory(type="national", chosen_by="overseas")
    hub("Bede Teaching School Hub")
    ect = an_ect(school_body=hub())
    walk = walk_of(client, ect)
    walk.answer("follows-school", follows_school="no")
    assert "Select a type" in walk.error("appropriate-body-type", body_type="national")
    with pytest.raises(NotOffered):
        details.change_appropriate_body(ect=ect, appropriate_body=other, shown=None, by=BY)


def test_the_bodies_are_those_of_the_ects_own_cohort(client):
    old = AppropriateBodyFactory(name="Kent", type="local_authority", last_cohort=2022)
    ect = an_ect(school_body=hub(), cohort=CohortFactory(start_year=2022))
    walk = walk_of(client, ect)
    walk.answer("follows-school", follows_school="no")
    assert choose(walk, old) == "check-answers"


def test_nobody_changes_someone_who_has_left(client):
    ect = an_ect(school_body=hub())
    leave(ect)
    assert walk_of(client, ect).heading == "You cannot change this now"
    with pytest.raises(MayNotChange):
        details.change_appropriate_body(ect=ect, appropriate_body=hub("Bede"), shown=None, by=BY)
    ect.removed_at = clock.now()
    ect.save()
    with pytest.raises(MayNotChange):
        details.change_appropriate_body(
            ect=ect, appropriate_body=hub("Cuthbert"), shown=None, by=BY
        )


def test_an_ect_of_another_school_is_not_there(client):
    ect, other = an_ect(), someone("ect")
    sign_in(client, ect.school.find_tutor())
    for urn in [ect.school.urn, other.school.urn]:
        place = {"urn": urn, "ect": other.pk}
        address = reverse("participants:change-ect-appropriate-body", kwargs=place)
        assert client.get(address).status_code == 404


def test_what_changes_meanwhile_is_shown_first(client):
    school_body, second, third = hub(), hub("Bede Hub"), hub("Cuthbert Hub")
    ect = an_ect(school_body=school_body)
    walk = walk_of(client, ect)
    walk.answer("follows-school", follows_school="no")
    choose(walk, second)
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    details.change_appropriate_body(ect=ect, appropriate_body=third, shown=None, by=BY)
    response = walk.post("check-answers", basis=basis)
    assert "changed" in response.page.select_one(".govuk-warning-text").text
    assert f"{third.name} is the appropriate body for" in text_of(response.page)
    assert own_body(ect) == third
    with pytest.raises(RecordsChanged):
        details.change_appropriate_body(ect=ect, appropriate_body=second, shown=None, by=BY)
    with pytest.raises(NothingToChange):
        details.change_appropriate_body(ect=ect, appropriate_body=third, shown=third.pk, by=BY)


def test_pressed_again_nothing_is_done_twice(client):
    other = hub()
    walk = walk_of(client, an_ect())
    choose(walk, other)
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert Event.objects.count() == 1


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    own, other = hub("Bede Teaching School Hub"), hub("Cuthbert Teaching School Hub")
    walk = walk_of(client, an_ect(school_body=hub(), appropriate_body=own))
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    for step, answers in [
        ("follows-school", {"follows_school": "no"}),
        ("appropriate-body-type", {"body_type": other.type}),
        ("appropriate-body", {"body_not_listed": "on"}),
        ("body-not-listed", {}),
        ("appropriate-body", {"appropriate_body": other.pk}),
    ]:
        with django_assert_max_num_queries(12):
            walk.answer(step, **answers)
        with django_assert_max_num_queries(8):
            walk.page(step)
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
    with django_assert_max_num_queries(25):
        assert client.post(walk.url("check-answers")).status_code == 302
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200
