"""Signing in by a link, and out again."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST


@login_not_required
def sign_in(request):
    """Ask for the email address to send a link to."""
    return render(request, "accounts/sign_in.html")


@login_not_required
def check_your_email(request):
    """The same page for every address."""
    return redirect("accounts:sign-in")


@login_not_required
def link(request, token):
    """What a link opens."""
    return redirect("accounts:sign-in")


@login_not_required
def new_link(request, token):
    """Send another link in place of an old one."""
    return redirect("accounts:sign-in")


def privacy(request):
    """The privacy notice at the first sign-in."""
    return redirect("home:schools")


@login_not_required
def session(request):
    """How long the session still lasts."""
    return redirect("home:start")


@login_not_required
@require_POST
def sign_out(request):
    """Sign out."""
    logout(request)
    return redirect("accounts:signed-out")


@login_not_required
def signed_out(request):
    """Confirm it."""
    return render(request, "accounts/signed_out.html")
