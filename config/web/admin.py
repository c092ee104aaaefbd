"""Drafts in the admin: that they are there, not what is in them."""

from django.contrib import admin

from .models import Draft
from .staff_pages import ReadOnlyAdmin


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """
    Journeys that people have begun.

    Answers are personal and not sent yet, and the address of the result may hold a
    personal link, so neither is shown. Nor are the addresses where it is gone on with and
    where it leads back to, which are no use to anyone else.
    """

    fields = [
        "id",
        "reference",
        "journey",
        "owner_key",
        "school_urn",
        "created_at",
        "updated_at",
        "completed_at",
    ]
    list_display = [
        "reference",
        "journey",
        "owner_key",
        "school_urn",
        "updated_at",
        "completed_at",
    ]
    list_filter = ["updated_at", ("completed_at", admin.EmptyFieldListFilter)]
    search_fields = ["=owner_key", "=school_urn", "journey"]
    search_help_text = "A URN, a journey, or whose it is, like invitation:3"
    ordering = ["-updated_at"]
