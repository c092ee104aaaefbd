"""The commands that take in lead providers and provider pairings."""

import pytest

from partnerships.models import (
    DeliveryPartner,
    LeadProvider,
    LeadProviderContact,
    ProviderPairing,
)
from schools.models import Cohort
from tests.factories import CohortFactory, LeadProviderContactFactory, LeadProviderFactory
from tests.imports import csv_bytes, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def import_contacts(tmp_path):
    """Run import_lead_providers on pairs of a name and an address."""

    def run_on(*rows, **options):
        path = tmp_path / "contacts.csv"
        path.write_bytes(
            csv_bytes([dict(zip(("name", "contact_email"), row, strict=True)) for row in rows])
        )
        return run("import_lead_providers", path, **options)

    return run_on


@pytest.fixture
def import_pairings(tmp_path):
    """Run import_provider_pairings on triples of cohort, lead provider and delivery partner."""

    def run_on(*rows, **options):
        path = tmp_path / "pairings.csv"
        columns = ("cohort", "lead_provider", "delivery_partner")
        path.write_bytes(csv_bytes([dict(zip(columns, row, strict=True)) for row in rows]))
        return run("import_provider_pairings", path, **options)

    return run_on


def test_a_lead_provider_has_an_address_for_each_line(import_contacts):
    rows = [
        ("Alpha", "one@alpha.example"),
        ("alpha ", "Two@alpha.example"),
        ("Beta", "b@b.example"),
    ]
    ran = import_contacts(*rows)
    assert "New lead providers: Alpha, Beta." in ran.lines
    assert "Addresses: 3 created, 0 changed, 0 unchanged, 0 rejected." in ran.lines
    alpha = LeadProvider.objects.get(name="Alpha")
    assert [contact.email for contact in alpha.contacts.all()] == [
        "one@alpha.example",
        "two@alpha.example",
    ]
    assert import_contacts(*rows).lines == [
        "Addresses: 0 created, 0 changed, 3 unchanged, 0 rejected."
    ]


def test_addresses_are_never_taken_away(import_contacts):
    contact = LeadProviderContactFactory(lead_provider__name="Alpha")
    import_contacts(("Alpha", "new@alpha.example"))
    assert contact in LeadProviderContact.objects.all()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "one@alpha.example"), "no name"),
        (("Beta", ""), "no email address"),
        (("Beta", "beta"), "the email address “beta” is not an email address"),
    ],
)
def test_a_bad_address_line_is_reported_and_the_rest_goes_in(import_contacts, row, reason):
    ran = import_contacts(row, ("Alpha", "one@alpha.example"))
    assert f"line 2: {reason}" in ran.lines
    assert ran.error == "We did not take in 1 row."
    assert LeadProvider.objects.get().name == "Alpha"


def test_pairings_bring_their_providers_and_cohorts_with_them(import_pairings):
    rows = [("2025", "Alpha", "Hub"), ("2026", "Alpha", "Hub"), ("2026", "Beta", "Hub")]
    ran = import_pairings(*rows)
    assert "New delivery partners: Hub." in ran.lines
    assert "Pairings: 3 created, 0 changed, 0 unchanged, 0 rejected." in ran.lines
    assert ProviderPairing.objects.filter(
        cohort__start_year=2026, lead_provider__name="Beta", delivery_partner__name="Hub"
    ).exists()
    assert import_pairings(*rows).lines == [
        "Pairings: 0 created, 0 changed, 3 unchanged, 0 rejected."
    ]


def test_pairings_open_no_cohort_and_close_none(import_pairings):
    opened = CohortFactory(start_year=2025)
    import_pairings(("2025", "Alpha", "Hub"), ("2026", "Alpha", "Hub"))
    opened.refresh_from_db()
    assert opened.is_open
    assert Cohort.objects.get(start_year=2026).registration_opens_on is None


def test_a_provider_is_known_by_its_name_however_it_is_typed(import_pairings):
    LeadProviderFactory(name="King’s Trust")
    ran = import_pairings(("2026", "KING'S  trust", "Hub"), ("2026", "King’s Trust", " hub"))
    assert "1 created, 0 changed, 0 unchanged, 1 repeated" in ran.output
    assert LeadProvider.objects.get().name == "King’s Trust"
    assert DeliveryPartner.objects.get().name == "Hub"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("26", "Alpha", "Hub"), "the cohort must be a year from 2020 to 2099, not “26”"),
        (("2026", "", "Hub"), "no lead provider"),
        (("2026", "Alpha", ""), "no delivery partner"),
    ],
)
def test_a_bad_pairing_is_reported_and_the_rest_goes_in(import_pairings, row, reason):
    ran = import_pairings(row, ("2025", "Beta", "Hub"))
    assert f"line 2: {reason}" in ran.lines
    assert ProviderPairing.objects.get().lead_provider.name == "Beta"


def test_dry_runs_write_nothing(import_contacts, import_pairings):
    for ran in [
        import_contacts(("Alpha", "one@alpha.example"), dry_run=True),
        import_pairings(("2026", "Alpha", "Hub"), dry_run=True),
    ]:
        assert "1 created" in ran.output
        assert ran.lines[-1] == "Nothing was written: this was a dry run."
    assert not LeadProvider.objects.exists()
    assert not Cohort.objects.exists()
