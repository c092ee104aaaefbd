"""Log lines tell what happened, and nothing about a person."""

import io
import json
import logging

import pytest
from django.urls import reverse

from config.accounts import links as sign_in_links
from config.support import contexts
from config.web import logs, request_ids
from schools import links
from tests.factories import InvitationFactory, SignInRequestFactory


@pytest.fixture
def lines():
    """A logger as in production, and the lines that it writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(logs.Scrub())
    handler.setFormatter(logs.JSONFormatter())
    logger = logging.Logger("tests")
    logger.addHandler(handler)
    logger.lines = lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    return logger


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("To ada.o'neill+x@school.example now", "To [email] now"),
        ("Ada <ada@school.example>, failed", "Ada <[email]>, failed"),
        ("GET /find/?q=ada%40school.example HTTP/1.1", "GET /find/?q=[email] HTTP/1.1"),
        ("TRN 1234567.", "TRN [trn]."),
        ("/people/1234567/", "/people/[trn]/"),
        ("trn_1234567", "trn_[trn]"),
        ("trn=1234567&x", "trn=[trn]&x"),
        ("URN 100001 of 12345678", "URN 100001 of 12345678"),
        ("draft 1f1234567-0000", "draft 1f1234567-0000"),
        ("/invitations/4.1:1ugAbc:S-_g/answer/", "/invitations/[token]/answer/"),
        ("/invitations/4.1%3A1ugAbc%3AS-_g/answer/", "/invitations/[token]/answer/"),
        ('"GET /help/eyJ0:1ug:Sig?x HTTP/1.1"', '"GET /help/[token]?x HTTP/1.1"'),
        ("GET /sign-in/12.AAb-_:Sig_-/new-link/", "GET /sign-in/[token]/new-link/"),
        ("/sign-in/12.AAb-_%3ASig_-/", "/sign-in/[token]/"),
        ("GET /new-email/7.0f9a:1vX:Sig_-/ 200", "GET /new-email/[token]/ 200"),
        ("/sign-in/check-your-email/", "/sign-in/check-your-email/"),
        ("/help/sent/ABCD-1234/", "/help/sent/ABCD-1234/"),
        ("Imported 52000 rows at 10:32:01", "Imported 52000 rows at 10:32:01"),
    ],
)
def test_tokens_addresses_and_trns_are_scrubbed(text, scrubbed):
    assert logs.scrubbed(text) == scrubbed


@pytest.mark.django_db
def test_our_own_tokens_are_scrubbed():
    token = links.token_for(InvitationFactory())
    address = reverse("partnerships:invitation", args=[token])
    assert token not in logs.scrubbed(f"GET {address} 200")
    address = sign_in_links.url_for(SignInRequestFactory()).removeprefix("http://testserver")
    assert logs.scrubbed(f"GET {address} 200") == "GET /sign-in/[token]/ 200"
    address = contexts.url_for(topic="A link that does not work", school="Ashford School")
    path = address.removeprefix("http://testserver")
    assert logs.scrubbed(f"GET {path} 200") == "GET /help/[token]/ 200"


def test_a_line_is_one_json_object_with_the_requests_id(lines):
    begun = request_ids.begin("abcd1234")
    lines.warning("Sent to %s\nand %d more", "ada@school.example", 3)
    request_ids.end(begun)
    [line] = lines.lines()
    assert line["message"] == "Sent to [email]\nand 3 more"
    assert line["request_id"] == "abcd1234"
    assert line["level"] == "WARNING"
    assert line["at"].startswith("20")


def test_an_exception_is_scrubbed_too(lines):
    try:
        raise ValueError("No such person: 1234567, ada@school.example")
    except ValueError:
        lines.exception("It failed")
    [line] = lines.lines()
    assert "ValueError: No such person: [trn], [email]" in line["exception"]


@pytest.mark.parametrize("text", ["\x00", "\ud800", "{}", "%s", "“curly”"])
def test_odd_text_is_logged_all_the_same(lines, text):
    lines.info(text)
    assert lines.lines()[0]["message"] == text


@pytest.mark.django_db
def test_a_request_for_a_link_leaves_no_token_in_the_log(client, lines, monkeypatch):
    token = links.token_for(InvitationFactory())
    monkeypatch.setattr(logging.getLogger("django.request"), "handlers", lines.handlers)
    client.get(reverse("partnerships:invitation", args=[token]) + "no-such-page/")
    [line] = lines.lines()
    assert line["message"] == "Not Found: /invitations/[token]/no-such-page/"


def test_a_report_to_sentry_is_scrubbed_in_every_corner():
    report = {
        "request": {"url": "https://service.example/sign-in/12.AAb:Sig/", "method": "GET"},
        "exception": {"values": [{"value": "No such person: ada@school.example"}]},
        "breadcrumbs": ({"message": "TRN 1234567", "at": 1234567},),
        "level": None,
    }
    assert logs.scrubbed_report(report, {}) == {
        "request": {"url": "https://service.example/sign-in/[token]/", "method": "GET"},
        "exception": {"values": [{"value": "No such person: [email]"}]},
        "breadcrumbs": [{"message": "TRN [trn]", "at": 1234567}],
        "level": None,
    }
