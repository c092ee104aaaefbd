"""The addresses that lead back from a journey to the page that called it."""

import pytest
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver
from hypothesis import given
from hypothesis import strategies as st

from config.web.journeys import Journey, calls
from config.web.models import Draft

from . import rooms
from .rooms import ADD, adding
from .walks import Tab

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


# Addresses that are not ours


def altered(query):
    """Ways in which what we signed comes back otherwise, and what we never signed."""
    token = query.removeprefix("return=")
    return [
        "return",
        "return=",
        f"return={token[:-1]}",
        f"return={token[1:]}",
        f"return={token[: len(token) // 2]}",
        f"return={token.swapcase()}",
        f"return={token.replace('%3A', '')}",
        "return=https://elsewhere.example/",
        "return=/elsewhere/",
        "return=%00&return=%ED%A0%80",
        "return=:&return=::",
        f"return={'x' * 5000}",
        f"turn={token}",
        f"return={token}&return=x",
    ]


QUERY = calls.query(calls.Return("/somewhere/", "Go back"))


def test_what_we_signed_is_read(client):
    tab = Tab(client, f"{ADD}?{QUERY}")
    assert tab.back_url == "/somewhere/"


@pytest.mark.parametrize("query", altered(QUERY), ids=range(len(altered(QUERY))))
def test_what_was_altered_is_passed_over(client, query):
    tab = Tab(client, f"{ADD}?{query}")
    assert tab.back_url == "/way-out-of-adding/"
    assert "?" not in tab.action
    client.post(f"{tab.action}?{query}", {"new_room": "Attic"})
    assert (Draft.objects.get().return_url, Draft.objects.get().return_words) == ("", "")


@given(st.text())
def test_nothing_but_what_we_signed_is_read(typed):
    request = RequestFactory().get("/", {"return": typed})
    assert calls.read(request) == calls.Return()


@given(st.text(), st.text())
def test_whatever_we_sign_is_read_as_it_was(url, words):
    request = RequestFactory().get(f"/?change&{calls.query(calls.Return(url, words))}")
    assert calls.read(request) == calls.Return(url, words)


# Where a draft is gone on with


def test_a_draft_says_where_it_is_gone_on_with(client):
    tab = adding(client).answer(new_room="Attic")
    draft = Draft.objects.get(journey="add-room")
    assert draft.resume_url == f"{ADD}{draft.pk}/check-answers/"
    assert Tab(client, draft.resume_url).url == tab.url
    tab.answer(floor="Top")
    assert Tab(client, draft.resume_url).url == tab.url
    done = tab.answer().url
    assert Tab(client, draft.resume_url).url == done


def test_a_draft_whose_address_is_a_personal_link_does_not(client, monkeypatch):
    monkeypatch.setattr(rooms.AddRoom, "is_by_link", True)
    Tab(client, ADD).answer(new_room="Attic")
    assert Draft.objects.get().resume_url == ""


def journeys_by_route(patterns, route=""):
    """Each journey of the service, with each of its routes."""
    for pattern in patterns:
        longer = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from journeys_by_route(pattern.url_patterns, longer)
        elif issubclass(view := getattr(pattern.callback, "view_class", object), Journey):
            yield longer, view


def test_each_journey_that_a_personal_link_opens_says_so():
    found = set(journeys_by_route(get_resolver("config.urls").url_patterns))
    by_link = {view for route, view in found if "<token>" in route}
    assert by_link == {view for _, view in found if view.is_by_link}
    assert len(by_link) > 1
