"""Induction tutors’ appointments in the admin."""

from django.contrib import admin

from config.events.staff_pages import RecordedAdmin
from schools.models import TutorAppointment

from .search import SchoolSearch


@admin.register(TutorAppointment)
class TutorAppointmentAdmin(SchoolSearch, RecordedAdmin):
    """Who answers to DfE for a school’s inductions, and from when until when."""

    fields = ["school", "tutor", "started_on", "finished_on", "removed_at"]
    list_display = ["school", "tutor", "started_on", "finished_on", "removed_at"]
    list_filter = [("finished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["school", "tutor"]
    autocomplete_fields = ["school", "tutor"]
    search_fields = ["tutor__email"]

    def get_readonly_fields(self, request, obj=None):
        return ["school", "tutor", "started_on", "removed_at"] if obj else ["removed_at"]
