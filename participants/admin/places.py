"""ECTs and mentors at schools in the admin."""

from django.contrib import admin

from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import corrections, locks
from participants.services.addresses import is_taken

from .people import PersonRecordAdmin, PlaceRecordForm


class PlaceForm(PlaceRecordForm):
    """A place at a school: an address that is somebody else's is an error."""

    def clean(self):
        super().clean()
        if "finished_on" in self.changed_data:
            self.instance.own_finished_on = self.cleaned_data.get("finished_on")
        self._check_first_day()
        email = self.cleaned_data.get("email", "")
        if "email" not in self.changed_data or not email:
            return
        locks.lock_email(email.casefold())
        if is_taken(email, trn=self.instance.teacher.trn):
            self.add_error("email", "Another ECT or mentor is registered with this email address")

    def _check_first_day(self):
        """What lies inside a place does not begin before it."""
        first_day = self.cleaned_data.get("started_on")
        if first_day is None or "started_on" not in self.changed_data:
            return
        inside = {"mentorship": self.instance.mentorships, "training": self.instance.training}
        for what, periods in inside.items():
            if periods.not_removed().filter(started_on__lt=first_day).exists():
                self.add_error(
                    "started_on", f"Their {what} begins before this day. Correct that first."
                )

    def clean_email(self):
        """As services keep it."""
        return self.cleaned_data["email"].casefold()


class PlaceAdmin(PersonRecordAdmin):
    """Somebody's place at a school. What lies inside it is kept inside it."""

    form = PlaceForm
    list_filter = ["cohort", ("finished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["teacher", "school", "cohort"]
    search_fields = ["email"]
    readonly_fields = [
        "teacher",
        "school",
        "own_finished_on",
        "gave_way_to",
        "removed_at",
        "registered_at",
    ]
    list_display = [
        "teacher",
        "school",
        "cohort",
        "started_on",
        "finished_on",
        "removed_at",
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        corrections.keep_together(obj, changed={*form.changed_data})


@admin.register(ECTAtSchool)
class ECTAdmin(PlaceAdmin):
    """
    ECTs at schools.

    A change of the cohort takes their training of their own along.
    """

    autocomplete_fields = ["cohort", "appropriate_body"]
    fields = [
        "teacher",
        "school",
        "cohort",
        "email",
        "appropriate_body",
        "started_on",
        "finished_on",
        "own_finished_on",
        "gave_way_to",
        "removed_at",
        "registered_at",
    ]


@admin.register(MentorAtSchool)
class MentorAdmin(PlaceAdmin):
    """Mentors at schools, with the cohort and the term of their training."""

    autocomplete_fields = ["cohort"]
    readonly_fields = [*PlaceAdmin.readonly_fields, "is_move"]
    fields = [
        "teacher",
        "school",
        "email",
        "cohort",
        "training_starts_on",
        "started_on",
        "finished_on",
        "own_finished_on",
        "is_move",
        "gave_way_to",
        "removed_at",
        "registered_at",
    ]
