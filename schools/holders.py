"""Views for whoever holds a link from one of our invitations."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse

from config.support import contexts

from . import links
from .models import Invitation, School
from .services import invitations


def with_invitation(view):
    """
    Let the holder of a working link to answer in, with ``request.invitation``.

    Anyone else sees a page that says what is wrong with the link, or with the school, which
    may not register people. A link that names nothing shows nothing of any school.
    """
    return _for_holders(view, purpose=Invitation.Purpose.ANSWER)


def with_access(view):
    """The same for links to get access."""
    return _for_holders(view, purpose=Invitation.Purpose.ACCESS)


def _for_holders(view, *, purpose):
    @login_not_required
    @wraps(view)
    def guarded(request, token, **kwargs):
        try:
            request.invitation = links.invitation_for(token, purpose=purpose)
            if not request.invitation.school.may_register:
                return shut_out(request, request.invitation.school)
            return view(request, token=token, **kwargs)
        except links.Broken:
            return broken(request)
        except links.Worn as worn:
            return worn_out(request, token, worn.invitation)

    return guarded


def broken(request):
    """The page of a link that was altered or cut short."""
    context = {"help_url": contexts.url_for(topic="A link that does not work")}
    return render(request, "schools/links/broken.html", context, status=404)


def worn_out(request, token, invitation: Invitation):
    """The page of a link that is too old or was revoked: it offers to send a new one."""
    school = invitation.school
    if not school.may_register:
        return shut_out(request, school)
    is_access = invitation.purpose == Invitation.Purpose.ACCESS
    if is_access:
        address = school.contact_email
        new_link_url = reverse("schools:send-access-link", args=[school.urn])
    else:
        address = invitations.address_for(school)
        new_link_url = reverse("partnerships:new-link", args=[token])
    context = {"is_access": is_access, "address": address, "new_link_url": new_link_url}
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


def shut_out(request, school: School):
    """Why nobody can do anything for a school: closed, not open yet, or of another type."""
    if school.has_closed:
        return school_closed(request, school)
    return redirect("schools:get-access-school", urn=school.urn)


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
