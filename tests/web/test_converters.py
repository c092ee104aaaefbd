"""Numbers in addresses, no longer than a database can be asked about."""

import pytest
from django.urls import Resolver404, resolve, reverse

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.mark.parametrize("number", [0, 7, 10**18 - 1])
def test_a_records_number_may_have_up_to_18_digits(client, number):
    address = reverse("planned", args=[number])
    assert resolve(address).kwargs == {"event_id": number}
    assert client.get(address).status_code == 404, "no such record"


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "-1", "1.0", "", "x", "１", "1 "])
def test_anything_else_is_no_address(client, number):
    with pytest.raises(Resolver404):
        resolve(f"/tests/planned/{number}/")
