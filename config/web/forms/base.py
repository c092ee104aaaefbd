"""The form that draws itself as GOV.UK components and plays its answers back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import TemplatesSetting

from .components import BoundField


class Renderer(TemplatesSetting):
    """Draws forms and fields with the service's own templates."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = BoundField


@dataclass(frozen=True)
class Answer:
    """One row of a check answers page. A large one shows the value big, to find slips in it."""

    key: str
    value: str
    is_large: bool = False


class Form(forms.Form):
    """A form which renders as GOV.UK components, errors and all."""

    default_renderer = Renderer
    use_required_attribute = False

    #: Any, since each kind of field has attributes of its own.
    fields: dict[str, Any]

    #: What the page is called, unless its one field is the question.
    title = ""
    #: {field: {choice: field which that choice reveals}}
    reveals: dict[str, dict[str, str]] = {}
    #: {field: what to call it on a check answers page}
    short_labels: dict[str, str] = {}
    #: Fields whose value is shown large on a check answers page.
    large: tuple[str, ...] = ()

    data: Any
    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[BoundField]: ...

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self._ignore_what_is_hidden()

    def get_context(self):
        """All that the template asks for. Django's own would go through all fields first."""
        return {"form": self}

    @property
    def main_fields(self):
        """The fields which the form draws itself, rather than inside another's choice."""
        revealed = {name for fields in self.reveals.values() for name in fields.values()}
        return [field for field in self if not field.is_hidden and field.name not in revealed]

    @property
    def heading_field(self):
        """A page with one question has that question as its heading."""
        fields = self.main_fields
        return fields[0].name if len(fields) == 1 and not self.title else None

    @property
    def heading(self):
        """The heading of the form's page, which its title starts with."""
        return self.title or self.main_fields[0].label

    @property
    def answers(self):
        """What to play back: not the hidden fields, nor those that were not on show."""
        return [
            Answer(field.short_label, field.display_value, field.name in self.large)
            for field in self
            if not field.is_hidden and not field.field.disabled
        ]

    @property
    def error_list(self):
        """The items of the error summary, in the order of the page."""
        first = f"#{self.main_fields[0].auto_id}" if self.main_fields else None
        whole_form = [{"text": error, "href": first} for error in self.non_field_errors()]
        return whole_form + [
            {"text": field.errors[0], "href": field.error_href} for field in self if field.errors
        ]

    @property
    def has_type_ahead(self):
        """Whether the page needs the type-ahead's script."""
        return any(hasattr(field.field.widget, "is_type_ahead") for field in self)

    @property
    def typed(self):
        """
        What a browser sent for this form, to keep and to play back: {input: [text, ...]}.

        It leaves out what the form does not ask, and what was typed in a field not on show.
        """
        keys = [key for field in self if not field.field.disabled for key in field.keys]
        return {key: self.data.getlist(key) for key in keys if key in self.data}

    def _ignore_what_is_hidden(self):
        """Neither require nor keep an answer to a question that was not on show."""
        for name, fields in self.reveals.items():
            chosen = self[name].data or []
            for choice, hidden in fields.items():
                if choice not in (chosen if isinstance(chosen, list) else [chosen]):
                    self.fields[hidden].required = False
                    self.fields[hidden].disabled = True
                    self.initial = {**self.initial, hidden: None}
