"""
Django forms that render as GOV.UK Frontend components.

Inherit from ``Form`` and use Django's own fields and widgets: the widget decides which
component is drawn, ``help_text`` is the hint, and ``widget.attrs`` carries
``autocomplete``, ``inputmode`` and any width class.

    class ContactForm(Form):
        method = ChoiceField(label="How should we contact you?", choices=..., widget=RadioSelect)
        email = EmailField(label="Email address")
        phone = CharField(widget=TextInput(attrs={"autocomplete": "tel", "type": "tel"}))

        reveals = {"method": {"email": "email", "phone": "phone"}}
"""

from .base import Answer, Form
from .dates import DateField, DateWidget
from .fields import ButtonField, EmailField, NameField, TypeAheadField, YesNoField

__all__ = [
    "Answer",
    "ButtonField",
    "DateField",
    "DateWidget",
    "EmailField",
    "Form",
    "NameField",
    "TypeAheadField",
    "YesNoField",
]
