"""Who may change a name, and what may have changed meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from notifications.models import Email
from participants.services import people
from participants.services.people import NameReason
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import ECTFactory, MentorFactory, SchoolFactory, TutorAppointmentFactory

from .changing import PersonWalk, leave, someone
from .changing_name import CHANGE, NEW, name_now, walk_to_check
from .changing_name import ect as ect
from .changing_name import place as place

pytestmark = pytest.mark.django_db


def change(place, *, shown="Ada Lovelace", **name):
    """The service, as the journey calls it."""
    people.change_name(
        place=place,
        reason=NameReason.KNOWN_AS,
        shown=shown,
        by=Actor.command("tests"),
        **(NEW | name),
    )


# Who may


def test_who_has_left_keeps_the_name(client, place):
    leave(place)
    walk = PersonWalk(client, CHANGE, place)
    assert walk.heading == "You cannot change this now"


def test_who_is_still_joining_keeps_the_name(client, place):
    is_mentor = place._meta.model_name == "mentoratschool"
    place.started_on = clock.today() + timedelta(days=30)
    if is_mentor:
        place.is_move = True
    place.save()
    earlier = MentorFactory if is_mentor else ECTFactory
    earlier(
        teacher=place.teacher,
        started_on=clock.today() - timedelta(days=300),
        finished_on=place.started_on,
    )
    walk = PersonWalk(client, CHANGE, place)
    assert walk.heading == "You cannot change this now"


def test_only_the_tutor_of_the_school_may(client, place):
    url = PersonWalk(client, CHANGE, place).start_url
    other = TutorAppointmentFactory()
    own_school = url.replace(str(place.school.urn), str(other.school.urn))
    sign_in(client, other.tutor)
    assert client.get(url).status_code == client.get(own_school).status_code == 404


def test_a_closed_school_changes_nothing(client):
    place = someone("ect", school=SchoolFactory(status_code=2))
    sign_in(client, place.school.find_tutor())
    url = reverse("participants:change-ect-name", args=[place.school.urn, place.pk])
    assert client.get(url).url == reverse("home:school", args=[place.school.urn])


# At once, and in between


def test_a_second_press_shows_the_same_page_and_does_nothing(client, place):
    walk = walk_to_check(client, place)
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert Event.objects.filter(kind="name changed").count() == 1
    assert Email.objects.count() == 1


def test_a_name_that_has_changed_meanwhile_is_shown_first(client, place):
    walk = walk_to_check(client, place)
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    change(place, last_name="Byron")
    response = walk.post("check-answers", basis=basis)
    assert "Something has changed. Check your answers again." in response.page.text
    assert "We have the name Ada Byron at the moment" in response.page.text
    assert name_now(place) == "Ada Byron"


def test_a_name_that_has_nothing_in_common_any_more_is_asked_about(client, place):
    walk = walk_to_check(client, place)
    change(place, first_name="Augusta", last_name="Lovelace")
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text.strip() == "Are Augusta Lovelace and Ada King the same person?"
    assert name_now(place) == "Augusta Lovelace"


def test_who_leaves_meanwhile_keeps_the_name(client, place):
    walk = walk_to_check(client, place)
    leave(place)
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text.strip() == "You cannot change this now"
    assert name_now(place) == "Ada Lovelace"


def test_the_service_refuses_what_the_pages_do(place):
    with pytest.raises(people.RecordsChanged):
        change(place, shown="Ada Byron")
    with pytest.raises(people.NothingToChange):
        change(place, last_name="Lovelace")
    leave(place)
    with pytest.raises(people.MayNotChange):
        change(place)
    place.removed_at = clock.now()
    place.save()
    with pytest.raises(people.MayNotChange):
        change(place)
    assert name_now(place) == "Ada Lovelace"
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_change_the_name_once(place):
    tabs = [walk_to_check(PageClient(), place, last_name=name) for name in ("King", "Byron")]
    at_once(*[lambda walk=walk: walk.post("check-answers", basis="Ada Lovelace") for walk in tabs])
    event = Event.objects.get(kind="name changed")
    assert event.after == {"name": name_now(place)}
    assert Email.objects.count() == 1
