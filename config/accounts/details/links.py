"""
Links that confirm a new email address.

A link holds the person's number and a keyed hash of the new address, signed with the moment of
signing. It works for 24 hours, and only while that address is the one that was last asked for.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from config.accounts.models import User

LIFETIME = timedelta(hours=24)
_signer = signing.TimestampSigner(salt="accounts.new-email")


class DoesNotWork(Exception):  # noqa: N818 (it says what the link does)
    """The link was altered or cut short, is too old, or another address was asked for since."""


def token_for(user: User) -> str:
    """A new token for the address that the person has asked for, good from now on."""
    return _signer.sign(f"{user.pk}.{_digest(user.new_email)}")


def url_for(user: User) -> str:
    """A new link, for an email."""
    return f"{settings.SERVICE_URL}{reverse('accounts:confirm-email', args=[token_for(user)])}"


def read(token: str, *, lock: bool = False) -> User:
    """
    Whose new address a link confirms, or has confirmed already: see ``has_confirmed``.

    Raises ``DoesNotWork``.
    """
    users = User.objects.select_for_update(no_key=True) if lock else User.objects
    try:
        number, digest = _signer.unsign(token, max_age=LIFETIME).split(".")
        user = users.get(pk=number)
    except (signing.BadSignature, ValueError, User.DoesNotExist) as error:
        raise DoesNotWork from error
    known = [user.new_email, user.email] if user.new_email else [user.email]
    if not user.may_use_links or not any(_is(digest, address) for address in known):
        raise DoesNotWork
    return user


def has_confirmed(user: User, token: str) -> bool:
    """Whether the address that a link is for is the person's by now."""
    return _is(_signer.unsign(token).split(".")[1], user.email)


def _is(digest, address):
    return constant_time_compare(digest, _digest(address))


def _digest(address):
    return salted_hmac("accounts.new-email", address, algorithm="sha256").hexdigest()
