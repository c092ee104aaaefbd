"""An induction tutor who is signed in and changes their own details."""

import pytest

from config.accounts.models import User
from notifications.links import mint
from notifications.models import Email
from tests.conftest import sign_in
from tests.factories import UserFactory

DETAILS, NAME, EMAIL = "/your-details/", "/your-details/name/", "/your-details/email/"
NEW = "augusta@trust.example"


@pytest.fixture
def tutor(client):
    """Signed in."""
    user = UserFactory(email="ada@school.example", first_name="Ada", last_name="Lovelace")
    sign_in(client, user)
    return user


def form_url(client, start_url):
    """Where the first form of a page is sent."""
    return client.get(start_url).page.select_one("main form")["action"]


def ask(client, email=NEW):
    """Ask for a new address, and return the page that follows."""
    return client.post(form_url(client, EMAIL), {"new_email": email}, follow=True)


def link_in(email):
    """The path of the link that an email brings."""
    return mint(email)["link"].removeprefix("http://testserver")


def newest(kind="confirm-email"):
    """The email of a kind that was written last."""
    return Email.objects.filter(kind=kind).order_by("-created_at").first()


def stored(user):
    """The same person as the database has them."""
    return User.objects.get(pk=user.pk)
