"""What one ECT may have of their own, in place of what their school has."""

from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Value

from appropriate_bodies.models import AppropriateBody
from partnerships.models import DeliveryPartner, LeadProvider, ProviderPairing
from schools.models import Cohort, School


@dataclass(frozen=True)
class Offers:
    """Appropriate bodies, and pairings of providers where they were asked for, by their names."""

    bodies: list[AppropriateBody]
    pairings: list[ProviderPairing] = field(default_factory=list)


def find_offers(school: School, cohort: Cohort, *, with_pairings: bool) -> Offers:
    """What an ECT of a cohort may have at a school, in one query."""
    bodies = AppropriateBody.objects.offered(
        to=school.chooses_bodies_as, cohort_year=cohort.start_year
    )
    if not with_pairings:
        return Offers(list(bodies))
    nothing = Value(None, output_field=BigIntegerField(null=True))
    pairings = cohort.pairings.order_by().values_list(
        "lead_provider_id", "lead_provider__name", "delivery_partner_id", "delivery_partner__name"
    )
    both = bodies.order_by().values_list("pk", "name", nothing, "type").union(pairings, all=True)
    offers = Offers([])
    for pk, name, partner_pk, more in both.order_by("name"):
        if partner_pk is None:
            offers.bodies.append(AppropriateBody(pk=pk, name=name, type=more))
            continue
        offers.pairings.append(
            ProviderPairing(
                cohort=cohort,
                lead_provider=LeadProvider(pk=pk, name=name),
                delivery_partner=DeliveryPartner(pk=partner_pk, name=more),
            )
        )
    return offers
