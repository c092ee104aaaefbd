"""What the link in an invitation opens, and what confirms what a tutor sets up or changes."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from config.events.services import Actor
from config.support import contexts
from config.web import drafts
from schools import holders, links
from schools.access import finished_draft, for_tutor
from schools.holders import with_invitation
from schools.models import Cohort
from schools.services import invitations

from . import queries


@with_invitation
def invitation(request, token):
    """Names the school and the year, and what the school has answered, if it has."""
    unfinished = drafts.of(request.invitation.owner_key).unfinished()
    latest = unfinished.order_by("-updated_at").first()
    context = _answer_to(request.invitation, token) | {"draft": latest}
    return render(request, "partnerships/invitation.html", context)


@with_invitation
def confirmation(request, token, draft):
    """The answer has been sent: its reference, and what happens next."""
    finished = drafts.of(request.invitation.owner_key).finished()
    draft = get_object_or_404(finished, pk=draft)
    context = _answer_to(request.invitation, token) | {"reference": draft.reference}
    return render(request, "partnerships/confirmation.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request, token):
    """Send a new link in place of one that is too old or was revoked, and say where to."""
    try:
        links.invitation_for(token)
    except links.Broken:
        return holders.broken(request)
    except links.Worn as worn:
        school = worn.invitation.school
        if not school.may_register:
            return holders.shut_out(request, school)
        if request.method == "POST":
            return _send_new_link(request, token, school)
        if invitations.new_links_sent(school):
            return holders.link_sent(request, school)
    return redirect("partnerships:invitation", token=token)


def _send_new_link(request, token, school):
    try:
        invitations.send_new_link(
            school=school,
            cohort=Cohort.objects.registration_cohort(),
            by=Actor(f"school:{school.urn}", f"Someone with an old link for {school.name}"),
        )
    except invitations.NoAddress:
        return holders.no_address(request, school)
    except invitations.TooManyLinks as too_many:
        return holders.too_many_links(request, school, again_at=too_many.again_at)
    return redirect("partnerships:new-link", token=token)


@for_tutor
def training_set_up(request, urn, year, draft):
    """The tutor's answer has been sent: its reference, and what happens next."""
    draft = finished_draft(request, draft, journey="set-up-training", subject=str(year))
    cohort = get_object_or_404(Cohort.objects.open(), start_year=year)
    context = _answer(request.school, cohort) | {"draft": draft}
    return render(request, "partnerships/training_set_up.html", context)


@for_tutor
def changed(request, urn, year, draft, journey):
    """What the tutor has changed in a school's year: its reference, and what happens next."""
    draft = finished_draft(request, draft, journey=journey, subject=str(year))
    cohort = get_object_or_404(Cohort.objects.open(), start_year=year)
    context = _answer(request.school, cohort) | {
        "reference": draft.reference,
        "sent_at": draft.completed_at,
    }
    return render(request, f"partnerships/changes/{journey}-done.html", context)


def _answer_to(invitation, token):
    """What the pages of an invitation show of its school's answer."""
    school = invitation.school
    return _answer(school, invitation.cohort) | {
        "token": token,
        "tutor": school.find_tutor(),
        "is_tutor": invitation.is_to_tutor,
    }


def _answer(school, cohort):
    """What the school has answered for a cohort."""
    answered = queries.find_answer(school=school, cohort=cohort)
    standing = queries.find_standing(school=school, cohort=cohort)
    return {
        "school": school,
        "cohort": cohort,
        "answered": answered,
        "is_settled": answered is not None and answered.is_settled,
        "has_partnership": standing is not None,
        "rows": queries.rows_of(answered, standing),
        "help_url": contexts.url_for(
            topic=f"Our answer for {cohort}",
            school_urn=school.urn,
            school=school.label,
            cohort_year=cohort.start_year,
        ),
    }
