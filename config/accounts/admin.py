"""People who sign in, and what groups of staff may do, in the admin."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from config.events.services import Actor, record
from config.events.staff_pages import REASON, ReasonForm, RecordedAdmin
from config.web.staff_pages import ReadOnlyAdmin

from .models import SignInRequest, User
from .staff import codes


class AddUserForm(ReasonForm, auth_forms.AdminUserCreationForm):
    """A new person. Induction tutors have no password."""

    class Meta:
        model = User
        fields = ["email"]


class UserForm(ReasonForm, auth_forms.UserChangeForm):
    """A person’s details."""

    forget_code = forms.BooleanField(
        label="Take away the one-time code",
        required=False,
        help_text=(
            "For someone who has lost their phone. It ends what they are doing in the admin, and"
            " they set up another phone when they next sign in."
        ),
    )

    class Meta:
        model = User
        fields = "__all__"
        field_classes: ClassVar[dict] = {}
        help_texts = {
            "is_staff": (
                "May use this admin, and never signs in by a link. Leave it unticked for an"
                " induction tutor, who would be locked out by it."
            ),
        }

    def clean(self):
        """Staff never sign in by a link, and tutors only do."""
        super().clean()
        if self.cleaned_data.get("is_staff") and self.instance.appointments.standing().exists():
            raise ValidationError(
                "An induction tutor cannot be a member of staff. End the appointment first."
            )


@admin.register(User)
class UserAdmin(RecordedAdmin, auth_admin.UserAdmin):
    """
    Induction tutors and DfE staff.

    Only those with every permission may say who is staff and what they may do, so that
    nobody can give themselves more than they have.
    """

    form = UserForm
    add_form = AddUserForm
    POWERS = ["is_staff", "is_superuser", "groups", "user_permissions"]
    fieldsets = [
        (None, {"fields": ["email", "password", "first_name", "last_name"]}),
        ("What they may do", {"fields": ["is_active", *POWERS]}),
        ("Dates", {"fields": ["created_at", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]
    list_display = ["email", "first_name", "last_name", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["email", "first_name", "last_name"]
    search_help_text = "An email address or a name"
    ordering = ["email"]

    def get_fieldsets(self, request, obj=None):
        """The reason stays last."""
        *fieldsets, reason = super().get_fieldsets(request, obj)
        if obj and self._may_forget_code(request, obj):
            fieldsets.append(("One-time code", {"fields": ["forget_code"]}))
        return [*fieldsets, reason]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        user, typed = form.instance, form.cleaned_data
        if typed.get("forget_code") and self._may_forget_code(request, user):
            codes.forget(user=user, by=Actor.staff(request.user), reason=typed[REASON])

    def _may_forget_code(self, request, user):
        """Nobody takes away their own: whoever finds it open could set up a phone of theirs."""
        return request.user.is_superuser and user != request.user and codes.has_app(user)

    def get_readonly_fields(self, request, obj=None):
        powers = [] if request.user.is_superuser else self.POWERS
        return ["created_at", "last_login", *powers]

    def has_change_permission(self, request, obj=None):
        """Whoever could change another member of staff could sign in as them."""
        if obj is not None and obj.is_staff and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        return super().user_change_password(request, id, form_url)

    def log_change(self, request, obj, message):
        """Note a new password as an event: its form, which is Django’s, asks for no reason."""
        if request.resolver_match.url_name == "auth_user_password_change":
            record("password changed in the admin", by=Actor.staff(request.user), about=obj)
        return super().log_change(request, obj, message)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(RecordedAdmin, auth_admin.GroupAdmin):
    """What a group of staff may do."""

    fields = ["name", "permissions"]


@admin.register(SignInRequest)
class SignInRequestAdmin(ReadOnlyAdmin):
    """Who asked for a link to sign in, and whether they used it. No link is shown."""

    fields = ["user", "return_to", "asked_at", "used_at"]
    list_display = ["asked_at", "user", "used_at"]
    list_select_related = ["user"]
    list_filter = ["asked_at", ("used_at", admin.EmptyFieldListFilter)]
    search_fields = ["user__email", "user__first_name", "user__last_name"]
    search_help_text = "An email address or a name"
