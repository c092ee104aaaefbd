"""
Pages of the admin on which staff correct records.

Each change needs a reason. It goes into an event, with what stood there before and what
stands there now, in the transaction that saves the change.
"""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models

from config.web.staff_pages import StaffAdmin

from .services import Actor, record

REASON = "reason_for_change"


class ReasonForm(forms.ModelForm):
    """A form of the admin that asks why."""

    reason_for_change = forms.CharField(
        label="Reason for the change",
        help_text="It is kept with your name and the change.",
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        error_messages={"required": "Enter the reason for the change"},
    )

    def _post_clean(self):
        """
        Check the record's constraints over all its fields, shown or not.

        Django checks those alone whose every field can be typed, and the database would
        refuse the others with an error page.
        """
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error.messages)


class RecordedAdmin(StaffAdmin):
    """A page on which staff add or correct a record, and say why."""

    form = ReasonForm

    def school_urn(self, obj):
        """The school that a change to this record concerns, if there is one."""
        return obj.school.urn if hasattr(obj, "school") else None

    def school_urns(self, obj, changed: set[str]):
        """The schools in whose history a change belongs. Each gets an event of its own."""
        return [self.school_urn(obj)]

    def about(self, obj):
        """What the event is about: the record, or the one to whose history it belongs."""
        return obj

    def get_fieldsets(self, request, obj=None):
        """The reason comes last, where there is something to give a reason for."""
        may_write = (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        reason = [(None, {"fields": [REASON]})] if may_write else []
        return [*super().get_fieldsets(request, obj), *reason]

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name != REASON]

    def save_model(self, request, obj, form, change):
        form.before = _values(_stored(obj), form) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        changed = [formset for formset in formsets if formset.has_changed()]
        before = form.before | _rows(changed)
        super().save_related(request, form, formsets, change)
        after = _values(form.instance, form) | _rows(changed)
        if before == after:
            return
        for urn in self.school_urns(form.instance, {*after}):
            record(
                "changed in the admin" if change else "added in the admin",
                by=Actor.staff(request.user),
                about=self.about(form.instance),
                school_urn=urn,
                reason=form.cleaned_data[REASON],
                before=before if change else {},
                after=after,
            )


def _stored(obj):
    return type(obj)._base_manager.get(pk=obj.pk)


def _values(obj, form):
    """What the changed fields hold, in words that a record of the past can keep."""
    names = {field.name for field in obj._meta.get_fields()}
    return {name: _plain(obj, name) for name in form.changed_data if name in names}


def _plain(obj, name):
    if obj._meta.get_field(name).many_to_many:
        return sorted(str(related) for related in getattr(obj, name).all())
    value = getattr(obj, name)
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _rows(formsets):
    """The rows below the form, in words, as they are stored now."""
    return {
        str(formset.model._meta.verbose_name_plural): [str(row) for row in _stored_rows(formset)]
        for formset in formsets
    }


def _stored_rows(formset) -> models.QuerySet:
    return formset.model._base_manager.filter(**{formset.fk.name: formset.instance}).order_by("pk")
