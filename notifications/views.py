"""
The development inbox: every email as its reader sees it, with its links live.

It stands in for the readers' mailboxes while developing, and does not exist elsewhere:
anyone who could open it could act for every school.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web import formats

from . import previews
from .kinds import NoLongerNeeded
from .models import Email

NEWEST = 50


def in_development(view):
    """No such page, unless the settings say that this is development."""

    @login_not_required
    @require_safe
    @wraps(view)
    def guarded(request, **parameters):
        if not settings.DEVELOPMENT_INBOX:
            raise Http404
        return view(request, **parameters)

    return guarded


@in_development
def inbox(request):
    """The newest emails, or the newest with some words in their address or subject."""
    query = request.GET.get("to", "").replace("\x00", "").strip()
    emails = Email.objects.filter(Q(to__icontains=query) | Q(subject__icontains=query))
    context = {
        "emails": list(emails.defer("body")[:NEWEST]),
        "query": query,
        "newest": NEWEST,
        "moment": moment,
    }
    return render(request, "development/inbox.html", context)


@in_development
def email(request, email_id):
    """One email. Its links are made afresh, each time it is looked at."""
    shown = get_object_or_404(Email, pk=email_id)
    unneeded = ""
    try:
        body = previews.as_read(shown)
    except NoLongerNeeded as reason:
        body, unneeded = previews.without_links(shown), str(reason)
    context = {"email": shown, "body": body, "unneeded": unneeded, "moment": moment}
    return render(request, "development/email.html", context)


def moment(at):
    """A day and time in London: 1 September 2026 at 14:05."""
    local = timezone.localtime(at)
    return f"{formats.day(local)} at {local:%H:%M}"
