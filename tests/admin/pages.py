"""The admin's addresses, and what tests do at them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

REASON = {"reason_for_change": "The school wrote to us"}


def url(model, page, *args):
    """The address of one of a model’s pages."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=args)


def queries_of(fetch):
    """How many queries it takes, once whatever is looked up once has been looked up."""
    fetch()
    with CaptureQueriesContext(connection) as queries:
        assert fetch().status_code == 200
    return len(queries)


def errors_of(response):
    """What the form says is wrong."""
    assert response.status_code == 200, "it was saved"
    form = response.context["adminform"].form
    return [message for messages in form.errors.values() for message in messages]


def change(client, record, values):
    """Send the form of a record’s page."""
    return client.post(url(type(record), "change", record.pk), values)
