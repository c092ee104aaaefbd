"""“Get access”: finding a school, sending its contact a link, and what the link opens."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from config.accounts import limits
from config.events.models import Event
from config.events.services import Actor
from config.support import contexts
from config.web import drafts

from . import holders, search
from .forms import FindSchoolForm
from .holders import with_access
from .models import School
from .services import invitations

#: How many links one place may ask for, whatever the schools.
LINKS_FROM_ONE_PLACE = [(10, timedelta(minutes=10)), (50, timedelta(days=1))]


@login_not_required
def find(request):
    """Search for a school. What was searched for stands in the address, so that Back works."""
    form = FindSchoolForm.of(request.GET)
    found = search.find(form.cleaned_data["q"]) if form.is_valid() else None
    context = {
        "form": form,
        "found": found,
        "searched": urlencode(form.data),
        "most_counted": search.MOST_COUNTED,
        "help_url": contexts.url_for(topic="Finding our school"),
    }
    return render(request, "schools/get_access/find.html", context)


@login_not_required
def choose(request, urn):
    """One school: where we can send a link, or why we cannot and what to do."""
    school = get_object_or_404(School, urn=urn)
    if school.has_closed:
        return holders.school_closed(request, school)
    if not school.may_register:
        return _render(request, "may_not_register", school)
    if not school.contact_email:
        return _render(request, "no_address", school)
    return _render(request, "send_link", school)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_link(request, urn):
    """Send the school contact a link, and say so. It looks the same with and without a tutor."""
    school = get_object_or_404(School, urn=urn)
    if request.method == "POST":
        return _send_link(request, school)
    if school.may_register and invitations.access_links_sent(school):
        return _render(request, "link_sent", school)
    return redirect("schools:get-access-school", urn=urn)


def _send_link(request, school):
    key = f"access-link/{limits.place_of(request)}"
    if not limits.take(key, allowed=LINKS_FROM_ONE_PLACE):
        return _render(request, "too_many_from_here", school, status=429)
    try:
        invitations.send_access_link(
            school=school, by=Actor(f"school:{school.urn}", f"Someone from {school.name}, by hand")
        )
    except (invitations.MayNotRegister, invitations.NoAddress):
        return redirect("schools:get-access-school", urn=school.urn)
    except invitations.TooManyLinks as too_many:
        context = {"again_at": too_many.again_at}
        return _render(request, "too_many", school, context, status=429)
    return redirect("schools:send-access-link", urn=school.urn)


@with_access
def access(request, token):
    """What the link opens: it names the school and says what it is for."""
    return _render(request, "start", request.invitation.school, {"token": token})


@with_access
def tutor_named(request, token, draft):
    """The induction tutor has been named: the reference, and what happens next."""
    finished = drafts.of(request.invitation.owner_key).finished()
    draft = get_object_or_404(finished, pk=draft)
    school = request.invitation.school
    appointed = Event.objects.filter(
        kind="induction tutor appointed", school_urn=school.urn, reference=draft.reference
    )
    context = {
        "reference": draft.reference,
        "tutor": school.find_tutor(),
        "is_new": appointed.exists(),
    }
    return _render(request, "confirmation", school, context)


def _render(request, name, school, context=None, *, status=200):
    searched = request.GET.get("q", "")
    back = reverse("schools:get-access") + (f"?{urlencode({'q': searched})}" if searched else "")
    context = (context or {}) | {
        "school": school,
        "back_to_search": back,
        "help_url": contexts.url_for(
            topic="Getting access", school_urn=school.urn, school=school.label
        ),
    }
    return render(request, f"schools/get_access/{name}.html", context, status=status)
