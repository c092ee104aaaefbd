"""The start page, and the pages that the footer leads to."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse

from config.accounts.returning import FIRST_VISIT
from config.support import contexts
from schools.access import for_tutor, schools_of

from . import queries

#: Every cookie that the service sets: its name, what it is for, when it ends.
COOKIES = [
    (
        "csrftoken",
        "Checks that answers come from a page of this service, and which browser they come from",
        "After 1 year",
    ),
    (
        "sessionid",
        "Keeps you signed in, and remembers which email address you asked a link for",
        "After 12 hours",
    ),
    ("messages", "Tells DfE staff that a change is saved", "When they close their browser"),
]


@login_not_required
def start(request):
    """What the service is, who it is for, and what to have ready."""
    return render(request, "home/start.html")


@login_not_required
def accessibility(request):
    """How far everyone can use the service, and what to do if you cannot."""
    return render(request, "home/accessibility.html")


@login_not_required
def cookies(request):
    """Which cookies the service sets, and why."""
    rows = [[{"text": cell} for cell in row] for row in COOKIES]
    return render(request, "home/cookies.html", {"cookies": rows})


@login_not_required
def privacy(request):
    """What we know about people, why, and what they may ask of us."""
    return render(request, "home/privacy.html")


def schools(request):
    """
    Where a tutor lands: the one school's home, or the choice between several.

    Someone who is new, at a school whose training is not set up yet, goes straight to that.
    """
    found = list(schools_of(request.user))
    if len(found) == 1:
        set_up = FIRST_VISIT in request.GET and queries.where_to_set_up(found[0])
        return redirect(set_up or reverse("home:school", args=[found[0].urn]))
    return render(request, "home/schools.html", {"schools": found})


@for_tutor
def school(request, urn):
    """The home of one school: what it has told us, and what is still to do."""
    years = queries.years(request.school)
    to_do = queries.to_do(request.school, years, request.user)
    context = {"school": request.school, "years": years, "to_do": to_do}
    if request.school.has_closed:
        context["successors"] = request.school.find_successors()
    elif not request.school.may_register:
        context["help_url"] = contexts.url_for(
            topic="What our school can do here",
            school_urn=request.school.urn,
            school=request.school.label,
        )
    return render(request, "home/school.html", context)
