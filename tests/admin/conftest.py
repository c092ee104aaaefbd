"""Staff at the admin."""

import pytest
from django.contrib.auth.models import Permission

from tests.conftest import sign_in
from tests.factories import StaffFactory


@pytest.fixture
def staff(client):
    """Someone with every permission, signed in."""
    person = StaffFactory()
    sign_in(client, person)
    return person


@pytest.fixture
def staff_with(client):
    """Make and sign in someone who has only the permissions named."""

    def sign_in_with(*codenames):
        person = StaffFactory(is_superuser=False)
        person.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        sign_in(client, person)
        return person

    return sign_in_with
