"""Who is signed in, for how long, and what they see first."""

from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from . import sessions
from .returning import address_of

SESSION = "accounts:session"
PRIVACY = "accounts:privacy"


class SessionTime:
    """
    Ends a session whose time is over, before anything is done in its name.

    ``request.session_ends_at`` says when it will, or None where nobody is signed in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session_ends_at = None
        if SESSION_KEY in request.session:
            if sessions.has_ended(request.session):
                sessions.end(request.session)
            else:
                request.session_ends_at = sessions.ends_at(request.session)
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Note that somebody is there, once we know that it is somebody and not a script."""
        if request.session_ends_at and not _is_only_asking(request):
            sessions.note(request.session)
            request.session_ends_at = sessions.ends_at(request.session)


class SignInRequired(LoginRequiredMiddleware):
    """
    Private unless listed: leads to signing in, and back to the page asked for.

    ``request.signed_in_as`` is who is signed in, or None, also on public pages.

    Whoever signs in for the first time sees the privacy notice before any private page.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        request.signed_in_as = request.user if request.user.is_authenticated else None
        if response := super().process_view(request, view_func, view_args, view_kwargs):
            return response
        is_private = getattr(view_func, "login_required", True)
        if is_private and request.user.needs_privacy_notice:
            return self._privacy_notice(request)
        return None

    def handle_no_permission(self, request, view_func):
        """To the sign-in page, and back from there."""
        query = urlencode({"next": address_of(request)}, safe="/")
        # staff sign in at the admin, whose pages do not all say so themselves
        is_admin = "admin" in request.resolver_match.app_names
        page = "admin:login" if is_admin else self.get_login_url(view_func)
        return redirect(f"{resolve_url(page)}?{query}")

    def _privacy_notice(self, request):
        if request.resolver_match.view_name == PRIVACY:
            return None
        query = urlencode({"next": address_of(request)}, safe="/")
        return redirect(f"{reverse(PRIVACY)}?{query}")


def _is_only_asking(request):
    """A script asks how long the session lasts: that is no sign that somebody is there."""
    return request.method == "GET" and request.resolver_match.view_name == SESSION
