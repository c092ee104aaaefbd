"""The one place that says which day and which moment it is."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day in London, or the day that ``SERVICE_TODAY`` moves development to."""
    return settings.SERVICE_TODAY or timezone.localdate()


def now() -> datetime:
    """This moment, with its time zone. It is not moved: it is for logs and expiry."""
    return timezone.now()
