"""A school types two new names: the same person, or another one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.web import clock

from .changing import PersonWalk
from .changing_name import CHANGE, NEW, name_now
from .changing_name import ect as ect
from .changing_name import place as place

pytestmark = pytest.mark.django_db


# Both names


@pytest.mark.parametrize(
    ("first", "last", "is_asked"),
    [
        ("Ada", "King", False),
        ("Augusta", "Lovelace", False),
        ("ADA", "King", False),
        ("Ada Augusta", "King", False),
        ("Augusta", "LOVELACÉ", False),
        ("Augusta", "King", True),
        ("Lovelace", "Ada", True),
    ],
)
def test_two_new_names_are_asked_about(client, ect, first, last, is_asked):
    walk = PersonWalk(client, CHANGE, ect)
    walk.answer("reason", reason="new_name")
    following = walk.answer("new-name", first_name=first, last_name=last)
    assert following == ("same-person" if is_asked else "check-answers")


def test_the_same_person_may_have_two_new_names(client, place):
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason="new_name")
    walk.answer("new-name", first_name="Augusta", last_name="King")
    page = walk.page("same-person")
    assert page.h1.text.strip() == "Are Ada Lovelace and Augusta King the same person?"
    assert walk.error("same-person").startswith("Select yes if Ada Lovelace and Augusta King")
    assert walk.answer("same-person", is_same_person="yes") == "check-answers"
    assert walk.rows()["Is this the same person?"] == "Yes"
    walk.confirm()
    assert name_now(place) == "Augusta King"


def test_another_person_needs_a_record_of_their_own(client, place):
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason="new_name")
    walk.answer("new-name", first_name="Augusta", last_name="King")
    assert walk.answer("same-person", is_same_person="no") == "not-the-same-person"
    page = walk.page("not-the-same-person")
    assert "Nothing has changed" in page.text
    add_url = reverse("participants:add", args=[place.school.urn])
    assert page.select_one(f"main a[href='{add_url}']")
    assert walk.post("check-answers").status_code == 302
    assert name_now(place) == "Ada Lovelace"


# Another person


@pytest.mark.parametrize("reason", ["mistake", "replaced"])
def test_a_registration_that_was_a_mistake_leads_to_removing_it(client, place, reason):
    if place._meta.model_name == "ectatschool":
        place.started_on = clock.today() + timedelta(days=1)
        place.save()
    walk = PersonWalk(client, CHANGE, place)
    step = walk.answer("reason", reason=reason)
    page = walk.page(step)
    remove_url = reverse(f"participants:remove-{walk.role}", args=[place.school.urn, place.pk])
    assert page.select_one(f"main a[href='{remove_url}']")
    assert walk.post("new-name", **NEW).status_code == 302
    assert name_now(place) == "Ada Lovelace"


@pytest.mark.parametrize("reason", ["mistake", "replaced"])
def test_who_has_started_cannot_be_removed(client, place, reason):
    place.started_on = clock.today() - timedelta(days=1)
    place.save()
    walk = PersonWalk(client, CHANGE, place)
    page = walk.page(walk.answer("reason", reason=reason))
    assert not page.select("main a[href*='/remove/']")
    assert page.select("main a[href*='/help/']")
    place_url = reverse(f"participants:{walk.role}", args=[place.school.urn, place.pk])
    assert page.select_one(f"main a[href='{place_url}leaving/']")
