"""When schools may answer and register for a cohort."""

from datetime import date

from django.db import transaction

from config.events.services import Actor, record
from config.web import formats
from config.web.errors import Refused
from schools.models import Cohort


class AlreadyOpen(Refused):
    """Registration has begun, so the day on which it did cannot change."""


@transaction.atomic
def open_registration(*, start_year: int, on: date, by: Actor) -> bool:
    """
    Let registration for a cohort begin on a day. Tells whether that is news.

    The day can be moved until it has come; then raises ``AlreadyOpen``.
    """
    Cohort.objects.get_or_create(start_year=start_year)
    cohort = Cohort.objects.select_for_update().get(start_year=start_year)
    before = cohort.registration_opens_on
    if before == on:
        return False
    if before and cohort.is_open:
        raise AlreadyOpen(
            f"Registration for {cohort} has been open since {formats.day(before)}."
            " That day cannot change any more."
        )
    cohort.registration_opens_on = on
    cohort.save(update_fields=["registration_opens_on"])
    record(
        "cohort opened",
        by=by,
        about=cohort,
        before={"registration opens on": before and before.isoformat()},
        after={"registration opens on": on.isoformat()},
    )
    return True
