"""Views for whoever holds a link from one of our invitations."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from config.support import contexts

from . import links
from .models import School
from .services import invitations


def with_invitation(view):
    """
    Let the holder of a working link in, with ``request.invitation``.

    Anyone else sees a page that says what is wrong with the link. A link that names nothing
    shows nothing of any school.
    """

    @login_not_required
    @wraps(view)
    def guarded(request, token, **kwargs):
        try:
            request.invitation = links.invitation_for(token)
        except links.Broken:
            return broken(request)
        except links.Worn as worn:
            return worn_out(request, token, worn.invitation.school)
        if not request.invitation.school.is_open:
            return school_closed(request, request.invitation.school)
        return view(request, token=token, **kwargs)

    return guarded


def broken(request):
    """The page of a link that was altered or cut short."""
    context = {"help_url": contexts.url_for(topic="A link that does not work")}
    return render(request, "schools/links/broken.html", context, status=404)


def worn_out(request, token, school: School):
    """The page of a link that is too old or was revoked: it offers to send a new one."""
    if not school.is_open:
        return school_closed(request, school)
    context = {"token": token, "school": school, "address": invitations.address_for(school)}
    return _render(request, "worn", school, context, status=410)


def link_sent(request, school: School):
    """A new link is on its way."""
    return _render(request, "sent", school, {"address": invitations.address_for(school)})


def no_address(request, school: School):
    """There is nowhere to send a new link."""
    return _render(request, "no_address", school, {})


def too_many_links(request, school: School, *, again_at):
    """A new link was sent a moment ago, or several today."""
    context = {"address": invitations.address_for(school), "again_at": again_at}
    return _render(request, "too_many", school, context, status=429)


def school_closed(request, school: School):
    """What happened to a school that has closed, and which school took its place."""
    return _render(request, "school_closed", school, {"successors": school.find_successors()})


def _render(request, name, school, context, *, status=200):
    context |= {
        "school": school,
        "help_url": contexts.url_for(
            topic="A link that does not work", school_urn=school.urn, school=school.label
        ),
    }
    return render(request, f"schools/links/{name}.html", context, status=status)
