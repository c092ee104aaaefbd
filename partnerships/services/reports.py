"""
What lead providers report about their schools, and schools saying that a report is wrong.

A report makes a partnership that is confirmed at once. Where the school had said no, that it
does not know yet, or nothing, the report says "Yes, provider-led" in its place. The
partnership's ``answer_before`` remembers what the school had said; it stays empty where the
school had said nothing, or nothing else than the report. Such a school has not answered: it
may still say what it likes.
"""

from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from partnerships import queries
from partnerships.emails import reports as emails
from partnerships.models import DeliveryPartner, LeadProvider, Partnership
from schools.models import Cohort, Programme, School, SchoolCohort
from schools.services import answers

from . import partnerships

Expects, Ending = SchoolCohort.Expects, Partnership.Ending

#: Why a school may say that a report is wrong.
WRONG_BECAUSE = (
    Ending.OTHER_PROVIDER,
    Ending.NOT_AGREED,
    Ending.NOT_KNOWN,
    Ending.NO_ECTS,
    Ending.MISTAKE,
)
DAYS_TO_OBJECT = timedelta(days=14)


class ReportRefused(Refused):
    """A report, or an objection to one, that does not fit our records."""


class Outcome(StrEnum):
    """What a report did."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@transaction.atomic
def report(
    *,
    school: School,
    cohort: Cohort,
    lead_provider: LeadProvider,
    delivery_partner: DeliveryPartner | None,
    by: Actor,
    quiet: bool = False,
) -> Outcome:
    """
    Take in that a lead provider trains a school's people in a cohort.

    It makes a partnership, or confirms the one that stands with the same lead provider, and
    fills in or replaces its delivery partner. The school is emailed, unless it is ``quiet``.

    Raises ``ReportRefused``, or ``NotOffered`` of partnerships.
    """
    school = School.objects.locked().get(pk=school.pk)
    school_cohort = school.cohorts.filter(cohort=cohort).first()
    standing = queries.find_standing(school=school, cohort=cohort)
    if standing:
        standing.cohort = cohort
    _check(school, school_cohort, standing, lead_provider)
    if standing and standing.is_confirmed and _adds_nothing(standing, delivery_partner):
        return Outcome.UNCHANGED

    answer_before = _answer_before(school_cohort, standing)
    school_cohort = _expect_training(school, cohort, school_cohort, by=by)
    if standing and not _contradicts(standing, delivery_partner):
        partnership = _confirm(standing, delivery_partner, by=by)
    else:
        if standing:
            partnerships.end(standing, ending=Ending.REPLACED, by=by)
        partnership = partnerships.begin(
            school=school,
            cohort=cohort,
            lead_provider=lead_provider,
            delivery_partner=delivery_partner,
            status=Partnership.Status.CONFIRMED,
            reported_at=clock.now(),
            answer_before=answer_before,
            by=by,
        )
    if not quiet:
        emails.partnership_reported(
            partnership,
            school_cohort=school_cohort,
            last_day=last_day_to_object(partnership),
        )
    return Outcome.CHANGED if standing else Outcome.CREATED


@transaction.atomic
def report_wrong(*, partnership: Partnership, ending: str, by: Actor, reference: str = "") -> None:
    """
    Take in that a school says its lead provider's report is wrong.

    ``ending`` is the reason, one of ``WRONG_BECAUSE``.
    The partnership ends, the answer and the partnership before it return, and the lead provider
    is emailed.

    Raises ``ReportRefused``, also where there are to be no ECTs and someone is registered.
    """
    if ending not in WRONG_BECAUSE:
        raise ValueError(f"A report cannot be wrong because of “{ending}”")
    school = School.objects.locked().get(pk=partnership.school_id)
    standing = queries.find_standing(school=school, cohort=partnership.cohort)
    if standing is None or standing.pk != partnership.pk:
        raise ReportRefused("This partnership has ended.")
    if not may_be_reported_wrong(standing):
        raise ReportRefused("It is too late to report this partnership as wrong.")
    has_people = queries.has_people(school=school, cohort=partnership.cohort)
    if has_people and ending == Ending.NO_ECTS:
        raise ReportRefused("You have ECTs or mentors in this year.")
    partnerships.end(standing, ending=ending, by=by, reference=reference)
    _return_answer(standing, has_people=has_people, by=by, reference=reference)
    emails.reported_wrong(standing)


def may_be_reported_wrong(partnership: Partnership) -> bool:
    """Whether a lead provider reported it, and not so long ago that the school must accept it."""
    last_day = last_day_to_object(partnership)
    return partnership.is_standing and last_day is not None and clock.today() <= last_day


def last_day_to_object(partnership: Partnership) -> date | None:
    """31 October of the cohort, or 14 days after the report, or None if there was no report."""
    if partnership.reported_at is None:
        return None
    reported_on = timezone.localdate(partnership.reported_at)
    return max(date(partnership.cohort.start_year, 10, 31), reported_on + DAYS_TO_OBJECT)


def _check(school, school_cohort, standing, lead_provider):
    """Raise ``ReportRefused`` if the school cannot have this, or has something else."""
    if not school.is_open:
        raise ReportRefused(f"{school.label} is closed")
    if not school.is_funded:
        raise ReportRefused(f"{school.label} is not funded to use a training provider")
    if standing and standing.lead_provider != lead_provider:
        raise ReportRefused(
            f"{school.label} has a {standing.status} partnership with {standing.lead_provider}"
        )
    programme = school_cohort.programme if school_cohort else ""
    if programme not in ("", Programme.PROVIDER_LED):
        raise ReportRefused(f"{school.label} chose “{Programme(programme).label}”")


def _adds_nothing(standing, delivery_partner):
    """Whether we know the delivery partner already. None says nothing of it."""
    return delivery_partner in (None, standing.delivery_partner)


def _contradicts(standing, delivery_partner):
    """Whether it names another delivery partner than we know."""
    return standing.delivery_partner is not None and not _adds_nothing(standing, delivery_partner)


def _answer_before(school_cohort, standing):
    """What the report takes the place of. Reports that follow one another count as one."""
    if school_cohort is None:
        return ""
    if standing and standing.reported_at and not _has_spoken_since(school_cohort, standing):
        return standing.answer_before
    if school_cohort.programme == Programme.PROVIDER_LED:
        return ""
    return school_cohort.expects_ects


def _has_spoken_since(school_cohort, partnership):
    answered_at = school_cohort.answered_at
    return answered_at is not None and answered_at >= partnership.reported_at


def _expect_training(school, cohort, school_cohort, *, by):
    """The school expects ECTs and is provider-led, whatever it had said."""
    if school_cohort is None:
        return SchoolCohort.objects.create(
            school=school, cohort=cohort, expects_ects=Expects.YES, programme=Programme.PROVIDER_LED
        )
    if school_cohort.programme == Programme.PROVIDER_LED:
        return school_cohort
    before = _details(school_cohort)
    if school_cohort.expects_ects != Expects.YES:
        # this is the lead provider's word, not the school's, which may still answer
        school_cohort.answered_at, school_cohort.answered_by = None, ""
    school_cohort.expects_ects, school_cohort.programme = Expects.YES, Programme.PROVIDER_LED
    _save_answer(school_cohort, before=before, by=by)
    return school_cohort


def _confirm(partnership, delivery_partner, *, by):
    """The lead provider says the same as we know, or adds its delivery partner."""
    if delivery_partner:
        partnerships.check_offered(
            cohort=partnership.cohort,
            lead_provider=partnership.lead_provider,
            delivery_partner=delivery_partner,
        )
    before = partnerships.summary(partnership)
    partnership.status = Partnership.Status.CONFIRMED
    partnership.delivery_partner = delivery_partner or partnership.delivery_partner
    if partnership.reported_at:
        partnership.reported_at = clock.now()
    partnership.save(update_fields=["status", "delivery_partner", "reported_at"])
    record(
        "partnership confirmed",
        by=by,
        about=partnership,
        school_urn=partnership.school.urn,
        before=before,
        after=partnerships.summary(partnership),
    )
    return partnership


def _return_answer(partnership, *, has_people, by, reference):
    """
    What the school had said before the report holds again, unless it has spoken since.

    People who are registered in the cohort keep their programme.
    """
    school_cohort = partnership.school.cohorts.get(cohort=partnership.cohort)
    says_no = partnership.ending == Ending.NO_ECTS
    answer_before = Expects.NO if says_no else partnership.answer_before
    if has_people:
        answer_before = ""
    if not says_no and _has_spoken_since(school_cohort, partnership):
        return
    before = _details(school_cohort)
    if answer_before in (Expects.NO, Expects.UNKNOWN):
        school_cohort.expects_ects = answer_before
        school_cohort.appropriate_body = None
        school_cohort.answered_at, school_cohort.answered_by = clock.now(), by.words
    if answer_before:
        school_cohort.programme = ""
        _save_answer(school_cohort, before=before, by=by)
    elif replaced := _find_replaced(partnership, school_cohort):
        partnerships.begin(
            school=replaced.school,
            cohort=replaced.cohort,
            lead_provider=replaced.lead_provider,
            delivery_partner=replaced.delivery_partner,
            status=replaced.status,
            reported_at=replaced.reported_at,
            answer_before=replaced.answer_before,
            by=by,
            reference=reference,
        )
    elif school_cohort.answered_at is None and not has_people:
        record(
            "answer changed by a report",
            by=by,
            about=school_cohort,
            school_urn=partnership.school.urn,
            before=before,
        )
        # the school had said nothing, which is what no row says
        school_cohort.delete()


def _find_replaced(partnership, school_cohort):
    """
    The last partnership that the school wanted, if reports alone took its place, or None.

    It named that one, or it has spoken since that one was reported.
    """
    earlier = partnership.school.partnerships.with_providers().select_related("cohort", "school")
    for before in earlier.filter(cohort=partnership.cohort, pk__lt=partnership.pk).order_by("-pk"):
        if before.ending != Ending.REPLACED:
            return None
        if before.reported_at is None or _has_spoken_since(school_cohort, before):
            return before
    return None


def _save_answer(school_cohort, *, before, by):
    school_cohort.save()
    record(
        "answer changed by a report",
        by=by,
        about=school_cohort,
        school_urn=school_cohort.school.urn,
        before=before,
        after=_details(school_cohort),
    )


def _details(school_cohort):
    answered_at = school_cohort.answered_at
    return answers.summary(school_cohort) | {
        "answered at": answered_at.isoformat() if answered_at else "",
        "answered by": school_cohort.answered_by,
    }
