"""The outbox in the admin."""

from django.contrib import admin

from config.web.staff_pages import ReadOnlyAdmin

from . import kinds, previews
from .models import Email


class KindFilter(admin.SimpleListFilter):
    """By kind, from the register: looking through a million emails for kinds takes long."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.name, kind.name) for kind in kinds.all_kinds()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Email)
class EmailAdmin(ReadOnlyAdmin):
    """
    Every email, and what became of it.

    The text shows as its reader sees it, but for the personal links: whoever has one of
    those is taken for the reader.
    """

    fieldsets = [
        (None, {"fields": ["to", "subject", "text"]}),
        (
            "What became of it",
            {
                "fields": [
                    "state",
                    "created_at",
                    "due_at",
                    "sent_at",
                    "attempts",
                    "is_ambiguous",
                    "receipt_status",
                    "last_error",
                ]
            },
        ),
        (
            "What it is",
            {
                "fields": [
                    "id",
                    "kind",
                    "priority",
                    "about",
                    "school_urn",
                    "notify_id",
                ]
            },
        ),
    ]
    list_display = ["created_at", "kind", "to", "subject", "state", "school_urn"]
    list_filter = ["state", KindFilter, "created_at"]
    search_fields = ["to", "subject", "=school_urn", "=id", "=about_id"]
    search_help_text = "An address, a URN, words of the subject, or Notify’s reference"

    @admin.display(description="text")
    def text(self, email):
        """The body as its reader sees it."""
        return previews.without_links(email)

    @admin.display(description="about")
    def about(self, email):
        """The record it tells of."""
        return f"{email.about_type} {email.about_id}".strip() or "-"
