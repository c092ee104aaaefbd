"""ECTs and mentors at schools in the admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from config.events.services import Actor
from config.events.staff_pages import REASON
from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import corrections, locks
from participants.services.addresses import is_taken
from participants.services.periods import ended_by
from partnerships.services.partnerships import NotOffered, check_offered

from .people import MOVED, PersonRecordAdmin, PlaceRecordForm


class PlaceForm(PlaceRecordForm):
    """
    A place at a school: an address that is somebody else's is an error.

    Its days may change those of the person's other places, so the schools of all are locked.
    """

    def clean(self):
        try:
            locks.lock_move(self.instance.teacher.trn, school=self.instance.school)
        except locks.MovedMeanwhile as moved:
            raise ValidationError(MOVED) from moved
        super().clean()
        if "finished_on" in self.changed_data:
            self.instance.own_finished_on = self.cleaned_data.get("finished_on")
        self._check_first_day()
        self._check_places_before()
        self._check_cohort()
        self._check_email()

    def _check_email(self):
        """The address of someone who had left may be another person's by now."""
        email = self.cleaned_data.get("email", "")
        if not email or not ("email" in self.changed_data or self._comes_back()):
            return
        if self._is_taken(email.casefold()):
            self.add_error("email", "Another ECT or mentor is registered with this email address")

    def _is_taken(self, email):
        """Whether an address is somebody else's, held until the change is saved."""
        locks.lock_email(email)
        return is_taken(email, trn=self.instance.teacher.trn)

    def _comes_back(self):
        """Whether somebody who had left is there again."""
        end, today = self.cleaned_data.get("finished_on"), clock.today()
        left_on = self.initial.get("finished_on")
        return left_on is not None and left_on <= today and (end is None or end > today)

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

    def _check_places_before(self):
        """
        A place that ends where this one begins has begun before.

        Where it goes on again, its address may be another person's by now.
        """
        first_day = self.cleaned_data.get("started_on")
        if first_day is None or "started_on" not in self.changed_data:
            return
        for place in ended_by(self.instance):
            if first_day <= place.started_on:
                message = "They must start after they started where they were last"
                self.add_error("started_on", message)
            elif place.is_over() and first_day > clock.today() and self._is_taken(place.email):
                message = "Another ECT or mentor has the email address that they had there"
                self.add_error("started_on", message)

    def _check_cohort(self):
        """Training of their own goes along, if its providers work together in that cohort."""
        if "cohort" not in self.changed_data:
            return
        cohort = self.cleaned_data.get("cohort")
        for training in self.instance.training.with_providers():
            if cohort is None:
                self.add_error("cohort", "Training of their own needs a cohort")
            elif training.lead_provider:
                try:
                    check_offered(
                        cohort=cohort,
                        lead_provider=training.lead_provider,
                        delivery_partner=training.delivery_partner,
                    )
                except NotOffered as refusal:
                    self.add_error("cohort", f"Training of their own does not fit: {refusal}")

    def clean_email(self):
        """As services keep it."""
        return self.cleaned_data["email"].casefold()


class PlaceAdmin(PersonRecordAdmin):
    """Somebody's place at a school. What lies inside it is kept inside it."""

    form = PlaceForm
    list_filter = ["cohort", ("finished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["teacher", "school", "cohort"]
    search_fields = ["email", "kept_search_name"]
    readonly_fields = [
        "teacher",
        "school",
        "own_finished_on",
        "gave_way_to",
        "removed_at",
        "registered_at",
        "known_as",
    ]
    list_display = [
        "teacher",
        "school",
        "cohort",
        "started_on",
        "finished_on",
        "removed_at",
    ]

    @admin.display(description="name that the school sees")
    def known_as(self, place):
        """A school that they have left keeps the name that it knew."""
        return place.full_name

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        corrections.keep_together(
            obj,
            changed={*form.changed_data},
            by=Actor.staff(request.user),
            reason=form.cleaned_data[REASON],
        )


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
        "known_as",
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
        "known_as",
    ]
