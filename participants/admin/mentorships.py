"""Who mentors whom, in the admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from participants.models import Mentorship

from .people import PersonRecordAdmin, PlaceRecordForm


class MentorshipForm(PlaceRecordForm):
    """A mentorship lies inside the places of both."""

    def clean(self):
        super().clean()
        first_day = self.cleaned_data.get("started_on")
        if first_day is None:
            return
        end = self.cleaned_data.get("finished_on")
        for person in (self.instance.ect, self.instance.mentor):
            if first_day < person.started_on or _is_after(end, person.finished_on):
                raise ValidationError(
                    f"It must lie inside the days of {person.teacher.full_name} at the school"
                )

    def find_teacher(self):
        return self.instance.ect.teacher if self.instance.pk else None


def _is_after(end, other):
    """Whether a period goes on after another. None is no end in sight."""
    return other is not None and (end is None or end > other)


@admin.register(Mentorship)
class MentorshipAdmin(PersonRecordAdmin):
    """Who mentors whom. Tutors assign mentors; staff correct the days."""

    form = MentorshipForm
    teacher_path = "ect__teacher__"
    fields = ["school", "ect", "mentor", "started_on", "finished_on", "own_finished_on"]
    fields += ["removed_at"]
    readonly_fields = ["school", "ect", "mentor", "own_finished_on", "removed_at"]
    list_display = ["ect", "mentor_name", "school", "started_on", "finished_on", "removed_at"]
    list_filter = [("finished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["ect__teacher", "ect__school", "mentor__teacher", "school"]
    search_fields = ["mentor__teacher__search_name", "=mentor__teacher__trn"]

    def about(self, obj):
        return obj.ect.teacher

    def save_model(self, request, obj, form, change):
        obj.own_finished_on = _own_end(obj, form)
        super().save_model(request, obj, form, change)

    @admin.display(description="mentor", ordering="mentor__teacher__last_name")
    def mentor_name(self, mentorship):
        """Who mentors."""
        return mentorship.mentor.teacher.full_name


def _own_end(obj, form):
    """What staff type is the mentorship's own end."""
    return obj.finished_on if "finished_on" in form.changed_data else obj.own_finished_on
