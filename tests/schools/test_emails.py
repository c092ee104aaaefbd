"""When an invitation's email is still sent, and to whom its link still belongs."""

import pytest

from notifications import delivery
from notifications.kinds import NoLongerNeeded
from notifications.models import Email
from schools import emails
from tests.factories import InvitationFactory, SchoolCohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return InvitationFactory()


@pytest.fixture
def email(invitation):
    composed = emails.compose_invitation(invitation, name=None)
    composed.save()
    return composed


def state_after_delivery(email):
    [claimed] = delivery.claim(1)
    delivery.deliver(claimed, client=None)
    email.refresh_from_db()
    return email.state, email.last_error


def answer(invitation, expects):
    SchoolCohortFactory(school=invitation.school, cohort=invitation.cohort, expects_ects=expects)


@pytest.mark.parametrize("expects", ["yes", "no"])
def test_an_invitation_is_not_sent_once_the_school_has_answered(invitation, email, expects):
    answer(invitation, expects)
    assert state_after_delivery(email) == ("expired", "The school has answered")


def test_an_invitation_is_sent_to_a_school_that_does_not_know_yet(invitation, email):
    answer(invitation, "unknown")
    assert state_after_delivery(email) == ("sent", "")


def test_a_link_that_was_sent_still_leads_to_the_answer(invitation, email):
    answer(invitation, "yes")
    assert emails.INVITATION.links(email)["link"].startswith("http://testserver/")


@pytest.mark.parametrize("kind", [emails.INVITATION, emails.NEW_LINK])
def test_a_link_belongs_to_the_address_that_the_invitation_goes_to(invitation, email, kind):
    invitation.sent_to = "someone.else@school.example"
    invitation.save()
    with pytest.raises(NoLongerNeeded, match="another tutor or address"):
        kind.links(email)


def test_a_closed_school_gets_no_link(invitation, email):
    invitation.school.status_code = 2
    invitation.school.save()
    with pytest.raises(NoLongerNeeded, match="closed"):
        emails.INVITATION.links(Email.objects.get())
