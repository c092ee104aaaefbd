"""
Links that sign their holder in.

A link names the request that asked for it, signed by us, so that an old one still knows
whose it was. With it stands a token of django-sesame, which works for 30 minutes, once, and
for the address that the person had when it was made.
"""

from datetime import timedelta

import sesame.utils
from django.conf import settings
from django.core import signing
from django.urls import reverse
from sesame.tokens import parse_token

from config.web import clock

from .models import SignInRequest

SCOPE = "sign-in"
#: As long as a second press of the same button may come after the first.
SECOND_PRESS = timedelta(minutes=1)


class Broken(Exception):  # noqa: N818 (it says what the link is)
    """The link was made up, altered or cut short, or is for someone who may not use one."""


class Worn(Exception):  # noqa: N818 (it says what the link is)
    """The link is ours, but is too old or has been used. It carries its request."""

    def __init__(self, asked: SignInRequest):
        super().__init__()
        self.asked = asked


def token_for(asked: SignInRequest) -> str:
    """A new token, good from now on."""
    return _signer().sign(f"{asked.pk}.{sesame.utils.get_token(asked.holder, SCOPE)}")


def url_for(asked: SignInRequest) -> str:
    """A new link, for an email."""
    return f"{settings.SERVICE_URL}{reverse('accounts:link', args=[token_for(asked)])}"


def request_for(token: str) -> SignInRequest:
    """
    The request that a link was made for, whether it still works or not, with its user.

    Raises ``Broken``.
    """
    return _read(token, SignInRequest.objects.with_holders())[0]


def read(token: str) -> SignInRequest:
    """What a link that works stands for. It does not use the link up. ``Broken``, ``Worn``."""
    asked, works = _read(token, SignInRequest.objects.with_holders())
    if not works:
        raise Worn(asked)
    return asked


def claim(token: str, *, browser: str) -> SignInRequest:
    """
    What a link that works stands for, for the one who now signs in with it.

    Whoever comes second waits for the first and finds the link used, since signing in moves
    the person’s ``last_login``. The same browser may press twice: it has lost the answer to
    its first press. To be called in the transaction that signs in. ``Broken``, ``Worn``.
    """
    locked = SignInRequest.objects.with_holders().select_for_update(
        of=("self", "user"), no_key=True
    )
    asked, works = _read(token, locked)
    if not (works or _is_second_press(asked, browser)):
        raise Worn(asked)
    return asked


def _signer():
    return signing.Signer(salt="accounts.sign-in")


def _read(token, requests) -> tuple[SignInRequest, bool]:
    """The request that a link names, and whether the link works."""
    try:
        number, sesame_token = _signer().unsign(token).split(".")
        asked = requests.get(pk=number)
    except (signing.BadSignature, ValueError, SignInRequest.DoesNotExist) as error:
        raise Broken from error
    holder = asked.holder

    def find(pk):
        return holder if holder.pk == pk else None

    return asked, parse_token(sesame_token, find, SCOPE) is not None


def _is_second_press(asked, browser):
    return (
        bool(browser)
        and asked.used_by_browser == browser
        and clock.now() - asked.used_at < SECOND_PRESS
    )
