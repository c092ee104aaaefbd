"""The page that someone was going to when they had to sign in: one of ours, or none."""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

#: As long as an address may be that we remember.
LONGEST = 500
#: Said to the page where people land, of someone who signs in for the first time.
FIRST_VISIT = "first-visit"


def address_of(request) -> str:
    """
    The address to come back to.

    After a form it is that of the page with the form, since what was sent cannot be sent
    again, and some addresses only take forms.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return safe(request, request.headers.get("Referer", ""))


def safe(request, address: str) -> str:
    """The path of an address of ours, and nothing for any other: nobody is led elsewhere."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not (ours and address.isprintable() and len(address) <= LONGEST):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if path.startswith("/") and not path.startswith("//") else ""


def onward(request, address: str) -> str:
    """Where to go after signing in: there, or to the schools of whoever signed in."""
    return safe(request, address) or resolve_url(settings.LOGIN_REDIRECT_URL)


def onward_at_first(request, address: str) -> str:
    """The same at someone’s first sign-in, which the page where people land is told of."""
    landing = resolve_url(settings.LOGIN_REDIRECT_URL)
    goal = onward(request, address)
    return f"{landing}?{FIRST_VISIT}" if goal == landing else goal
