"""How each Django field becomes the parameters of its GOV.UK component."""

import datetime
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from config.web import formats

from .dates import DateWidget


class BoundField(forms.BoundField):
    """A field which knows how to ask for its GOV.UK component."""

    form: Any
    field: Any

    COMPONENTS = (
        (forms.CheckboxSelectMultiple, "checkboxes"),  # before RadioSelect, which it inherits from
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
    )

    @property
    def component(self):
        """The name of the component, which is that of its macro in govuk/fields.html."""
        widget = self.field.widget
        if component := getattr(widget, "component", None):
            return component
        return next((name for kind, name in self.COMPONENTS if isinstance(widget, kind)), "input")

    @property
    def params(self):
        """The parameters of this field's GOV.UK macro."""
        common = {
            "name": self.html_name,
            "hint": {"text": self.help_text} if self.help_text else None,
            "errorMessage": {"text": self.errors[0]} if self.errors else None,
        }
        return common | getattr(self, f"_{self.component}_params", self._text_params)()

    @property
    def keys(self):
        """What its inputs are called in what a browser sends."""
        keys = getattr(self.field.widget, "keys", None)
        return keys(self.html_name) if keys else [self.html_name]

    @property
    def error_href(self):
        """Where the error summary sends someone: the first input that is wrong."""
        part = next(iter(self._wrong_parts), None)
        return f"#{self.auto_id}-{part}" if part else f"#{self.auto_id}"

    @property
    def display_value(self):
        """The answer as it reads on a check answers page."""
        value = self.form.cleaned_data.get(self.name)
        if isinstance(value, datetime.date):
            return formats.day(value)
        labels = {str(key): label for key, label in getattr(self.field, "choices", ())}
        if isinstance(value, list):
            return ", ".join(str(labels.get(str(item), item)) for item in value)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return str(labels.get(str(value), value or ""))

    @property
    def short_label(self):
        """The question as a noun, for a summary list."""
        return self.form.short_labels.get(self.name, self.label)

    @property
    def _heading(self):
        return {"isPageHeading": True} if self.form.heading_field == self.name else {}

    def _label(self):
        size = {"classes": "govuk-label--l"} if self._heading else {}
        return {"text": self.label} | size | self._heading

    def _legend(self):
        size = "l" if self._heading else "m"
        legend = {"text": self.label, "classes": f"govuk-fieldset__legend--{size}"}
        return {"legend": legend | self._heading}

    def _text_params(self):
        attrs = dict(self.field.widget.attrs)
        value = self.value()
        return {
            "id": self.auto_id,
            "label": self._label(),
            "type": attrs.pop("type", getattr(self.field.widget, "input_type", None)),
            "value": "" if value is None else str(value),
            "classes": attrs.pop("class", ""),
            "rows": attrs.pop("rows", None),
            "attributes": {k: v for k, v in attrs.items() if k not in {"cols", "maxlength"}},
        }

    def _textarea_params(self):
        # The macros indent what is nested in them, so a revealed textarea would grow two
        # spaces a line each time it is shown: keep its value on one line of HTML.
        params = self._text_params()
        return params | {
            "value": format_html_join(
                mark_safe("&#10;"), "{}", ((line,) for line in params["value"].splitlines())
            )
        }

    def _select_params(self):
        params = self._text_params() | {"items": self._items("selected")}
        if hasattr(self.field.widget, "is_type_ahead"):
            known = {str(option) for option, _ in self.field.choices}
            typed = "" if params["value"] in known else params["value"].strip()
            params["attributes"] |= {"data-type-ahead": typed}
        return params

    def _radios_params(self):
        return {
            "idPrefix": self.auto_id,
            "fieldset": self._legend(),
            "items": self._items("checked"),
        }

    _checkboxes_params = _radios_params

    def _checkbox_params(self):
        checked = bool(self.value())
        return {
            "idPrefix": self.auto_id,
            "items": [{"value": "on", "text": self.label, "checked": checked}],
        }

    def _date_params(self):
        return {
            "id": self.auto_id,
            "namePrefix": self.html_name,
            "fieldset": self._legend(),
            "items": [
                {
                    "name": part,
                    "value": value,
                    "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                    + (" govuk-input--error" if part in self._wrong_parts else ""),
                    "autocomplete": self.field.widget.autocomplete(part),
                }
                for part, value in self.field.widget.parts(self.value()).items()
            ],
        }

    def _items(self, mark):
        value = self.value()
        chosen = {str(item) for item in (value if isinstance(value, list) else [value])}
        revealed = self.form.reveals.get(self.name, {})
        return [
            {
                "value": str(option),
                "text": label,
                mark: str("" if option is None else option) in chosen,
                "conditional": {"html": self.form[revealed[option]].as_field_group()}
                if option in revealed
                else None,
            }
            for option, label in self.field.choices
        ]

    @property
    def _wrong_parts(self):
        """The parts of a date that are wrong: all of them unless the error says which."""
        errors = self.form.errors.as_data().get(self.name, [])
        if not errors or self.component != "date":
            return ()
        return (errors[0].params or {}).get("parts") or DateWidget.PARTS
