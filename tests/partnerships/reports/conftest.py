"""A school, and a lead provider that reports it."""

import pytest

from partnerships.services import reports
from tests.factories import (
    CohortFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolFactory,
)

from .situations import BY


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def cohort():
    return CohortFactory(start_year=2026)


@pytest.fixture
def pairing(cohort):
    return ProviderPairingFactory(cohort=cohort)


@pytest.fixture
def other_partner(pairing):
    """Another delivery partner of the same lead provider."""
    return ProviderPairingFactory(
        cohort=pairing.cohort, lead_provider=pairing.lead_provider
    ).delivery_partner


@pytest.fixture
def report(school, cohort, pairing):
    """Report the pairing for the school, but for what is given."""

    def report_with(**changes):
        details = {
            "school": school,
            "cohort": cohort,
            "lead_provider": pairing.lead_provider,
            "delivery_partner": pairing.delivery_partner,
        }
        return reports.report(**details | changes, by=BY)

    return report_with


@pytest.fixture
def standing(school, pairing):
    """Make the partnership that stands already, but for what is given."""
    return lambda **changes: PartnershipFactory(**{"school": school, "pairing": pairing} | changes)
