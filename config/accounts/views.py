"""Signing in by a link, staying signed in, and signing out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web import clock, formats

from . import limits, links, services, sessions
from .forms import SignInForm
from .returning import onward, onward_at_first, safe

BACKEND = "config.accounts.backends.LinkBackend"
#: What the session keeps of the address that a link was asked for.
ASKED_FOR = "asked_for"

reads_or_posts = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@reads_or_posts
def sign_in(request):
    """Ask for the email address to send a link to."""
    return_to = safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(onward(request, return_to))
    form = SignInForm(_showable(request.POST) if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        return _send_link(request, to=address, shown=address, return_to=return_to)
    context = {"form": form, "return_to": return_to}
    context |= {"has_ended": sessions.pop_ended(request.session)}
    return render(request, "accounts/sign_in.html", context)


@login_not_required
@require_safe
def check_your_email(request):
    """The same page for every address, whether or not anybody signs in with it."""
    if ASKED_FOR not in request.session:
        return redirect("accounts:sign-in")
    return render(request, "accounts/check_your_email.html", {"to": request.session[ASKED_FOR]})


@login_not_required
@reads_or_posts
def link(request, token):
    """
    What a link opens: one button, which signs in.

    Mail scanners open links, and press no buttons. Only POST uses the link up.
    """
    try:
        if request.method == "POST":
            return _use(request, token)
        asked = links.read(token)
    except links.Broken:
        return render(request, "accounts/broken.html", status=404)
    except links.Worn as worn:
        return _worn(request, token, worn.asked)
    if asked.holder == request.user:
        return redirect(onward(request, asked.return_to))
    return _may_use(request, token, asked)


@login_not_required
@reads_or_posts
def new_link(request, token):
    """Send another link in place of an old one, to the address that we know."""
    try:
        asked = links.request_for(token)
    except links.Broken:
        return render(request, "accounts/broken.html", status=404)
    if request.method != "POST":
        return redirect("accounts:link", token=token)
    to = asked.holder.email
    return _send_link(request, to=to, shown=formats.masked(to), return_to=asked.return_to)


@reads_or_posts
def privacy(request):
    """How we use what we know about someone, at their first sign-in."""
    return_to = safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        services.accept_privacy_notice(request.user)
        return redirect(onward_at_first(request, return_to))
    if request.user.needs_privacy_notice:
        return render(request, "accounts/privacy.html", {"return_to": return_to})
    return redirect(onward(request, return_to))


@login_not_required
@reads_or_posts
def session(request):
    """How long the session still lasts, for the script that warns. POST is to stay signed in."""
    if request.signed_in_as is None:
        return JsonResponse({"seconds_left": 0, "can_stay": False})
    ends_at = request.session_ends_at
    left = int((ends_at - clock.now()).total_seconds())
    can_stay = ends_at < sessions.last_moment(request.session)
    return JsonResponse({"seconds_left": max(left, 0), "can_stay": can_stay})


@login_not_required
@require_POST
def sign_out(request):
    """Sign out."""
    logout(request)
    return redirect("accounts:signed-out")


@login_not_required
@require_safe
def signed_out(request):
    """They are signed out."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/signed_out.html")


def _showable(post):
    """What was typed, without characters that no page can show."""
    return {"email": "".join(filter(str.isprintable, post.get("email", "")))}


def _send_link(request, *, to, shown, return_to):
    place = limits.place_of(request)
    services.ask_for_link(email=to, return_to=return_to, place=place)
    request.session[ASKED_FOR] = shown
    return redirect("accounts:check-your-email")


def _use(request, token):
    """Sign in, unless that would sign somebody else out who has not been asked."""
    browser = _browser_of(request)
    with transaction.atomic():
        asked = links.claim(token, browser=browser)
        if asked.holder == request.user:
            return redirect(onward(request, asked.return_to))
        if request.user.is_authenticated and "switch" not in request.POST:
            return _may_use(request, token, asked)
        login(request, asked.holder, backend=BACKEND)
        request.session.pop(ASKED_FOR, None)
        if request.session.session_key is None:
            request.session.create()
        services.signed_in(asked, browser=browser, session_key=request.session.session_key)
    return redirect(onward(request, asked.return_to))


def _browser_of(request):
    """The browser that presses, by its CSRF secret, without which it cannot press."""
    secret = request.META.get("CSRF_COOKIE", "")
    return salted_hmac("config.accounts.browser", secret).hexdigest() if secret else ""


def _may_use(request, token, asked):
    return render(request, "accounts/link.html", {"token": token, "address": asked.holder.email})


def _worn(request, token, asked):
    """An old link. Someone whom it has signed in here already just goes on."""
    if asked.holder == request.user:
        return redirect(onward(request, asked.return_to))
    context = {"token": token, "address": asked.holder.email}
    return render(request, "accounts/worn.html", context, status=410)
