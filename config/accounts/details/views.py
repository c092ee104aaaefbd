"""One's own details, and the link that confirms a new email address."""

from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.web import drafts

from . import links, services
from .journeys import ChangeName, for_own_details


@for_own_details
@require_safe
def details(request):
    """Name and email address, each with what changes it."""
    changed = _has_changed(request.user, request.GET.get("changed", ""))
    return render(request, "accounts/details/details.html", {"has_changed": changed})


def _has_changed(user, draft_id):
    """Whether they come from changing their name, by the draft that the address names."""
    try:
        key = UUID(draft_id)
    except ValueError:
        return False
    done = drafts.of(f"user:{user.pk}").finished()
    return done.filter(pk=key, journey=ChangeName.name).exists()


@for_own_details
@require_safe
def new_email_asked(request):
    """A link is on its way to the new address, whomever it belongs to."""
    if not request.user.new_email:
        return redirect("accounts:details")
    return render(request, "accounts/details/check_your_email.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request, token):
    """
    What the link opens: one button, which makes the new address count.

    It asks nobody to sign in, since the old address may be out of reach. Only someone who
    confirms where they are signed in stays so. Mail scanners open links, and press no buttons.
    """
    try:
        if request.method == "POST":
            _confirm(request, token)
            return redirect("accounts:confirm-email", token=token)
        user = links.read(token)
    except links.DoesNotWork:
        return render(request, "accounts/details/link_does_not_work.html", status=404)
    except services.AddressTaken:
        return render(request, "accounts/details/cannot_use_address.html", status=409)
    if links.has_confirmed(user, token):
        return render(request, "accounts/details/confirmed.html", {"address": user.email})
    context = {"token": token, "address": user.new_email}
    return render(request, "accounts/details/confirm.html", context)


def _confirm(request, token):
    # read while the session still counts
    is_signed_in = request.user.is_authenticated
    user = services.confirm_email(token)
    if is_signed_in and request.user == user:
        update_session_auth_hash(request, user)
