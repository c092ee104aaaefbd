"""Emails about a new email address: to it, before; and to both, after."""

import uuid

from django.conf import settings
from django.urls import reverse

from config.accounts.models import User
from notifications import outbox
from notifications.kinds import EmailKind, NoLongerNeeded, register
from notifications.models import Email

from . import links


def _confirmation_link(email: Email) -> dict[str, str]:
    """A fresh link, if this is still the address that the person wants."""
    user = User.objects.get(pk=email.about_id)
    if not user.may_use_links or user.new_email != email.to:
        raise NoLongerNeeded("They have confirmed it, or asked for another address")
    return {"link": links.url_for(user)}


def _help_link(email: Email) -> dict[str, str]:
    return {"help": settings.SERVICE_URL + reverse("support:start")}


CONFIRM_EMAIL = register(
    EmailKind(
        name="confirm-email",
        template="emails/accounts/confirm_email.md",
        sample=dict,
        links=_confirmation_link,
        sample_links=("link",),
    )
)
EMAIL_CHANGED = register(
    EmailKind(
        name="email-changed",
        template="emails/accounts/email_changed.md",
        sample=lambda: {"name": "Grace", "address": "grace@school.example"},
        links=_help_link,
        sample_links=("help",),
    )
)


def confirm_email(user: User) -> None:
    """To the new address. It tells nothing of who asked: the address may be a stranger's."""
    outbox.write(
        CONFIRM_EMAIL,
        to=user.new_email,
        about=user,
        context={},
        dedupe_key=f"confirm-email/{uuid.uuid4()}",
    )


def email_changed(user: User, *, before: str) -> None:
    """To the old address and to the new one: which one counts from now on."""
    change = uuid.uuid4()
    for address in [before, user.email]:
        outbox.write(
            EMAIL_CHANGED,
            to=address,
            about=user,
            context={"name": user.first_name, "address": user.email},
            dedupe_key=f"email-changed/{change}/{address}",
        )
