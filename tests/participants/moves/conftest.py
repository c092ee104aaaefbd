"""A school that someone leaves, and one that they move to, on one day."""

import pytest

from .situations import TODAY, pairing, school


@pytest.fixture(autouse=True)
def _today(settings):
    settings.SERVICE_TODAY = TODAY


@pytest.fixture
def old():
    return school("Oldham", trains_with=pairing("North"))


@pytest.fixture
def new():
    return school("Newham", trains_with=pairing("South"))
