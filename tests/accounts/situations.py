"""What people do to sign in."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.accounts import links as sign_in_links
from config.web import clock
from notifications import links
from notifications.models import Email
from tests.factories import SignInRequestFactory

SIGN_IN = reverse("accounts:sign-in")


def ask(client, address, **more):
    """Type an address on the sign-in page and send it."""
    return client.post(SIGN_IN, {"email": address} | more)


def link_in(email):
    """Where the link of an email leads, made as when it is sent."""
    return links.mint_to_send(email)["link"].removeprefix(settings.SERVICE_URL)


def newest_email():
    return Email.objects.order_by("-created_at").first()


def link_for(user, **request):
    """A fresh link for someone."""
    asked = SignInRequestFactory(user=user, **request)
    return sign_in_links.url_for(asked).removeprefix(settings.SERVICE_URL)


def signed_in(client):
    """Whose session a browser has: their key, or None."""
    return int(client.session[SESSION_KEY]) if SESSION_KEY in client.session else None


def heading(response):
    return " ".join(response.page.h1.text.split())


def statements(do):
    """What is asked of the database, but for what begins and ends transactions."""
    with CaptureQueriesContext(connection) as queries:
        do()
    return [
        query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]


class Clock:
    """Moves time on, for the service and for the tokens in its links."""

    def __init__(self, monkeypatch):
        self.start, self.monkeypatch = clock.now(), monkeypatch

    def at(self, **after):
        """So long after the start: ``at(minutes=30)``."""
        now = self.start + timedelta(**after)
        self.monkeypatch.setattr(clock, "now", lambda: now)
        self.monkeypatch.setattr("sesame.tokens_v2.time.time", now.timestamp)
