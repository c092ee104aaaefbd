"""Two browsers press Continue at the same moment."""

import pytest
from django.contrib.sessions.models import Session

from config.events.models import Event
from tests.accounts.situations import link_for
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def pressing(link):
    """A browser of its own that presses Continue."""
    browser = PageClient()
    return lambda: browser.post(link).status_code


@pytest.mark.parametrize("browsers", [2, 4])
def test_of_several_browsers_at_once_one_is_signed_in(browsers):
    for sessions in [1, 2, 3]:
        link = link_for(UserFactory())
        answers = at_once(*[pressing(link) for _ in range(browsers)])
        assert sorted(answers) == [302, *[410] * (browsers - 1)]
        assert Session.objects.count() == sessions
        assert Event.objects.filter(kind="signed in").count() == sessions
