"""Induction tutors’ appointments in the admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from config.events.staff_pages import RecordedAdmin
from schools.models import Cohort, TutorAppointment
from schools.services import tutors

from .school_records import SchoolRecordForm, SchoolSearch


class AppointmentForm(SchoolRecordForm):
    """Someone as a school’s induction tutor."""

    def clean_tutor(self):
        """Tutors sign in by a link, which staff never do."""
        tutor = self.cleaned_data["tutor"]
        if not tutors.can_be_tutor(tutor.email):
            raise ValidationError("This person is a member of staff, or may not sign in")
        return tutor


@admin.register(TutorAppointment)
class TutorAppointmentAdmin(SchoolSearch, RecordedAdmin):
    """Who answers to DfE for a school’s inductions, and from when until when."""

    form = AppointmentForm
    fields = ["school", "tutor", "started_on", "finished_on", "removed_at"]
    list_display = ["school", "tutor", "started_on", "finished_on", "removed_at"]
    list_filter = [("finished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["school", "tutor"]
    autocomplete_fields = ["school", "tutor"]
    search_fields = ["tutor__email"]

    def get_readonly_fields(self, request, obj=None):
        return ["school", "tutor", "started_on", "removed_at"] if obj else ["removed_at"]

    def save_model(self, request, obj, form, change):
        """The tutor hears of it. One who is it no longer loses their links, at once."""
        super().save_model(request, obj, form, change)
        was_standing = change and form.initial["finished_on"] is None
        if was_standing and not obj.is_standing:
            tutors.part_with(obj)
        elif obj.is_standing and not was_standing:
            tutors.welcome(obj, cohort=Cohort.objects.registration_cohort())
