"""Help requests in the admin, where staff answer them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from config.events.services import Actor
from config.web.staff_pages import StaffAdmin

from . import services
from .models import SupportRequest


class AnswerForm(forms.ModelForm):
    """The answer, which closes the request."""

    answer = forms.CharField(
        help_text=(
            "Saving it closes the request and emails the answer to whoever asked. A web address"
            " becomes a link if it begins with https://."
        ),
        max_length=5000,
        widget=AdminTextareaWidget,
        error_messages={"required": "Enter the answer"},
    )

    def clean(self):
        """Two people may have the same request open: the first answer stands."""
        super().clean()
        now = SupportRequest.objects.select_for_update().get(pk=self.instance.pk)
        if not now.is_open:
            raise ValidationError("Someone has answered this already")


class OpenFilter(admin.SimpleListFilter):
    """Those that wait for an answer, and those that have one."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("closed", "Closed")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(closed_at__isnull=self.value() == "open")


@admin.register(SupportRequest)
class SupportRequestAdmin(StaffAdmin):
    """What people asked, open until answered."""

    form = AnswerForm
    fields = [
        "reference",
        "created_at",
        "about",
        "school_urn",
        "cohort_year",
        "trn",
        "draft_id",
        "name",
        "email",
        "topic",
        "message",
        "answer",
        "closed_at",
        "closed_by",
    ]
    list_display = ["reference", "topic", "about", "name", "created_at", "open"]
    list_filter = [OpenFilter, "created_at"]
    search_fields = ["reference", "topic", "name", "email", "about", "=school_urn", "=trn"]
    search_help_text = "A reference, a URN, a name, an email address or words of the topic"

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != "answer"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """What has been sent is not changed."""
        if obj is not None and not obj.is_open:
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        services.answer(
            request=obj, answer=form.cleaned_data["answer"], by=Actor.staff(request.user)
        )

    @admin.display(boolean=True)
    def open(self, request):
        """Whether it waits for an answer."""
        return request.is_open
