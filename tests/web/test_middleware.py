"""What every response carries."""

import base64
import hashlib
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path, reverse

from config.events.services import Actor, event
from config.urls import *  # noqa: F403
from config.urls import urlpatterns as service
from config.web import request_ids
from config.web.models import Draft
from tests.web.walks import ANSWERS, Walk

pytestmark = pytest.mark.django_db


@login_not_required
def reports_its_id(request):
    written = event("something", by=Actor("tests", "Tests"), about=Draft())
    return HttpResponse(f"{request.id} {written.request_id}", content_type="text/plain")


@login_not_required
def has_headers_of_its_own(request):
    headers = {"Cache-Control": "max-age=60", "Content-Security-Policy": "default-src 'none'"}
    return HttpResponse("", headers=headers)


urlpatterns = [*service, path("id/", reports_its_id), path("own/", has_headers_of_its_own)]


def policy_of(response):
    """The content security policy as {directive: [source, ...]}."""
    directives = response["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in map(str.split, directives)}


def test_the_policy_names_the_one_inline_script_that_pages_have(client):
    response = client.get(reverse("home:start"))
    inline = [script.string for script in response.page.select("script:not([src])")]
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in inline
    ]
    assert len(hashes) == 1
    assert policy_of(response)["script-src"] == ["'self'", *hashes]


@pytest.mark.urls("tests.web.urls")
def test_pages_have_nothing_inline_that_the_policy_would_block(client):
    walk = Walk(client)
    walk.answer_all(["who", "before-you-start"])
    walk.answer("kind")
    walk.answer("day")
    for response in [walk.get("who"), walk.get("town"), client.get("/no-such-page/")]:
        assert not response.page.select("[style], style")
        for element in response.page.find_all():
            assert not [name for name in element.attrs if name.startswith("on")], element
            assert not str(element.get("href", "")).startswith("javascript:")
        for script in response.page.select("script[src]"):
            assert script["src"].startswith("/assets/")


def test_pages_can_be_framed_by_nobody_and_send_forms_to_us_only(client):
    policy = policy_of(client.get(reverse("home:start")))
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.parametrize("address", ["/", "/help/", "/no-such-page/", "/admin/login/"])
def test_no_cache_keeps_a_page(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/no-such-page/"])
def test_every_page_says_who_may_know_where_its_reader_came_from(client, address):
    response = client.get(address)
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.urls(__name__)
def test_a_page_may_set_stricter_headers_of_its_own(client):
    response = client.get("/own/")
    assert response["Cache-Control"] == "max-age=60"
    assert response["Content-Security-Policy"] == "default-src 'none'"


# The request's id


def test_every_response_names_its_request(client):
    ids = [client.get(address)["X-Request-Id"] for address in ["/", "/", "/no-such-page/"]]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in ids)


@pytest.mark.urls(__name__)
def test_the_request_and_its_events_carry_the_same_id(client):
    response = client.get("/id/", headers={"X-Request-Id": "abcd-1234"})
    assert response["X-Request-Id"] == "abcd-1234"
    assert response.content == b"abcd-1234 abcd-1234"
    assert request_ids.current() == ""


@pytest.mark.parametrize(
    "given", ["short", "x" * 33, "has space", "<script>", "a\u0131bcdefgh", ""]
)
def test_an_id_that_could_be_anything_is_not_taken_over(client, given):
    response = client.get("/", headers={"X-Request-Id": given})
    assert re.fullmatch(r"[0-9a-f]{32}", response["X-Request-Id"])


# CSRF


@pytest.mark.urls("tests.web.urls")
def test_an_answer_without_our_token_is_explained_and_changes_nothing(client):
    walk = Walk(client)
    client.handler.enforce_csrf_checks = True
    response = client.post(walk.url("who"), ANSWERS["who"])
    assert response.status_code == 403
    assert "could not save your answer" in response.page.h1.text
    assert not Draft.objects.exists()


@pytest.mark.urls("tests.web.urls")
def test_the_token_on_the_page_lets_an_answer_in(client):
    client.handler.enforce_csrf_checks = True
    walk = Walk(client)
    token = walk.page.select_one("[name=csrfmiddlewaretoken]")["value"]
    walk.answer("who", ANSWERS["who"] | {"csrfmiddlewaretoken": token})
    assert "csrfmiddlewaretoken" not in Draft.objects.get().answers["who"]
