"""The start page, the pages that the footer leads to, and the error pages."""

import pytest
from django.urls import reverse

NAMES = ["home:start", "home:accessibility", "home:cookies", "home:privacy", "support:start"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.django_db
def test_anyone_can_read_the_plain_pages(client, name):
    assert client.get(reverse(name)).status_code == 200
