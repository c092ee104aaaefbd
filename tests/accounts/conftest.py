"""Someone who signs in, and the time."""

import pytest

from tests.accounts.situations import Clock
from tests.factories import UserFactory


@pytest.fixture
def tutor(db):
    return UserFactory(email="grace@school.example")


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)
