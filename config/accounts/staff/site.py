"""
The admin, which staff sign in to with a password and a one-time code.

Someone without a code's app has nothing but the page to set one up, in the minutes after
they typed their password.
"""

from datetime import timedelta

import segno
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django_otp import login as note_app

from config.events.services import Actor, record
from config.web import clock

from . import codes
from .forms import CodeForm, SignInForm

#: How long after typing their password someone may set up an app.
SET_UP_WITHIN = timedelta(minutes=15)
_PASSWORD_AT, _NEW_KEY = "password_typed_at", "new_code_key"


class StaffSite(AdminSite):
    """Every page asks for both; its own pages for that are listed here."""

    login_form = SignInForm
    login_template = "staff/sign_in.html"

    def has_permission(self, request):
        """Whether they are staff, and have typed a code if one is needed."""
        return super().has_permission(request) and _has_typed_code(request.user)

    def get_urls(self):
        """Whoever is not signed in is led to the admin's own page for it."""
        pages = [
            path("one-time-code/", self.set_up_code, name="set_up_code"),
            *super().get_urls(),
        ]
        for view in _views(pages):
            if getattr(view, "login_required", True):
                view.login_url = reverse_lazy("admin:login")
        return pages

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Ask for both, or lead someone without an app to set one up."""
        if request.method == "GET" and self._may_set_up(request):
            return redirect(f"{reverse('admin:set_up_code')}?{request.GET.urlencode()}")
        context = {"code_required": settings.STAFF_CODE_REQUIRED} | (extra_context or {})
        response = super().login(request, context)
        if request.method == "POST" and response.status_code == 302:
            request.session[_PASSWORD_AT] = clock.now().timestamp()
            record("signed in to the admin", by=Actor.staff(request.user), about=request.user)
        return response

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def set_up_code(self, request):
        """Show a new key, and take the first code made from it."""
        if not self._may_set_up(request):
            return redirect("admin:login")
        key = request.session.setdefault(_NEW_KEY, codes.new_key())
        form = CodeForm(request.POST or None)
        if form.is_valid():
            try:
                app = codes.set_up(user=request.user, key=key, code=form.cleaned_data["code"])
            except codes.WrongCode as wrong:
                form.add_error("code", str(wrong))
            except codes.AlreadySetUp:
                return redirect("admin:login")
            else:
                return self._let_in(request, app)
        address = codes.address_of(key, user=request.user)
        context = {
            **self.each_context(request),
            "title": "Set up your one-time code",
            "form": form,
            "words": codes.words_of(key),
            "picture": segno.make(address, micro=False).svg_inline(scale=5, light="#fff"),
        }
        return TemplateResponse(request, "staff/set_up_code.html", context)

    @transaction.atomic
    def password_change(self, request, extra_context=None):
        """Note a new password as an event."""
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            record("own password changed", by=Actor.staff(request.user), about=request.user)
        return response

    def _may_set_up(self, request):
        typed_at = request.session.get(_PASSWORD_AT, 0)
        return (
            settings.STAFF_CODE_REQUIRED
            and super().has_permission(request)
            and clock.now().timestamp() - typed_at < SET_UP_WITHIN.total_seconds()
            and not codes.has_app(request.user)
        )

    def _let_in(self, request, app):
        request.session.cycle_key()
        del request.session[_NEW_KEY]
        note_app(request, app)
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        is_ours = url_has_allowed_host_and_scheme(
            wanted, {request.get_host()}, require_https=request.is_secure()
        )
        return redirect(wanted if is_ours else "admin:index")


def _has_typed_code(user):
    return not settings.STAFF_CODE_REQUIRED or user.is_verified()


def _views(pages):
    for page in pages:
        if isinstance(page, URLPattern):
            yield page.callback
        else:
            yield from _views(page.url_patterns)
