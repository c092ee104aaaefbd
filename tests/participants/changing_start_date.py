"""A tutor changes when Zoë Smith starts as an ECT."""

from config.events.services import Actor
from participants.services import details

from .changing import PersonWalk, someone
from .days import in_days
from .registering import typed_date

BY = Actor.command("tests")


def an_ect(*, starts_in=10, **details):
    """Zoë Smith, who is to start in so many days."""
    return someone(
        "ect",
        started_on=in_days(starts_in),
        teacher__first_name="Zoë",
        teacher__last_name="Smith",
        **details,
    )


def walk_of(client, ect):
    """The tutor’s way through the pages."""
    return PersonWalk(client, "change-start-date", ect)


def answer(walk, day):
    """Type a day, and say which step comes next."""
    return walk.answer("start-date", **typed_date("started_on", day))


def change(ect, day):
    """The service, as the journey calls it."""
    ect.refresh_from_db()
    details.change_start_date(ect=ect, started_on=day, shown=ect.started_on, by=BY)
    ect.refresh_from_db()


def text_of(page):
    """All that a page says."""
    return " ".join(page.text.split())
