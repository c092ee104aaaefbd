"""Cohorts in the admin, what each school answered for one, and whom we asked."""

from django.contrib import admin

from config.events.staff_pages import RecordedAdmin
from config.web import clock
from config.web.staff_pages import ReadOnlyAdmin
from schools.models import Cohort, Invitation, Programme, SchoolCohort

from .school_records import SchoolRecordForm, SchoolSearch


@admin.register(Cohort)
class CohortAdmin(RecordedAdmin):
    """Academic years, and when each one’s registration opens."""

    list_display = ["__str__", "start_year", "registration_opens_on"]
    search_fields = ["start_year"]

    def get_readonly_fields(self, request, obj=None):
        return ["start_year"] if obj else []


class SchoolCohortForm(SchoolRecordForm):
    """What a school answered, as it told DfE."""

    def clean(self):
        """An answer that staff put in is the school’s answer from then on."""
        super().clean()
        self._check_partnership()
        is_new = self.instance.pk is None or {"expects_ects", "programme"} & {*self.changed_data}
        if self.instance.answered_at is None and is_new:
            self.instance.answered_at = clock.now()
            self.instance.answered_by = "DfE staff"

    def _check_partnership(self):
        """A partnership that stands has to end first: it goes with provider-led training alone."""
        said = self.cleaned_data.get("expects_ects"), self.cleaned_data.get("programme")
        is_led = said == (SchoolCohort.Expects.YES, Programme.PROVIDER_LED)
        if is_led or not {"expects_ects", "programme"} & {*self.changed_data}:
            return
        new = self.cleaned_data
        school = new.get("school") or getattr(self.instance, "school", None)
        cohort = new.get("cohort") or getattr(self.instance, "cohort", None)
        if school and cohort and school.partnerships.standing().filter(cohort=cohort).exists():
            self.add_error(None, f"End the school’s partnership for {cohort} first.")


@admin.register(SchoolCohort)
class SchoolCohortAdmin(SchoolSearch, RecordedAdmin):
    """What each school answered for a cohort."""

    form = SchoolCohortForm
    fields = [
        "school",
        "cohort",
        "expects_ects",
        "programme",
        "appropriate_body",
        "answered_at",
        "answered_by",
    ]
    list_display = [
        "school",
        "cohort",
        "expects_ects",
        "programme",
        "appropriate_body",
        "answered_at",
    ]
    list_filter = ["cohort", "expects_ects", "programme"]
    list_select_related = ["school", "cohort", "appropriate_body"]
    autocomplete_fields = ["school", "cohort", "appropriate_body"]

    def get_readonly_fields(self, request, obj=None):
        answered = ["answered_at", "answered_by"]
        return ["school", "cohort", *answered] if obj else answered


@admin.register(Invitation)
class InvitationAdmin(SchoolSearch, ReadOnlyAdmin):
    """Whom we have asked. Links are made when an email is sent, and are not shown."""

    list_display = ["school", "purpose", "cohort", "recipient", "sent_to", "version", "created_at"]
    list_filter = ["purpose", "cohort", "recipient"]
    list_select_related = ["school", "cohort"]
    search_fields = ["sent_to"]
