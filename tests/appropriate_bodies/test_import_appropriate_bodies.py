"""The import_appropriate_bodies command."""

import pytest

from appropriate_bodies.models import AppropriateBody
from tests.factories import AppropriateBodyFactory
from tests.imports import csv_bytes, run

pytestmark = pytest.mark.django_db

ROW = {
    "name": "Kent Teaching School Hub",
    "type": "teaching_school_hub",
    "first_cohort": "2021",
    "last_cohort": "",
    "chosen_by": "all",
}


@pytest.fixture
def import_bodies(tmp_path):
    """Run the command on rows, each the ordinary one but for what is given."""

    def run_on(*rows, **options):
        path = tmp_path / "bodies.csv"
        path.write_bytes(csv_bytes([ROW | row for row in rows]))
        return run("import_appropriate_bodies", path, **options)

    return run_on


def test_bodies_are_created_then_left_alone(import_bodies):
    rows = [{}, {"name": "Kent Council", "type": "local_authority", "last_cohort": "2022"}]
    assert "2 created" in import_bodies(*rows).output
    council = AppropriateBody.objects.get(name="Kent Council")
    assert (council.type, council.first_cohort, council.last_cohort) == (
        "local_authority",
        2021,
        2022,
    )
    ran = import_bodies(*rows)
    assert ran.lines == ["Appropriate bodies: 0 created, 0 changed, 2 unchanged, 0 rejected."]


def test_a_body_is_known_by_its_name_however_it_is_typed(import_bodies):
    body = AppropriateBodyFactory(name="Kent Teaching School Hub")
    ran = import_bodies({"name": " KENT  teaching school hub ", "last_cohort": "2025"})
    assert "1 changed" in ran.output
    body.refresh_from_db()
    assert (body.name, body.last_cohort) == ("Kent Teaching School Hub", 2025)
    assert AppropriateBody.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, "no name"),
        ({"type": "hub"}, "unknown type “hub”"),
        ({"type": ""}, "no type"),
        ({"first_cohort": ""}, "no first cohort"),
        ({"first_cohort": "21"}, "the first cohort must be a year from 2020 to 2099, not “21”"),
        ({"last_cohort": "2020"}, "the last cohort, 2020, is before the first, 2021"),
        ({"chosen_by": "some"}, "unknown chosen_by “some”"),
    ],
)
def test_a_bad_row_is_reported_by_line_and_the_rest_goes_in(import_bodies, cells, reason):
    ran = import_bodies(cells, {"name": "Surrey Teaching School Hub"})
    assert f"line 2: {reason}" in ran.lines
    assert ran.error == "We did not take in 1 row."
    assert AppropriateBody.objects.get().name == "Surrey Teaching School Hub"


def test_a_dry_run_writes_nothing(import_bodies):
    ran = import_bodies({}, dry_run=True)
    assert "1 created" in ran.output
    assert ran.lines[-1] == "Nothing was written: this was a dry run."
    assert not AppropriateBody.objects.exists()
