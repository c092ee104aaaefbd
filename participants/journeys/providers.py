"""Choosing a lead provider for one person, and who of those it works with."""

from typing import Any

from django.utils.functional import cached_property

from partnerships.models import DeliveryPartner, LeadProvider, ProviderPairing


class ChoosesProviders:
    """A journey that asks who trains someone in a ``cohort``, where it is not as at the school."""

    answers: dict[str, Any]
    cohort: Any

    @cached_property
    def _pairings(self) -> list[ProviderPairing]:
        return list(self.cohort.pairings.select_related("lead_provider", "delivery_partner"))

    @property
    def lead_providers(self) -> list[LeadProvider]:
        """All that train people in that cohort, since only the delivery partner may differ."""
        return sorted({pairing.lead_provider for pairing in self._pairings}, key=str)

    @property
    def lead_provider(self) -> LeadProvider | None:
        """The one chosen in place of the school's, if any."""
        return self.answers.get("lead_provider")

    @property
    def delivery_partners(self) -> list[DeliveryPartner]:
        """All that it works with."""
        pairings = [one for one in self._pairings if one.lead_provider == self.lead_provider]
        return sorted((pairing.delivery_partner for pairing in pairings), key=str)
