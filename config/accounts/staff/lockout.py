"""
Too many failed attempts at the admin's form, which django-axes counts in the database.

It looks at the admin alone: induction tutors have no password to guess.
"""

from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.shortcuts import render

from config.accounts import limits
from config.accounts.models import normalised
from config.web import clock

#: Longer than any account is closed: failed attempts tell addresses of mail and of networks.
ATTEMPTS_KEPT_FOR = timedelta(days=1)


class StaffOnly(AxesDatabaseHandler):
    """Leaves those alone who sign in by a link."""

    def user_logged_in(self, sender, request, user, **kwargs):
        if user.is_staff:
            super().user_logged_in(sender, request, user, **kwargs)


def name_of(request, credentials=None) -> str:
    """Whose account it is, however the address is typed."""
    return normalised((credentials or request.POST).get("username") or "")


def address_of(request) -> str | None:
    """Where a request comes from: an IP address, or the first of its network."""
    place = limits.place_of(request).split("/")[0]
    return None if place == "unknown" else place


def old_attempts():
    """Failed attempts that close no account any more."""
    return AccessAttempt.objects.filter(attempt_time__lt=clock.now() - ATTEMPTS_KEPT_FOR)


def locked_out(request, *args, **kwargs):
    """429: what to do now."""
    minutes = settings.AXES_COOLOFF_TIME.seconds // 60
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
