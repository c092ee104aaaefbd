"""What of a person's training is not their school's."""

from datetime import date
from typing import Any

from participants.models import ECTAtSchool, MentorAtSchool, Training
from partnerships.models import DeliveryPartner, LeadProvider
from partnerships.services.partnerships import check_offered


def use_own_providers(
    place: ECTAtSchool | MentorAtSchool,
    *,
    lead_provider: LeadProvider,
    delivery_partner: DeliveryPartner | None,
    on: date | None = None,
) -> Training:
    """
    From a day on, the first of the place if none is given, someone has providers of their own.

    A mentor has to have a cohort, which is that of their training.

    Raises ``NotOffered`` of partnerships.
    """
    cohort: Any = place.cohort
    check_offered(cohort=cohort, lead_provider=lead_provider, delivery_partner=delivery_partner)
    return Training.objects.create(
        ect=place if isinstance(place, ECTAtSchool) else None,
        mentor=place if isinstance(place, MentorAtSchool) else None,
        cohort=cohort,
        lead_provider=lead_provider,
        delivery_partner=delivery_partner,
        started_on=on or place.started_on,
        finished_on=place.finished_on,
    )
