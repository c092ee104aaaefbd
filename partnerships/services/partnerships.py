"""Beginning and ending partnerships. Who does so holds the school's lock (School.locked)."""

from datetime import date, datetime

from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from partnerships.emails import answers as emails
from partnerships.models import DeliveryPartner, LeadProvider, Partnership, ProviderPairing
from schools.models import Cohort, School


class NotOffered(Refused):
    """The lead provider does not work in this cohort, or not with this delivery partner."""


def check_offered(
    *, cohort: Cohort, lead_provider: LeadProvider, delivery_partner: DeliveryPartner | None
) -> None:
    """Raise ``NotOffered`` unless these may train people in the cohort."""
    pairings = ProviderPairing.objects.filter(cohort=cohort, lead_provider=lead_provider)
    if not pairings.exists():
        raise NotOffered(f"{lead_provider} does not offer training in {cohort}.")
    if delivery_partner and not pairings.filter(delivery_partner=delivery_partner).exists():
        raise NotOffered(f"{lead_provider} does not work with {delivery_partner} in {cohort}.")


def starts_on(*, school: School, cohort: Cohort) -> date:
    """
    The first day of a partnership that begins now.

    A school's first one covers the cohort from its first day, or from today if that is
    earlier; one that comes after another begins today.
    """
    today = clock.today()
    if school.partnerships.not_removed().filter(cohort=cohort).exists():
        return today
    return min(today, cohort.first_start_on)


def begin(
    *,
    school: School,
    cohort: Cohort,
    lead_provider: LeadProvider,
    delivery_partner: DeliveryPartner | None,
    status: str,
    by: Actor,
    reported_at: datetime | None = None,
    answer_before: str = "",
    reference: str = "",
) -> Partnership:
    """
    The school's partnership for a cohort, which must have none standing.

    Raises ``NotOffered``.
    """
    check_offered(cohort=cohort, lead_provider=lead_provider, delivery_partner=delivery_partner)
    partnership = Partnership.objects.create(
        school=school,
        cohort=cohort,
        lead_provider=lead_provider,
        delivery_partner=delivery_partner,
        status=status,
        started_on=starts_on(school=school, cohort=cohort),
        reported_at=reported_at,
        answer_before=answer_before,
    )
    record(
        f"partnership {status}",
        by=by,
        about=partnership,
        school_urn=school.urn,
        after=summary(partnership),
        reference=reference,
    )
    return partnership


def end(
    partnership: Partnership,
    *,
    ending: str,
    on: date | None = None,
    by: Actor,
    reason: str = "",
    reference: str = "",
) -> None:
    """
    End a partnership, today if no day is given, for the reason ``ending``.

    That is one of ``Partnership.Ending``; ``reason`` is what staff have said in its place.
    """
    partnership.ending = ending
    partnership.end(on or clock.today())
    record(
        "partnership ended",
        by=by,
        about=partnership,
        school_urn=partnership.school.urn,
        before=summary(partnership),
        reason=reason or partnership.get_ending_display(),
        reference=reference,
    )


def tell_left(partnership: Partnership, *, cohort: Cohort) -> None:
    """The lead provider hears that it is left in a cohort, if it still offers training there."""
    offers = ProviderPairing.objects.filter(cohort=cohort, lead_provider=partnership.lead_provider)
    if offers.exists():
        emails.partnership_left(partnership, cohort=cohort)


def summary(partnership: Partnership) -> dict[str, str]:
    """What it says, in plain values for an event."""
    partner = partnership.delivery_partner
    return {
        "cohort": str(partnership.cohort),
        "lead provider": partnership.lead_provider.name,
        "delivery partner": partner.name if partner else "",
        "status": partnership.status,
    }
