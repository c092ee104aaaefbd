"""A teacher’s record in the admin: who they are, and their story over all schools."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from config.events.services import Actor
from config.events.staff_pages import REASON, ReasonForm, RecordedAdmin
from config.web.staff_pages import ReadOnlyInline
from participants import timeline
from participants.models import ECTAtSchool, MentorAtSchool, Teacher
from participants.services import completions, corrections, locks

from .people import MOVED, PersonSearch


class TeacherForm(ReasonForm):
    """
    Who a person is. It waits for whoever is changing their records.

    Mentorships at their schools may end with an induction, or come back.
    """

    def clean(self):
        super().clean()
        if self.instance.pk:
            try:
                locks.lock_induction(self.instance)
            except locks.MovedMeanwhile as moved:
                raise ValidationError(MOVED) from moved
            self.instance.refresh_from_db()


class ECTInline(ReadOnlyInline):
    """Where they are or were an ECT, removed ones too."""

    model = ECTAtSchool
    fields = ["school", "cohort", "email", "started_on", "finished_on", "removed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("teacher", "school", "cohort")


class MentorInline(ReadOnlyInline):
    """Where they mentor or mentored, removed ones too."""

    model = MentorAtSchool
    fields = ["school", "cohort", "email", "started_on", "finished_on", "removed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("teacher", "school", "cohort")


@admin.register(Teacher)
class TeacherAdmin(PersonSearch, RecordedAdmin):
    """
    People, with their story over all schools.

    We cannot ask the teaching record. A TRN is checked for its form, and against our own
    records only. Staff who have checked one correct it here.
    """

    form = TeacherForm
    teacher_path = ""
    school_path = ""
    search_fields = [
        f"{places}__{field}"
        for places in ("ect_places", "mentor_places")
        for field in ("email", "kept_search_name")
    ]
    search_help_text = "A TRN, a name or an email address"
    list_display = ["trn", "last_name", "first_name", "date_of_birth", "created_at"]
    list_display_links = ["trn", "last_name"]
    fieldsets = [
        (
            "Who they are",
            {
                "fields": ["trn", "first_name", "last_name", "date_of_birth"],
                "description": (
                    "We cannot ask the teaching record: schools typed these. Check a TRN there"
                    " before you correct it. Whoever asked us to check it is told that they can"
                    " go on."
                ),
            },
        ),
        (
            "What they have completed",
            {
                "fields": [
                    "induction_completed_on",
                    "induction_exempt_on",
                    "mentor_training_completed_on",
                ]
            },
        ),
        ("Their story", {"fields": ["story"]}),
    ]
    readonly_fields = ["story"]
    inlines = [ECTInline, MentorInline]

    def has_add_permission(self, request):
        """Schools register people, with all that follows from it."""
        return False

    def school_urns(self, obj, changed):
        """
        Those where they are now: it shows in their history there.

        What they have completed is told by itself, where it shows.
        """
        if changed <= completions.DATES:
            return [None]
        places = [*obj.ect_places.going_on(), *obj.mentor_places.going_on()]
        return sorted({place.school.urn for place in places}) or [None]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        before = {name: form.initial[name] for name in form.changed_data if name in form.initial}
        by, reason = Actor.staff(request.user), form.cleaned_data[REASON]
        corrections.follow_up(obj, before=before, by=by, reason=reason)

    @admin.display(description="by place")
    def story(self, teacher):
        """Each place with its days, providers, body and mentors."""
        chapters = [_chapter(chapter) for chapter in timeline.story(teacher)]
        return format_html_join("", "{}", ((chapter,) for chapter in chapters)) or "Nothing yet"


def _chapter(chapter):
    lines = [*chapter.facts, *(f"{one.days}: {one.words}" for one in chapter.stretches)]
    return format_html(
        "<p><strong>{}: {}</strong></p><ul>{}</ul>",
        chapter.place.days,
        chapter.place.words,
        format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
    )
