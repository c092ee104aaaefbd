"""Emails to whoever wants to sign in."""

from django.conf import settings
from django.urls import reverse

from notifications import outbox
from notifications.kinds import EmailKind, NoLongerNeeded, register
from notifications.models import Email

from . import links
from .models import SignInRequest


def _link(email: Email) -> dict[str, str]:
    """A fresh link, if it would still reach the one it is for."""
    asked = SignInRequest.objects.with_holders().filter(pk=email.about_id).first()
    if asked is None or asked.holder.email != email.to:
        raise NoLongerNeeded("They have another address now, or may not sign in by a link")
    return {"link": links.url_for(asked)}


def _get_access(email: Email) -> dict[str, str]:
    return {"access": settings.SERVICE_URL + reverse("schools:get-access")}


def _sample() -> dict:
    return {"name": "Grace"}


SIGN_IN_LINK = register(
    EmailKind(
        name="sign-in-link",
        template="emails/accounts/sign_in_link.md",
        sample=_sample,
        priority=Email.Priority.SIGN_IN,
        links=_link,
        sample_links=("link",),
    )
)
UNKNOWN_ADDRESS = register(
    EmailKind(
        name="sign-in-unknown-address",
        template="emails/accounts/unknown_address.md",
        sample=dict,
        priority=Email.Priority.SIGN_IN,
        links=_get_access,
        sample_links=("access",),
    )
)


def sign_in_link(asked: SignInRequest, *, to: str) -> None:
    """To someone who may sign in: the link."""
    _write(SIGN_IN_LINK, asked, to=to, context={"name": asked.holder.first_name})


def unknown_address(asked: SignInRequest, *, to: str) -> None:
    """To anyone else who was asked for: that we do not know the address, and what to do."""
    _write(UNKNOWN_ADDRESS, asked, to=to, context={})


def _write(kind, asked, *, to, context):
    key = f"{kind.name}/{asked.pk}"
    outbox.write(kind, to=to, about=asked, context=context, dedupe_key=key)
