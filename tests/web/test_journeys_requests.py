"""Requests to a journey that no page of ours sends."""

import uuid

import pytest

from config.events.models import Event
from tests.web.walks import VISIT, Walk
from tests.web.walks import walk as walk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


def test_an_unknown_step_is_not_found(walk):
    walk.answer_all(VISIT)
    for step in ["nonsense", "who-2", "-"]:
        assert walk.get(step).status_code == 404
        assert walk.post(step).status_code == 404
    assert walk.client.get(walk.start_url + "no-uuid/who/").status_code == 404
    assert walk.client.get(walk.start_url + f"{walk.draft_id}/").status_code == 404


def test_only_reading_and_answering_are_allowed(walk):
    walk.answer_all(VISIT)
    for step in ["who", "check-answers"]:
        assert walk.client.head(walk.url(step)).status_code == 200
        for method in ["put", "patch", "delete", "trace"]:
            assert getattr(walk.client, method)(walk.url(step)).status_code == 405
    assert walk.client.post(walk.start_url).status_code == 405
    assert walk.client.put(walk.start_url).status_code == 405
    assert not Event.objects.exists()


def test_a_draft_id_of_ones_own_making_is_as_good_as_ours(walk):
    walk.draft_id = str(uuid.uuid4())
    assert walk.answer("who") == "before-you-start"


JUNK = {
    "extra keys": {"nonsense": "1", "first_name-x": "y", "": "z", "who": "1"},
    "arrays": {"first_name": ["Ada", "Grace"], "last_name": ["", "x"], "email[]": "a@b.uk"},
    "huge": {"first_name": "n" * 100_000, "email": "e" * 100_000},
    "NUL": {"first_name": "Ada\x00", "last_name": "\x00", "email": "ada\x00@school.example"},
    "control characters": {"first_name": "Ada\x01\x7f\x9f", "last_name": "\uffff\ufffd\x1b[0m"},
    "odd letters": {"first_name": "\u202eadA", "last_name": "😀", "email": "<b>@</b>"},
    "templates": {"first_name": "{{ 7 * 7 }}", "last_name": "{% x %}", "email": "%s%(a)s"},
    "dates": {"day-day": "9" * 5000, "day-month": "\x00", "day-year": "1e9"},
    "choices": {"kind": ["visit", "none"], "contact": ["phone", "other"], "town": "\x00"},
    "a type-ahead": {"town": ["\x00", "Ashford"], "town-typed": ["\x00", "\x00Ashford"]},
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
@pytest.mark.parametrize("step", [*VISIT, "long", "check-answers"])
def test_junk_is_never_an_error_page(client, step, junk):
    walk = Walk(client)
    walk.answer_all(VISIT[: VISIT.index(step)] if step in VISIT else VISIT)
    for response in [walk.post(step, junk), walk.post(step, junk, change=True)]:
        assert response.status_code in {200, 302}
    for known in [step, "check-answers"]:
        assert walk.get(known).status_code in {200, 302}


def test_more_than_a_form_can_hold_is_a_bad_request(walk):
    walk.answer("who")
    too_many = {f"field{n}": "1" for n in range(2000)}
    assert walk.post("before-you-start", too_many).status_code == 400
    assert walk.post("before-you-start", {"x": "y" * 3_000_000}).status_code in {302, 400}
    huge = b"x=" + b"y" * 3_000_000
    form = "application/x-www-form-urlencoded"
    response = walk.client.post(walk.url("before-you-start"), huge, content_type=form)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=x; charset=hex",
        "multipart/form-data; boundary=x; charset=raw_unicode_escape",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=hex",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"first_name=%ED%A0%80&last_name=%FF%00",
        b'--x\r\nContent-Disposition: form-data; name="first_name"\r\n\r\n\\ud800\xff\r\n--x--\r\n',
    ],
)
def test_an_odd_request_is_never_an_error_page(walk, content_type, body):
    response = walk.client.generic("POST", walk.url("who"), body, content_type)
    assert response.status_code in {200, 400}
    assert walk.client.get(walk.start_url + "?%ED%A0%80=%00&change=%FF").status_code == 200
