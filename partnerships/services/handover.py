"""The partnerships of a school that has closed go on at the one that took its place."""

from collections.abc import Iterable
from datetime import date

from config.events.services import Actor, record
from partnerships.models import Partnership
from schools.models import Cohort, School

from .partnerships import end, summary


def take_over(
    *, old: School, new: School, cohorts: Iterable[Cohort], on: date, by: Actor, reason: str = ""
) -> tuple[list[Partnership], list[Partnership]]:
    """
    End the partnerships of ``old`` on a day, and begin those of ``cohorts`` at ``new``.

    They are as they were: confirmed or not, reported or not. What comes back are those that go
    on, and those that have ended for good. Whoever calls this holds the locks of both schools.
    """
    begun, ended = [], []
    cohorts = set(cohorts)
    for partnership in old.partnerships.standing().with_providers().select_related("cohort"):
        end(partnership, ending=Partnership.Ending.HANDED_OVER, on=on, by=by, reason=reason)
        if partnership.cohort in cohorts:
            begun.append(_begin(partnership, at=new, on=on, by=by, reason=reason))
        else:
            ended.append(partnership)
    return begun, ended


def _begin(before, *, at, on, by, reason):
    partnership = Partnership.objects.create(
        school=at,
        cohort=before.cohort,
        lead_provider=before.lead_provider,
        delivery_partner=before.delivery_partner,
        status=before.status,
        reported_at=before.reported_at,
        answer_before=before.answer_before,
        started_on=max(on, before.started_on),
    )
    record(
        "partnership taken over",
        by=by,
        about=partnership,
        school_urn=at.urn,
        before={"school": before.school.label},
        after=summary(partnership),
        reason=reason,
    )
    return partnership
