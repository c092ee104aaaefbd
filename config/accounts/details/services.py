"""Changing one's own name, and one's own email address once it is confirmed."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from config.accounts import limits
from config.accounts.models import User, normalised
from config.accounts.services import actor
from config.events.services import record
from config.web.errors import Refused

from . import emails, links

#: How often one person may have us write to new addresses.
NEW_ADDRESSES = [(5, timedelta(hours=1)), (20, timedelta(days=1))]


class TooOften(Refused):
    """They have asked for many changes of address in a short time."""


class AddressTaken(Refused):
    """The address is somebody else's, which is not to be told."""


@transaction.atomic
def change_name(*, user: User, first_name: str, last_name: str, reference: str = "") -> None:
    """Give someone another name."""
    before = user.full_name
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    record(
        "own name changed",
        by=actor(user),
        about=user,
        before={"name": before},
        after={"name": user.full_name},
        reference=reference,
    )


@transaction.atomic
def ask_to_change_email(*, user: User, email: str, reference: str = "") -> None:
    """
    Send a link to a new address, which is theirs once they have followed it.

    It does the same whether or not the address is somebody else's. Raises ``TooOften``.
    """
    if not limits.take(f"new-email/{user.pk}", allowed=NEW_ADDRESSES):
        raise TooOften("You have asked for this too often. Try again in an hour.")
    user.new_email = normalised(email)
    user.save(update_fields=["new_email"])
    emails.confirm_email(user)
    record("new email address asked for", by=actor(user), about=user, reference=reference)


@transaction.atomic
def confirm_email(token: str) -> User:
    """
    Make the address that a link was sent to the person's own. Both addresses hear of it.

    The person's sessions end, since whoever asked may not be whoever confirms. A second press
    finds it done. Raises ``AddressTaken``, or ``DoesNotWork`` of links.
    """
    user = links.read(token, lock=True)
    if links.has_confirmed(user, token):
        return user
    before, user.email, user.new_email = user.email, user.new_email, ""
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "new_email"])
    except IntegrityError as error:
        raise AddressTaken("We cannot use this email address.") from error
    emails.email_changed(user, before=before)
    record(
        "own email address changed",
        by=actor(user),
        about=user,
        before={"email": before},
        after={"email": user.email},
    )
    return user
