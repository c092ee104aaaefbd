"""Training of people’s own in the admin: other providers, paused, stopped."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from participants.models import Training

from .people import PersonRecordAdmin, PlaceRecordForm


class TrainingForm(PlaceRecordForm):
    """What differs from the school's, inside the days of the person's place there."""

    def clean(self):
        super().clean()
        place = self.find_place()
        if place is None:
            return
        if place.cohort is None:
            raise ValidationError("This mentor is not trained at this school")
        self.instance.cohort = place.cohort
        first_day, end = self.cleaned_data.get("started_on"), self.cleaned_data.get("finished_on")
        ends_late = place.finished_on is not None and (end is None or end > place.finished_on)
        if (first_day and first_day < place.started_on) or ends_late:
            raise ValidationError("It must lie inside their days at the school")
        self.instance.own_finished_on = end

    def find_place(self):
        """The place at a school that it belongs to, if one is chosen."""
        ect = self.cleaned_data.get("ect") or self.instance.ect
        return ect or self.cleaned_data.get("mentor") or self.instance.mentor

    def find_school(self):
        place = self.find_place()
        return place.school if place else None

    def find_teacher(self):
        place = self.find_place()
        return place.teacher if place else None


@admin.register(Training)
class TrainingAdmin(PersonRecordAdmin):
    """
    Where someone’s training is not their school’s.

    End what held before, then add what holds from then on.
    """

    form = TrainingForm
    teacher_path = "ect__teacher__"
    school_path = "ect__school__"
    search_fields = ["mentor__teacher__search_name", "=mentor__teacher__trn"]
    fields = [
        "ect",
        "mentor",
        "cohort",
        "lead_provider",
        "delivery_partner",
        "state",
        "started_on",
        "finished_on",
        "removed_at",
    ]
    list_display = ["__str__", "cohort", "lead_provider", "started_on", "finished_on"]
    list_filter = ["state", "cohort", "lead_provider"]
    list_select_related = [
        "ect__teacher",
        "ect__school",
        "mentor__teacher",
        "mentor__school",
        "cohort",
        "lead_provider",
    ]
    autocomplete_fields = ["ect", "mentor", "lead_provider", "delivery_partner"]

    def get_readonly_fields(self, request, obj=None):
        return ["cohort", "removed_at", *(["ect", "mentor"] if obj else [])]

    def has_add_permission(self, request):
        return super(PersonRecordAdmin, self).has_add_permission(request)

    def about(self, obj):
        return _place(obj).teacher

    def school_urn(self, obj):
        return _place(obj).school.urn


def _place(training):
    return training.ect or training.mentor
