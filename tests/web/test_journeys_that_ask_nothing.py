"""A journey whose only page asks to confirm: it is done once, whatever people press."""

import pytest

from config.events.models import Event
from config.web.journeys import calls
from config.web.models import Draft

from . import rooms
from .walks import Tab

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]

ASK = "/tests/ada/ask-for-room/"


def test_back_after_confirming_comes_to_the_same_confirmation(client):
    tab = Tab(client, ASK)
    its_page, action = tab.url, tab.action
    confirmation = tab.answer().url
    assert tab.open(its_page).url == confirmation
    assert client.post(action).url == "../done/"
    assert Event.objects.count() == 1


def test_looking_leaves_no_draft_and_leads_out_again(client):
    tab = Tab(client, ASK)
    assert tab.open(tab.url).heading == "Check your answers"
    assert tab.back_url == "/way-out-of-asking/"
    assert not Draft.objects.exists()


def test_opened_anew_it_is_another_one(client):
    first, second = Tab(client, ASK), Tab(client, ASK)
    assert first.url != second.url
    first.answer()
    second.answer()
    assert Event.objects.count() == 2


def test_whoever_called_it_is_led_back_to(client):
    address = f"{ASK}?{calls.query(calls.Return('/help/', 'Go back to help'))}"
    tab = Tab(client, address)
    assert tab.back_url == "/help/"
    tab.open(tab.url)
    assert tab.answer().link("Go back to help") == "/help/"


def test_where_it_stops_its_address_says_so_whenever_it_is_opened(client):
    tab = Tab(client, ASK)
    for n in range(rooms.MOST_ROOMS):
        rooms.note(rooms.ADDED, by="Ada", room=f"Room {n}")
    for address in [tab.url, tab.action, ASK]:
        assert tab.open(address).heading == "There is no place for more rooms"
    assert tab.back_url == "/way-out-of-asking/"
