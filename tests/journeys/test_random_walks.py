"""Every journey, walked at random: see ``walker`` for what it must never do."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .cases import CASES
from .walker import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]

#: A walk is long, draws a lot, and shows its steps best when it is not cut down for minutes.
WALKS = settings(
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def walk(case, data, *, most_actions):
    """One walk, after which nothing of it is left."""
    with transaction.atomic():
        Walker(case, data).walk(most_actions=most_actions)
        transaction.set_rollback(True)


@pytest.mark.parametrize("case", CASES, ids=str)
@settings(WALKS, max_examples=2, derandomize=True)
@given(data=st.data())
def test_a_journey_walked_at_random_keeps_its_promises(case, data):
    walk(case, data, most_actions=15)


@pytest.mark.soak
@pytest.mark.parametrize("case", CASES, ids=str)
@settings(WALKS, max_examples=60)
@given(data=st.data())
def test_a_journey_walked_for_a_long_time_keeps_its_promises(case, data):
    walk(case, data, most_actions=60)
