"""The import_partnerships command."""

import pytest

from config.events.models import Event
from notifications.models import Email
from partnerships.models import Partnership
from schools.models import SchoolCohort
from tests.factories import CohortFactory, ProviderPairingFactory, SchoolFactory
from tests.imports import csv_bytes, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """A row that is fine, with all that it names."""
    SchoolFactory(urn=100001)
    pairing = ProviderPairingFactory(
        cohort__start_year=2025,
        cohort__registration_opens_on=None,
        lead_provider__name="Alpha",
        delivery_partner__name="King’s Hub",
    )
    return {
        "cohort": str(pairing.cohort.start_year),
        "urn": "100001",
        "lead_provider": "Alpha",
        "delivery_partner": "King’s Hub",
    }


@pytest.fixture
def import_partnerships(tmp_path):
    """Run the command on rows."""

    def run_on(*rows, **options):
        path = tmp_path / "partnerships.csv"
        path.write_bytes(csv_bytes(rows))
        return run("import_partnerships", path, **options)

    return run_on


def test_rows_become_partnerships_even_in_a_cohort_that_is_not_open(import_partnerships, row):
    ran = import_partnerships(row)
    assert ran.lines == ["Partnerships: 1 created, 0 changed, 0 unchanged, 0 rejected."]
    assert Partnership.objects.get().is_confirmed
    assert Email.objects.count() == 1
    assert Event.objects.get().by_key == "command:import_partnerships"


def test_a_second_run_changes_nothing_and_emails_nobody(import_partnerships, row):
    import_partnerships(row)
    ran = import_partnerships(row)
    assert ran.lines == ["Partnerships: 0 created, 0 changed, 1 unchanged, 0 rejected."]
    assert Email.objects.count() == 1


def test_history_is_taken_in_quietly(import_partnerships, row):
    import_partnerships(row, quiet=True)
    assert Partnership.objects.exists()
    assert not Email.objects.exists()


def test_providers_are_known_by_their_names_however_they_are_typed(import_partnerships, row):
    typed = {"lead_provider": " ALPHA ", "delivery_partner": "King's  hub"}
    assert "1 created" in import_partnerships(row | typed).output


def test_a_delivery_partner_may_be_missing(import_partnerships, row):
    import_partnerships(row | {"delivery_partner": ""})
    assert Partnership.objects.get().delivery_partner is None


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"cohort": ""}, "no cohort"),
        ({"cohort": "2031"}, "we do not have the cohort 2031"),
        ({"urn": "x"}, "the URN must be a number of up to 8 digits, not “x”"),
        ({"urn": "100009"}, "we do not have a school with the URN 100009"),
        ({"urn": "100002"}, "Closed School (URN 100002) is closed"),
        ({"urn": "100003"}, "Other School (URN 100003) is not funded to use a training provider"),
        ({"lead_provider": ""}, "no lead provider"),
        ({"lead_provider": "Gamma"}, "we do not have a lead provider called “Gamma”"),
        ({"delivery_partner": "Gamma"}, "we do not have a delivery partner called “Gamma”"),
        ({"cohort": "2026"}, "Alpha does not offer training in 2026 to 2027"),
        ({"delivery_partner": "Hub"}, "Alpha does not work with Hub in 2025 to 2026"),
    ],
)
def test_a_bad_row_is_reported_by_line_and_the_rest_goes_in(
    import_partnerships, row, cells, reason
):
    CohortFactory(start_year=2026)
    SchoolFactory(urn=100002, name="Closed School", status_code=2)
    SchoolFactory(urn=100003, name="Other School", type_code=11)
    SchoolFactory(urn=100004)
    ProviderPairingFactory(cohort__start_year=2025, delivery_partner__name="Hub")
    ran = import_partnerships(row | cells, row | {"urn": "100004"})
    assert f"line 2: {reason}" in ran.lines
    assert ran.error == "We did not take in 1 row."
    assert Partnership.objects.get().school.urn == 100004
    assert SchoolCohort.objects.count() == 1


def test_a_file_that_contradicts_itself_has_its_first_word(import_partnerships, row):
    ran = import_partnerships(row, row, row | {"delivery_partner": ""})
    assert "line 4: line 2 has the same cohort and URN, and says something else" in ran.lines
    assert "1 created, 0 changed, 0 unchanged, 1 repeated, 1 rejected." in ran.output


def test_a_dry_run_says_what_would_happen_and_writes_nothing(import_partnerships, row):
    ran = import_partnerships(row, row | {"urn": "x"}, dry_run=True)
    assert "line 3: the URN must be a number of up to 8 digits, not “x”" in ran.lines
    assert "Partnerships: 1 created, 0 changed, 0 unchanged, 1 rejected." in ran.lines
    assert ran.lines[-1] == "Nothing was written: this was a dry run."
    for model in (Partnership, SchoolCohort, Event, Email):
        assert not model.objects.exists()


def test_an_interrupted_run_keeps_the_rows_it_finished(import_partnerships, row, monkeypatch):
    SchoolFactory(urn=100002)
    from partnerships.services import reports

    report = reports.report

    def stop_at_the_second(*, school, **details):
        if school.urn == 100002:
            raise KeyboardInterrupt
        return report(school=school, **details)

    monkeypatch.setattr(reports, "report", stop_at_the_second)
    ran = import_partnerships(row, row | {"urn": "100002"})
    assert "1 created" in ran.output
    assert "Run it again" in ran.error
    monkeypatch.undo()
    ran = import_partnerships(row, row | {"urn": "100002"})
    assert ran.lines == ["Partnerships: 1 created, 0 changed, 1 unchanged, 0 rejected."]
