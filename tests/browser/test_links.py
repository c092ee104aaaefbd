"""What a link opens that is old, altered, or of a school that has closed."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse

from config.web import clock
from notifications.models import Email
from schools import links
from tests.factories import InvitationFactory, SchoolFactory, SchoolLinkFactory, UserFactory
from tests.partnerships.situations import tutored

pytestmark = pytest.mark.browser


def address(token):
    """Where a link with this token leads."""
    return reverse("partnerships:invitation", args=[token])


@pytest.fixture
def old_link(monkeypatch):
    """Make a link as it was made 91 days ago."""

    def make(invitation):
        then = clock.now() - timedelta(days=91)
        with monkeypatch.context() as patch:
            patch.setattr(signing.time, "time", then.timestamp)
            return address(links.token_for(invitation))

    return make


def test_an_old_link_is_replaced_by_a_new_one_sent_by_email(person, old_link):
    invitation = InvitationFactory(school=SchoolFactory(main_email="office@school.example"))
    person.opens(old_link(invitation))
    assert person.heading == "This link no longer works"
    person.sees("o****e@school.example")
    person.presses("Send a new link")
    assert person.heading == "Check your email"
    person.opens(old_link(invitation))
    person.presses("Send a new link")
    assert person.heading == "We have already sent you a new link"
    person.opens_email(f"Your new link for {invitation.school.name}")
    person.follows(f"Answer for {invitation.school.name}")
    person.follows("Start now")
    assert person.heading.startswith("Do you expect any ECTs or mentors")


def test_pressing_twice_sends_one_new_link(person, old_link):
    invitation = InvitationFactory()
    person.opens(old_link(invitation))
    person.presses_twice("Send a new link", leads_to="/new-link/")
    assert Email.objects.filter(kind="new-link").count() == 1
    assert person.heading in {"Check your email", "We have already sent you a new link"}


def test_an_altered_link_names_no_school_and_leads_to_help(person):
    invitation = InvitationFactory()
    person.opens(address(links.token_for(invitation))[:-4] + "/")
    assert person.heading == "This link does not work"
    assert invitation.school.name not in person.page.content()
    person.follows("ask DfE for help")
    assert person.heading == "Ask DfE for help"
    assert person.page.get_by_label("What is it about?").input_value() != ""


def test_a_link_of_a_tutor_who_was_replaced_goes_to_the_new_one(person):
    school = SchoolFactory()
    tutored(school)
    invitation = InvitationFactory(school=school, recipient="tutor", sent_to="old@school.example")
    token = links.token_for(invitation)
    invitation.version += 1
    invitation.save()
    person.opens(address(token))
    person.sees(school.name)
    assert "old@school.example" not in person.page.content()
    assert UserFactory._meta.model.objects.get().email not in person.page.content()
    person.presses("Send a new link")
    assert Email.objects.get(kind="new-link").to == school.find_tutor().email


def test_a_closed_school_names_the_one_that_took_its_place(person):
    school = SchoolFactory(status_code=2, closed_on=clock.today() - timedelta(days=30))
    successor = SchoolFactory(name="St Thérèse’s Academy")
    SchoolLinkFactory(school=school, link_urn=successor.urn)
    person.opens(address(links.token_for(InvitationFactory(school=school))))
    assert person.heading == f"{school.name} has closed"
    person.sees(successor.name, str(successor.urn))
