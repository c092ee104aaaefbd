"""Asking for a link to sign in, signing in with it, and reading the privacy notice."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from config.events.services import Actor, record
from config.web import clock

from . import emails, limits
from .models import SignInRequest, User, normalised

#: Past these the page is the same, and nothing is sent.
FROM_ONE_PLACE = [(30, timedelta(minutes=10))]
TO_ONE_ADDRESS = [(3, timedelta(minutes=15)), (10, timedelta(days=1))]
#: An old link can offer another for so long.
REQUESTS_KEPT_FOR = timedelta(days=30)


def actor(user: User) -> Actor:
    """Someone who has signed in by a link, as the author of what they do."""
    return Actor(f"user:{user.pk}", str(user))


@transaction.atomic
def ask_for_link(*, email: str, return_to: str, place: str) -> None:
    """
    Send a link to sign in to an address, or word that we do not know it.

    Both cost the same: as many queries, a request, an event and an email each, so that
    nobody can tell by the time it takes who signs in here.
    """
    email = normalised(email)
    if not _may_ask(email, place):
        return
    user = User.objects.who_may_use_links().filter(email=email).first()
    asked = SignInRequest.objects.create(user=user, return_to=return_to)
    record(
        "sign-in link asked for", by=Actor("visitor", "Someone who wants to sign in"), about=asked
    )
    if user:
        emails.sign_in_link(asked, to=email)
    else:
        emails.unknown_address(asked, to=email)


def signed_in(asked: SignInRequest, *, browser: str, session_key: str) -> None:
    """
    Note that someone has signed in with their link.

    A session begun by an earlier press of the same button ends: nobody has it.
    """
    if asked.session_key:
        Session.objects.filter(session_key=asked.session_key).delete()
    asked.used_at = clock.now()
    asked.used_by_browser = browser
    asked.session_key = session_key
    asked.save(update_fields=["used_at", "used_by_browser", "session_key"])
    record("signed in", by=actor(asked.holder), about=asked.holder)


@transaction.atomic
def accept_privacy_notice(user: User) -> None:
    """Note that someone has gone on from the privacy notice."""
    changed = User.objects.filter(pk=user.pk, privacy_accepted_at=None).update(
        privacy_accepted_at=clock.now()
    )
    if changed:
        record("privacy notice read", by=actor(user), about=user)


def old_requests():
    """Requests so old that their links need not offer another."""
    return SignInRequest.objects.filter(asked_at__lt=clock.now() - REQUESTS_KEPT_FOR)


def _may_ask(email, place):
    return limits.take(f"sign-in/from/{place}", allowed=FROM_ONE_PLACE) and limits.take(
        f"sign-in/to/{email}", allowed=TO_ONE_ADDRESS
    )
