"""Schools in the admin: what GIAS says, and all we know about each."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join

from config.web.staff_pages import ReadOnlyAdmin, ReadOnlyInline
from schools.models import Invitation, School, SchoolCohort, SchoolLink, TutorAppointment

from .school_records import SchoolSearch


class LinkInline(ReadOnlyInline):
    """Schools that came before it or after."""

    model = SchoolLink
    fields = ["link_type", "link_urn", "link_name", "established_on"]
    show_change_link = False


class CohortInline(ReadOnlyInline):
    """Its answers."""

    model = SchoolCohort
    fields = ["cohort", "expects_ects", "programme", "appropriate_body", "answered_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("school", "cohort", "appropriate_body")


class AppointmentInline(ReadOnlyInline):
    """Its induction tutors, present and past."""

    model = TutorAppointment
    fields = ["tutor", "started_on", "finished_on", "removed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("school", "tutor")


class InvitationInline(ReadOnlyInline):
    """Whom we have asked."""

    model = Invitation
    fields = ["purpose", "cohort", "recipient", "sent_to", "created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("school", "cohort")


@admin.register(School)
class SchoolAdmin(SchoolSearch, ReadOnlyAdmin):
    """
    A school as GIAS describes it.

    Its facts are corrected in GIAS, where the next import takes them from.
    """

    school_path = ""
    search_fields = ["=ukprn"]
    list_display = ["urn", "name", "la_name", "postcode", "type_name", "status_name", "funded"]
    list_filter = [
        ("is_open", admin.BooleanFieldListFilter),
        ("is_funded", admin.BooleanFieldListFilter),
        ("may_register", admin.BooleanFieldListFilter),
        ("contact_email", admin.EmptyFieldListFilter),
    ]
    fieldsets = [
        (None, {"fields": ["urn", "name", "see_also"]}),
        ("What it may do", {"fields": ["open", "funded", "registers"]}),
        (
            "In GIAS (change them there)",
            {
                "fields": [
                    ("type_name", "type_code"),
                    ("status_name", "status_code"),
                    ("phase_name", "phase_code"),
                    ("opened_on", "closed_on"),
                    "section_41",
                    ("la_name", "la_code", "establishment_number"),
                    ("district_name", "district_code"),
                    "ukprn",
                ]
            },
        ),
        (
            "Contact",
            {
                "fields": [
                    "contact_email",
                    "main_email",
                    "alternative_email",
                    "website",
                    ("street", "locality", "address_3", "town", "postcode"),
                ]
            },
        ),
    ]
    inlines = [CohortInline, AppointmentInline, InvitationInline, LinkInline]

    @admin.display(boolean=True, ordering="is_open")
    def open(self, school):
        """Whether it is open."""
        return school.is_open

    @admin.display(boolean=True, ordering="is_funded")
    def funded(self, school):
        """Whether DfE funds its training, so that it is invited."""
        return school.is_funded

    @admin.display(description="may register people", boolean=True)
    def registers(self, school):
        """Whether it may register ECTs and mentors."""
        return school.may_register

    @admin.display(description="see also")
    def see_also(self, school):
        """Everything else that names this school by its URN."""
        lists = [
            ("Partnerships", "partnerships_partnership"),
            ("ECTs", "participants_ectatschool"),
            ("Mentors", "participants_mentoratschool"),
            ("Emails", "notifications_email"),
            ("Events", "events_event"),
            ("Help requests", "support_supportrequest"),
            ("Drafts", "web_draft"),
        ]
        return format_html_join(
            " · ",
            '<a href="{}?q={}">{}</a>',
            ((reverse(f"admin:{name}_changelist"), school.urn, title) for title, name in lists),
        )
