"""Appropriate bodies in the admin."""

from django.contrib import admin

from config.events.staff_pages import RecordedAdmin

from .models import AppropriateBody


@admin.register(AppropriateBody)
class AppropriateBodyAdmin(RecordedAdmin):
    """Who may be chosen, by whom, and in which cohorts."""

    list_display = ["name", "type", "first_cohort", "last_cohort", "chosen_by"]
    list_filter = ["type", "chosen_by"]
    search_fields = ["name"]
