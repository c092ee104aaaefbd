"""A test client that holds every page it fetches to the service's conventions."""

import os
import re

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import set_urlconf
from django.utils.functional import SimpleLazyObject
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import quick

# Playwright runs an event loop in the test's thread, where Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
quick.empty_only_what_is_filled()


def pytest_collection_finish():
    """All that lasts is there by now."""
    quick.spare_the_garbage_collector()


@pytest.fixture(autouse=True)
def _django_set_urlconf(request):
    """
    Take the addresses that the mark ``urls`` names, as pytest-django’s own fixture does.

    It would forget all addresses before and after, and to read them again takes longer than a test.
    """
    mark, usual = request.node.get_closest_marker("urls"), settings.ROOT_URLCONF
    if mark:
        [settings.ROOT_URLCONF] = mark.args
        set_urlconf(None)
    yield
    if mark:
        settings.ROOT_URLCONF = usual
        set_urlconf(None)


#: What differs between two views of one page: ids, tokens and numbers.
_PASSING = re.compile(rb"(?<![\w.:-])(?:[0-9a-f]{8}-[0-9a-f-]{27}|[\w.:-]{40,})|\d+")
_CHECKED: set[bytes] = set()


class PageClient(Client):
    """
    Each HTML response gains ``page``, a BeautifulSoup of itself, once it has been checked.

    A page that looks as one checked before is not checked again, which halves the time.
    """

    def request(self, **request):
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and response.content and not request["PATH_INFO"].startswith("/admin/"):
            content = response.content
            response.page = SimpleLazyObject(lambda: BeautifulSoup(content, "html.parser"))
            looks = _PASSING.sub(b"", content)
            if looks not in _CHECKED:
                self.check(response)
                _CHECKED.add(looks)
        return response

    def check(self, response):
        """Hold one page to the conventions."""
        check_conventions(response)


def check_conventions(response):
    """What holds for every page, so that nobody has to remember it."""
    page = response.page
    parser = html5lib.HTMLParser()
    parser.parse(response.content.decode())
    assert not parser.errors, parser.errors

    [heading] = page.select("h1")
    title = " ".join(page.title.text.split())
    errors = page.select(".govuk-error-summary a")
    assert title.startswith("Error: ") == bool(errors)
    words = " ".join(
        text
        for text in heading.find_all(string=True)
        if "caption" not in str(text.parent.get("class"))
    )
    assert title.removeprefix("Error: ").startswith(" ".join(words.split())), title
    assert title.endswith(" – GOV.UK")

    for link in errors:
        assert page.select_one(link["href"]).name in {"input", "select", "textarea"}, link
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids)), "an id is used twice"
    for form in page.select("form[method=post]"):
        assert form.select_one("[name=csrfmiddlewaretoken]")
        assert form.has_attr("novalidate")
    for element in page.select("main :is(p, ul, a, h2):not(.govuk-error-summary *)"):
        assert element.get("class"), f"without a GOV.UK class: {element}"
    as_typed = ["govuk-summary-list__value", "govuk-textarea"]
    text = "".join(
        text
        for text in page.select_one("main").find_all(string=True)
        if not text.find_parent(class_=as_typed)
    )
    assert not re.search(r"\w'\w|\"", text), "straight quotes"


@pytest.fixture
def client():
    return PageClient()


def sign_in(client, user):
    """Sign someone in: staff as by their password and code, anyone else as by a link."""
    if not user.is_staff:
        client.force_login(user, backend="config.accounts.backends.LinkBackend")
        return client
    client.force_login(user, backend="config.accounts.staff.backends.PasswordBackend")
    app, _ = TOTPDevice.objects.get_or_create(user=user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = app.persistent_id
    session.save()
    return client
