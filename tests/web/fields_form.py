"""A form with each of the fields that several pages share."""

from django.http import QueryDict
from django.utils.http import urlencode

from config.web.forms import DateField, EmailField, Form, NameField, TypeAheadField, YesNoField


class FieldsForm(Form):
    """None of them has to be filled in."""

    email = EmailField(label="Email", required=False)
    first_name = NameField(label="First name", thing="first name", required=False)
    day = DateField(label="Day", thing="the day", required=False)
    body = TypeAheadField(
        label="Body",
        required=False,
        choices=[("", ""), (7, "St. Ives (North)"), (8, "King’s Lynn"), (9, "Zoë’s Hill")],
        error_messages={"invalid_choice": "Select a body from the list"},
    )
    sure = YesNoField(label="Sure?", required=False)


def send(**typed):
    """The form as it is once somebody has sent this."""
    form = FieldsForm(QueryDict(urlencode(typed)))
    form.is_valid()
    return form
