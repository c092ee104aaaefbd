"""Periods that others may cut short."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from config.records.periods import Period
from config.web import clock


class Bounded(Period):
    """
    A period that ends by itself, or earlier because of another record.

    ``own_finished_on`` is where it ends by itself: the last day that its school has told us,
    or a change of mentor. Something that holds it may end it earlier: the next school, or the
    school period around a mentorship. ``finished_on`` is the earlier of the two. Where nothing
    is left of it, it is void for as long (``gave_way``), and comes back when it is not held
    any more. So whatever is taken back leaves things as they were.
    """

    own_finished_on = models.DateField("its own end", null=True, blank=True, editable=False)
    gave_way = models.BooleanField("void because of another", default=False, editable=False)

    class Meta(Period.Meta):
        abstract = True
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(own_finished_on=None)
                | Q(finished_on__isnull=False, finished_on__lte=F("own_finished_on")),
                name="%(app_label)s_%(class)s_ends_by_its_own_end",
                violation_error_message="It must end by its own end",
            ),
            models.CheckConstraint(
                condition=Q(gave_way=False) | Q(removed_at__isnull=False),
                name="%(app_label)s_%(class)s_void_if_it_gave_way",
            ),
        ]

    def is_over(self, day: date | None = None) -> bool:
        """Whether it has ended by a day, today if none is given."""
        return self.finished_on is not None and self.finished_on <= (day or clock.today())

    def holds_on(self, day: date) -> bool:
        """Whether a day lies in it. None does once it is removed."""
        return not self.removed_at and self.started_on <= day and not self.is_over(day)

    @property
    def last_day(self) -> date | None:
        """The last day in it, as people say it, or None if there is no end in sight."""
        return self.finished_on - timedelta(days=1) if self.finished_on else None

    @property
    def limit(self) -> date | None:
        """The first day on which nothing can be inside it, or None if there is no end in sight."""
        return self.started_on if self.removed_at else self.finished_on

    def end(self, on: date | None) -> None:
        """
        Let it end by itself on ``on``, the first day no longer in it, and save it.

        A period that would end on or before its start is removed, for good. None takes an end
        back: then ask ``services.periods`` what else holds it.
        """
        if on is not None and on <= self.started_on:
            self.removed_at, self.gave_way = self.removed_at or clock.now(), False
        else:
            held = None if self.finished_on == self.own_finished_on else self.finished_on
            self.own_finished_on = on
            self.finished_on = min((day for day in (on, held) if day), default=None)
        self.save()

    def fit(self, until: date | None) -> None:
        """
        End it where it ends by itself, or on ``until`` if that is earlier.

        It gives way where nothing is left of it. One that was removed for good stays so. It is
        saved if that changes anything.
        """
        if self.removed_at and not self.gave_way:
            return
        before = (self.finished_on, self.gave_way)
        end = min((day for day in (self.own_finished_on, until) if day), default=None)
        self.gave_way = end is not None and end <= self.started_on
        self.finished_on = self.own_finished_on if self.gave_way else end
        self.removed_at = (self.removed_at or clock.now()) if self.gave_way else None
        if (self.finished_on, self.gave_way) != before:
            self.save()
