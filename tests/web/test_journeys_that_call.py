"""A journey calls another, which leads back to it when it is done."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.events.models import Event
from config.web.journeys import calls
from config.web.models import Draft

from . import rooms
from .rooms import ADD, BOOK, adding, booking
from .walks import Tab

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]

GO_BACK = rooms.BookRoom.return_words


def test_it_leads_back_to_the_page_that_called_with_its_answers_kept(client):
    tab = booking(client)
    asks_for_room = tab.url
    tab.follow("Add a room").answer(new_room="Attic").answer(floor="Top").answer()
    assert tab.heading == "We have added the room"
    button = tab.page.select_one("h1 + a.govuk-button")
    assert button.text.strip() == GO_BACK
    assert button["href"] == asks_for_room
    tab.follow(GO_BACK).answer(room="Attic")
    assert [row.text.strip() for row in tab.page.select("dd.govuk-summary-list__value")] == [
        "Grace",
        "Attic",
    ]
    tab.answer()
    assert tab.heading == "We have booked it"
    booked = Event.objects.get(kind=rooms.BOOKED)
    assert (booked.by_words, booked.about_id) == ("Grace", "Attic")


def test_opened_from_nowhere_it_leads_nowhere_back(client):
    tab = Tab(client, ADD)
    assert tab.back_url == "/way-out-of-adding/"
    assert "?" not in tab.action
    tab.answer(new_room="Attic").answer(floor="Top").answer()
    assert not tab.page.select("main a")
    assert (Draft.objects.get().return_url, Draft.objects.get().return_words) == ("", "")


# Back


def test_back_from_the_first_page_leads_to_the_page_that_called(client):
    tab = booking(client)
    asks_for_room = tab.url
    tab.follow("Add a room")
    assert tab.back_url == asks_for_room
    assert tab.back().url == asks_for_room


def test_back_leads_there_from_the_first_page_once_it_is_answered_too(client):
    tab = booking(client)
    asks_for_room = tab.url
    tab.follow("Add a room").answer(new_room="Attic")
    assert tab.heading == "On which floor is it?"
    assert tab.back().heading == "What is the room called?"
    assert tab.page.select_one("[name=new_room]")["value"] == "Attic"
    assert tab.back_url == asks_for_room


def test_a_wrong_first_answer_forgets_nothing(client):
    tab = booking(client)
    asks_for_room = tab.url
    tab.follow("Add a room")
    for _ in range(2):
        tab.answer(new_room="")
        assert tab.page.select_one(".govuk-error-summary")
        assert tab.back_url == asks_for_room
    assert Draft.objects.filter(journey="add-room").count() == 0
    tab.answer(new_room="Attic").answer(floor="Top").answer()
    assert tab.link(GO_BACK) == asks_for_room


def test_reloading_the_first_page_forgets_nothing(client):
    tab = booking(client)
    asks_for_room = tab.url
    tab.follow("Add a room")
    tab.open(tab.url)
    assert tab.back_url == asks_for_room
    tab.open(tab.action)
    assert tab.url.partition("?")[0] == ADD, "no draft yet, so it starts anew"
    assert tab.back_url == asks_for_room


def test_an_answer_that_is_sent_too_early_leads_to_the_first_page_that_still_knows(client):
    tab = adding(client)
    asks_for_room = tab.back_url
    too_early = tab.action.replace("/new-room/", "/floor/")
    tab.open(client.post(too_early, {"floor": "Top"}).url)
    assert tab.heading == "What is the room called?"
    assert tab.back_url == asks_for_room


# Change


def test_what_is_called_can_be_changed_and_leads_back_all_the_same(client):
    tab = adding(client).answer(new_room="Attic").answer(floor="Top")
    tab.change()
    assert tab.url.endswith("/new-room/?change")
    assert tab.back_url.endswith("/check-answers/")
    tab.answer(new_room="Loft")
    assert tab.heading == "Check your answers"
    tab.answer()
    assert rooms.rooms() == ["Loft"]
    assert tab.link(GO_BACK)


def test_a_page_that_is_being_changed_calls_and_goes_on_being_changed(client):
    tab = booking(client).answer(room="Hall")
    tab.change()
    assert tab.url.endswith("/guest/?change")
    tab.follow("Add a room").answer(new_room="Attic").answer(floor="Top").answer()
    tab.follow(GO_BACK)
    assert tab.url.endswith("/guest/?change")
    tab.answer(guest="Ada")
    assert tab.heading == "Check your answers"


def test_a_change_before_the_first_answer_keeps_both_in_the_address(client):
    start = adding(client).url
    tab = Tab(client, f"{start}&change")
    assert "/new-room/?change&return=" in tab.action
    assert client.post(tab.action, {"new_room": "Attic"}).url.endswith("/floor/?change")


# The draft


def test_the_draft_notes_where_to_come_back_to_from_the_first_answer_on(client):
    tab = adding(client)
    asks_for_room = tab.back_url
    assert "?return=" in tab.action
    tab.answer(new_room="Attic")
    draft = Draft.objects.get(journey="add-room")
    assert (draft.return_url, draft.return_words) == (asks_for_room, GO_BACK)
    for page in [tab, tab.back()]:
        assert "return=" not in page.url + page.action


def test_a_completed_draft_still_leads_back_whenever_its_page_is_shown(client):
    tab = adding(client).answer(new_room="Attic").answer(floor="Top")
    check = tab.url
    first = tab.answer().link(GO_BACK)
    assert Draft.objects.get(journey="add-room").answers == {}
    assert tab.open(check).link(GO_BACK) == first


def test_what_a_draft_has_noted_counts_whatever_its_address_says(client):
    tab = adding(client).answer(new_room="Attic")
    noted = Draft.objects.get(journey="add-room").return_url
    elsewhere = calls.query(calls.Return("/elsewhere/", "Go elsewhere"))
    tab.back()
    tab.open(f"{tab.url}?{elsewhere}")
    assert tab.back_url == noted
    client.post(f"{tab.action}?{elsewhere}", {"new_room": "Loft"})
    assert Draft.objects.get(journey="add-room").return_url == noted


def test_pressing_twice_makes_one_room_and_leads_back(client):
    tab = adding(client)
    first = tab.action
    responses = [client.post(first, {"new_room": "Attic"}) for _ in range(2)]
    assert responses[0].url == responses[1].url
    tab.open(responses[0].url).answer(floor="Top")
    check = tab.action
    done = [client.post(check, follow=True) for _ in range(2)]
    assert done[0].redirect_chain == done[1].redirect_chain
    assert all(GO_BACK in page.page.text for page in done)
    assert rooms.rooms() == ["Attic"]
    assert Draft.objects.filter(journey="add-room").count() == 1


def test_the_first_answer_sent_again_later_leads_back_all_the_same(client):
    tab = adding(client)
    first, asks_for_room = tab.action, tab.back_url
    tab.answer(new_room="Attic").answer(floor="Top")
    client.post(first, {"new_room": "Loft"})
    tab.answer()
    assert rooms.rooms() == ["Loft"]
    assert tab.link(GO_BACK) == asks_for_room


def test_two_tabs_lead_back_each_to_its_own(client):
    one, two = booking(client), booking(client)
    places = [one.url, two.url]
    assert places[0] != places[1]
    one.follow("Add a room")
    two.follow("Add a room")
    one.answer(new_room="Attic").answer(floor="Top")
    two.answer(new_room="Cellar").answer(floor="Bottom")
    assert [two.answer().link(GO_BACK), one.answer().link(GO_BACK)] == places[::-1]


# What happens to the caller meanwhile


def test_a_caller_that_was_purged_starts_anew(client):
    tab = adding(client).answer(new_room="Attic").answer(floor="Top")
    Draft.objects.filter(journey="book-room").delete()
    tab.answer().follow(GO_BACK)
    assert tab.url == BOOK
    assert tab.heading == "Who is it for?"


def test_a_caller_that_was_completed_shows_that_it_is(client):
    tab = booking(client)
    other = Tab(client, tab.url).answer(room="Hall")
    tab.follow("Add a room").answer(new_room="Attic").answer(floor="Top")
    other.answer()
    assert tab.answer().follow(GO_BACK).heading == "We have booked it"


def test_a_caller_without_a_draft_starts_anew_and_still_leads_back_itself(client):
    """Its first page calls. It was called itself, by a page that is none of a journey."""
    back = calls.query(calls.Return("/help/", "Go back to help"))
    tab = Tab(client, f"{BOOK}?{back}").follow("Add a room")
    tab.answer(new_room="Attic").answer(floor="Top").answer().follow(GO_BACK)
    assert (tab.url.partition("?")[0], tab.heading) == (BOOK, "Who is it for?")
    assert tab.back_url == "/help/"
    tab.answer(guest="Grace").answer(room="Attic").answer()
    assert tab.link("Go back to help") == "/help/"


def test_somebody_else_who_is_given_the_address_does_not_get_into_the_callers_draft(client):
    address = adding(client).url.replace("/ada/", "/eve/")
    tab = Tab(client, address).answer(new_room="Attic").answer(floor="Top").answer()
    assert client.get(tab.link(GO_BACK).replace("/ada/", "/eve/")).status_code == 404


# Stopping


def test_a_journey_that_stops_at_once_leads_back_too(client):
    tab = booking(client)
    asks_for_room = tab.url
    for n in range(rooms.MOST_ROOMS):
        rooms.note(rooms.ADDED, by="Ada", room=f"Room {n}")
    tab.follow("Add a room")
    assert tab.heading == "There is no place for more rooms"
    assert tab.back_url == tab.link(GO_BACK) == asks_for_room
    assert Draft.objects.filter(journey="add-room").count() == 0


def test_a_journey_that_comes_to_stop_leads_back_too(client):
    tab = adding(client)
    asks_for_room = tab.back_url
    tab.answer(new_room="Attic")
    for n in range(rooms.MOST_ROOMS):
        rooms.note(rooms.ADDED, by="Ada", room=f"Room {n}")
    tab.answer(floor="Top")
    assert tab.heading == "There is no place for more rooms"
    assert tab.back_url == tab.link(GO_BACK) == asks_for_room


# Mistakes of whoever writes a journey


@pytest.mark.parametrize("mistake", [{"return_words": ""}, {"is_by_link": True}])
def test_a_journey_that_cannot_be_come_back_to_calls_nobody(client, monkeypatch, mistake):
    for name, value in mistake.items():
        monkeypatch.setattr(rooms.BookRoom, name, value)
    with pytest.raises(ImproperlyConfigured, match="BookRoom cannot call add-room"):
        client.get(BOOK)


# What it costs


def test_being_called_costs_no_more_queries(client, django_assert_max_num_queries):
    tab = adding(client)
    with django_assert_max_num_queries(2):
        tab.open(tab.url)
    answers = [("new_room", "Attic"), ("floor", "Top")]
    for name, value in answers:
        with django_assert_max_num_queries(7):
            following = client.post(tab.action, {name: value}).url
        with django_assert_max_num_queries(2):
            tab.open(following)
    with django_assert_max_num_queries(9):
        client.post(tab.action)
