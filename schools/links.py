"""
Links: what lets a school's office do one thing for its school without signing in.

A link holds the id of an invitation and its version, signed with the moment of signing.
Whoever holds it may do what the invitation is for: answer for that one school in that one
cohort, or name that school's induction tutor. It works for 90 days, unless the invitation's
version has been raised since, another cohort has opened, or it went to a tutor who has left
or an address that is another now.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Invitation, School

LIFETIME = timedelta(days=90)
#: The page that opens, by what the link is for.
_PAGES: dict[str, str] = {
    Invitation.Purpose.ANSWER: "partnerships:invitation",
    Invitation.Purpose.ACCESS: "schools:access",
}
_signer = signing.TimestampSigner(salt="schools.invitation")


class Broken(Exception):  # noqa: N818 (it says what the link is)
    """The link was altered or cut short, so that it names nothing."""


class Worn(Exception):  # noqa: N818 (it says what the link is)
    """The link is ours, but it is too old or was revoked. It carries its invitation."""

    def __init__(self, invitation: Invitation):
        super().__init__()
        self.invitation = invitation


def token_for(invitation: Invitation) -> str:
    """A new token, good from now on."""
    return _signer.sign(f"{invitation.pk}.{invitation.version}")


def url_for(invitation: Invitation) -> str:
    """A new link, for an email."""
    path = reverse(_PAGES[invitation.purpose], args=[token_for(invitation)])
    return f"{settings.SERVICE_URL}{path}"


def invitation_for(token: str, *, purpose: str = Invitation.Purpose.ANSWER) -> Invitation:
    """
    The invitation for a purpose that a token stands for, with its school and cohort.

    Raises ``Broken``, as for a link for another purpose, or ``Worn``.
    """
    try:
        number, version = _signer.unsign(token).split(".")
        invitation = Invitation.objects.for_links().get(pk=number, purpose=purpose)
    except (signing.BadSignature, ValueError, Invitation.DoesNotExist) as error:
        raise Broken from error
    is_revoked = int(version) != invitation.version
    if is_revoked or _is_old(token) or not invitation.is_usable:
        raise Worn(invitation)
    return invitation


def check_still_works(invitation: Invitation) -> None:
    """
    Ask once more, under the school's lock, whether a link that worked a moment ago does.

    Raises ``Worn``. To be called in the transaction that does what the link is for.
    """
    School.objects.locked().get(pk=invitation.school_id)
    now = Invitation.objects.for_links().get(pk=invitation.pk)
    is_revoked = now.version != invitation.version
    if is_revoked or not now.is_usable or not now.school.may_register:
        raise Worn(now)


def _is_old(token):
    try:
        _signer.unsign(token, max_age=LIFETIME)
    except signing.SignatureExpired:
        return True
    return False
