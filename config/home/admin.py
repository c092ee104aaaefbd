"""What the admin is called, and closed schools that have something to hand over."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst

from config.events.services import Actor
from config.events.staff_pages import REASON, ReasonForm, RecordedAdmin
from participants.models import ECTAtSchool, MentorAtSchool
from partnerships.models import Partnership
from schools.admin.school_records import SchoolSearch
from schools.models import ClosedSchool, School, TutorAppointment

from .handover import findings, services
from .handover.services import CannotHandOver

admin.site.site_title = settings.SERVICE_NAME
admin.site.site_header = settings.SERVICE_NAME
admin.site.index_title = "For DfE staff"

#: What a list and a page tell of a closed school.
COLUMNS = (
    "urn",
    "name",
    "closed_on",
    "has_tutor",
    "partnerships_count",
    "ects_count",
    "mentors_count",
    "becomes",
)


class HandOverForm(ReasonForm):
    """To which school staff hand over what a closed one has."""

    to = forms.IntegerField(
        label="URN of the school that takes over",
        help_text=(
            "What that school has stays as it is. It takes over the people, and the tutor, answers"
            " and partnerships that it lacks. This cannot be undone."
        ),
        error_messages={
            "required": "Enter the URN of the school that takes over",
            "invalid": "Enter a URN of 6 digits",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        successors = findings.look_at([self.instance])[0].successors
        if "to" in self.fields and len(successors) == 1:
            self.fields["to"].initial = successors[0].urn

    def clean_to(self):
        """The school with that URN."""
        school = School.objects.filter(urn=self.cleaned_data["to"]).first()
        if school is None:
            raise ValidationError("We have no school with this URN")
        if school.pk == self.instance.pk:
            raise ValidationError("Enter the URN of another school")
        return school

    def clean(self):
        """What is in the way is an error. Nothing else gets in the way after that."""
        super().clean()
        if to := self.cleaned_data.get("to"):
            try:
                services.check(school=self.instance, to=to)
            except CannotHandOver as refusal:
                self.add_error("to", str(refusal))


@admin.register(ClosedSchool)
class ClosedSchoolAdmin(SchoolSearch, RecordedAdmin):
    """
    Closed schools that still have a tutor, partnerships or people, and why they wait.

    Staff hand over what one has to a school of their choice.
    """

    form = HandOverForm
    school_path = ""
    search_fields = ["=ukprn"]
    list_display = COLUMNS
    readonly_fields = [*COLUMNS, "pages"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .filter(findings.has_something())
            .annotate(
                count_tutors=_count(TutorAppointment.objects.standing()),
                count_partnerships=_count(Partnership.objects.standing()),
                count_ects=_count(ECTAtSchool.objects.current()),
                count_mentors=_count(MentorAtSchool.objects.current()),
            )
        )

    def changelist_view(self, request, extra_context=None):
        """Headed by what stands there, not by what to select and change."""
        heading = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, heading | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The page of one school. Once it is handed over, nothing is left there to edit."""
        shown = {
            "title": capfirst(str(self.opts.verbose_name)),
            "show_save_and_continue": False,
        }
        return super().changeform_view(request, object_id, form_url, shown | (extra_context or {}))

    def get_changelist_instance(self, request):
        """With what is to become of each school on the page, in a fixed number of queries."""
        changelist = super().get_changelist_instance(request)
        schools = changelist.result_list
        for school, finding in zip(schools, findings.look_at(schools), strict=True):
            school.finding = finding
        return changelist

    def get_fieldsets(self, request, obj=None):
        """To whom, and why, where someone may hand over."""
        shown = (None, {"fields": self.readonly_fields})
        if not self.has_change_permission(request, obj):
            return [shown]
        return [shown, ("Hand over", {"fields": ["to", REASON]})]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """Hand over. The service writes down that it was done, and why."""
        form.before = {}
        done = services.hand_over(
            school=obj,
            to=form.cleaned_data["to"],
            by=Actor.staff(request.user),
            reason=form.cleaned_data[REASON],
        )
        self.message_user(request, " ".join([f"Handed over: {done}", *done.left_out]))

    def response_change(self, request, obj):
        """Back to those that still wait."""
        return redirect("admin:schools_closedschool_changelist")

    @admin.display(description="tutor", boolean=True)
    def has_tutor(self, school):
        """Whether it has an induction tutor still."""
        return school.count_tutors > 0

    @admin.display(description="partnerships")
    def partnerships_count(self, school):
        """How many of them stand."""
        return school.count_partnerships

    @admin.display(description="ECTs")
    def ects_count(self, school):
        """How many are there still."""
        return school.count_ects

    @admin.display(description="mentors")
    def mentors_count(self, school):
        """How many are there still."""
        return school.count_mentors

    @admin.display(description="what becomes of it")
    def becomes(self, school):
        """To whom it goes, or why it waits."""
        finding = _finding(school)
        if finding.to:
            return f"It goes to {finding.to.label} with the next run of the command."
        return finding.reason

    @admin.display(description="see also")
    def pages(self, school):
        """The pages of the school, and of those that took its place."""
        schools = [school, *_finding(school).successors]
        return format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            ((reverse("admin:schools_school_change", args=[one.pk]), one.label) for one in schools),
        )


def _finding(school: Any) -> findings.Finding:
    """What is to become of a school, which a list has looked up for all its schools together."""
    if not hasattr(school, "finding"):
        [school.finding] = findings.look_at([school])
    return school.finding


def _count(records: QuerySet[Any]) -> Coalesce:
    """How many of these records a school has."""
    of_school = records.filter(school=OuterRef("pk")).order_by().values("school")
    counted = of_school.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
