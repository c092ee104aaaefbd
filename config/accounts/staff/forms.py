"""What staff type to sign in."""

import re

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed

from . import codes


class CodeField(forms.CharField):
    """Six digits. Many apps show them with a space in the middle."""

    widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 10}
    )
    default_error_messages = {
        "required": "Enter the code that your app shows",
        "invalid": "The code must be 6 digits, like 123456",
    }

    def __init__(self, **options):
        super().__init__(label="Code from your app", **options)

    def to_python(self, value):
        code = "".join((super().to_python(value) or "").split())
        if code and not re.fullmatch(r"[0-9]{6}", code):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return code


class CodeForm(forms.Form):
    """The first code of a new app."""

    code = CodeField()


class SignInForm(AdminAuthenticationForm):
    """
    Email address and password, and the code of those who have set up their app.

    Whichever is wrong, the answer is the same, and counts as a failed attempt.
    """

    error_messages = {
        "invalid_login": (
            "The email address, the password or the code is wrong. Each code works once, so wait"
            " for your app to show a new one before you try again."
        ),
        "inactive": "This account may not sign in.",
    }
    code = CodeField(required=False, help_text="Leave it empty if you have not set up an app yet.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.STAFF_CODE_REQUIRED:
            del self.fields["code"]

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not settings.STAFF_CODE_REQUIRED or not codes.has_app(user):
            return
        try:
            user.otp_device = codes.use(user=user, code=self.cleaned_data.get("code", ""))
        except codes.WrongCode as wrong:
            user_login_failed.send(
                sender=__name__,
                credentials={"username": self.cleaned_data["username"]},
                request=self.request,
            )
            raise self.get_invalid_login_error() from wrong
