"""
One-time codes: what staff type besides their password, from an app on their phone.

The app and we share a key. Someone has one app at a time. A code works once.
"""

import base64
import time

from django.conf import settings
from django.db import transaction
from django.utils.http import urlencode
from django_otp import user_has_device
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from config.accounts.models import User
from config.events.services import Actor, record
from config.web.errors import Refused

#: A phone's clock may be so many half minutes off.
TOLERANCE = 1


class WrongCode(Refused):
    """It is not the code that the app shows now."""


class AlreadySetUp(Refused):
    """They have an app that we know."""


def new_key() -> str:
    """A key to share with an app."""
    return default_key()


def words_of(key: str) -> str:
    """The key for people who type it into their app: letters and digits, in fours."""
    letters = _base32(key)
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def address_of(key: str, *, user: User) -> str:
    """The key as an app reads it from a picture or a link."""
    issuer = settings.SERVICE_NAME
    query = urlencode({"secret": _base32(key), "issuer": issuer}).replace("+", "%20")
    label = urlencode({"": f"{issuer}:{user.email}"}).removeprefix("=").replace("+", "%20")
    return f"otpauth://totp/{label}?{query}"


def has_app(user: User) -> bool:
    """Whether they have set one up."""
    return user_has_device(user)


@transaction.atomic
def set_up(*, user: User, key: str, code: str) -> TOTPDevice:
    """
    Note the app that shows a code of this key as theirs.

    Raises ``WrongCode``, and ``AlreadySetUp`` where another was quicker.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if has_app(user):
        raise AlreadySetUp("You have set up an app already")
    app = TOTPDevice(user=user, name="Authenticator app", key=key, tolerance=TOLERANCE)
    totp = TOTP(app.bin_key)
    totp.time = time.time()
    if not totp.verify(int(code), tolerance=TOLERANCE):
        raise WrongCode("Enter the code that your app shows now")
    app.last_t, app.drift = totp.t(), totp.drift
    app.save()
    record("one-time code set up", by=Actor.staff(user), about=user)
    return app


def use(*, user: User, code: str) -> TOTPDevice:
    """
    The app that shows this code, which is used up by it.

    Too many wrong ones make it wait. Raises ``WrongCode``.
    """
    # the refusal comes after the transaction, which keeps the count of wrong codes
    with transaction.atomic():
        apps = TOTPDevice.objects.select_for_update(of=("self",)).filter(user=user, confirmed=True)
        for app in apps:
            if app.verify_token(code):
                return app
    raise WrongCode("This is not the code that your app shows now")


@transaction.atomic
def forget(*, user: User, by: Actor, reason: str) -> bool:
    """
    Forget a lost phone: at the next sign-in they set up another. Whether there was one.

    Who is signed in with it is so no longer.
    """
    deleted, _ = TOTPDevice.objects.filter(user=user).delete()
    if deleted:
        record("one-time code taken away", by=by, about=user, reason=reason)
    return bool(deleted)


def _base32(key):
    return base64.b32encode(bytes.fromhex(key)).decode()
