"""Numbers in addresses: a school’s URN, a year, a record, and nothing longer."""

import uuid

import pytest

from tests.conftest import sign_in
from tests.factories import CohortFactory, TutorAppointmentFactory

from .addresses import every_address

pytestmark = pytest.mark.django_db

OURS = [address for address in every_address() if not address.route.startswith("admin/")]


def test_every_address_says_how_long_its_numbers_may_be():
    assert [address.route for address in OURS if "<int:" in address.route] == []


@pytest.mark.parametrize("name", ["urn", "year", "ect", "mentor"])
@pytest.mark.parametrize("digits", [9, 10, 19, 26, 30])
def test_a_number_too_long_is_no_address(client, name, digits):
    appointment = TutorAppointmentFactory()
    CohortFactory(start_year=2026)
    sign_in(client, appointment.tutor)
    values = {"urn": appointment.school.urn, "year": 2026}
    values |= {"draft": uuid.uuid4(), "stopped": uuid.uuid4()}
    values |= {"ect": 1, "mentor": 1, "step": "check-answers", name: "9" * digits}
    numbered = [address for address in OURS if name in address.parameters]
    assert numbered
    for address in numbered:
        path = address.path(values)
        assert client.get(path).status_code == client.post(path).status_code == 404, path
