"""Events in the admin: to search and to read."""

from django.contrib import admin

from config.web.staff_pages import ReadOnlyAdmin

from .models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What happened, the newest first."""

    list_display = ["at", "kind", "by_words", "about", "school_urn", "reason"]
    list_filter = ["at"]
    search_fields = [
        "kind",
        "by_words",
        "=by_key",
        "=about_id",
        "=school_urn",
        "=reference",
        "=request_id",
    ]
    search_help_text = "What happened, who did it, a URN, a reference or a request’s id"

    @admin.display(description="about")
    def about(self, event):
        """The record it tells of."""
        return f"{event.about_type} {event.about_id}"
