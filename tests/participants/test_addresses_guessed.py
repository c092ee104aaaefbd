"""Nobody finds out who is registered elsewhere by trying many email addresses."""

from datetime import timedelta

import pytest

from config.accounts.models import Allowance
from config.events.models import Event
from config.web.models import Draft
from participants.services import checks
from tests.conftest import PageClient
from tests.factories import ECTFactory, MentorFactory
from tests.partnerships.changing import set_up

from .changing import PersonWalk, someone
from .registering import RegisterWalk

pytestmark = pytest.mark.django_db

TAKEN = "email address was another person’s"
JOURNEYS = ["register-ect", "register-mentor"]
FREE = "free@school.example"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Two addresses of others are too many already."""
    monkeypatch.setattr(checks, "ALLOWED", [(2, timedelta(hours=1))])


@pytest.fixture
def others():
    """Addresses of people at other schools."""
    return [ECTFactory().email, MentorFactory().email, ECTFactory().email]


def identified(client, journey="register-ect", school=None):
    """A walk up to the question about the address."""
    walk = RegisterWalk(client, school or set_up(), journey=journey)
    walk.prepare()
    if journey == "register-mentor":
        walk.answer("yourself", is_oneself="no")
    walk.identify()
    return walk


@pytest.mark.parametrize("journey", JOURNEYS)
def test_addresses_cannot_be_tried_without_end(client, others, journey):
    walk = identified(client, journey)
    sent = [walk.post("email", email=email) for email in [*others, FREE]]
    assert [response.status_code for response in sent] == [200, 200, 429, 429]
    for response in sent[2:]:
        assert response.page.h1.text == "You need to wait before you try again"
        assert "Your earlier answers are saved." in response.page.text
        assert response.page.select_one(".govuk-back-link")["href"] == walk.url("email")
    assert "email" not in Draft.objects.get().answers


@pytest.mark.parametrize("role", ["ect", "mentor"])
def test_nor_can_they_be_where_an_address_changes(client, others, role):
    walk = PersonWalk(client, "change-person-email", someone(role))
    sent = [walk.post("new-email", new_email=email) for email in [*others, FREE]]
    assert [response.status_code for response in sent] == [302, 302, 429, 429]
    assert sent[-1].page.h1.text == "You need to wait before you try again"
    assert Draft.objects.get().answers["new-email"] == {"new_email": [others[1]]}


def test_another_draft_journey_or_school_does_not_help_and_another_tutor_is_free(client, others):
    school = set_up()
    walk = identified(client, school=school)
    for email in others[:2]:
        walk.post("email", email=email)
    assert identified(client, school=school).post("email", email=FREE).status_code == 429
    place = someone("ect", school=school)
    change = PersonWalk(client, "change-person-email", place, tutor=walk.tutor)
    assert change.post("new-email", new_email=FREE).status_code == 429
    assert identified(PageClient()).answer("email", email=FREE) == "start-date"


def test_addresses_of_nobody_else_and_slips_of_the_pen_do_not_count(client):
    walk = identified(client)
    for n in range(5):
        assert walk.post("email", email=f"zoe{n}@school.example").status_code == 302
        assert walk.post("email", email="zoe@").status_code == 200
    place = ECTFactory(school=walk.school)
    change = PersonWalk(client, "change-person-email", place)
    for n in range(5):
        assert change.post("new-email", new_email=f"ada{n}@school.example").status_code == 302
    assert not Allowance.objects.exists()


def test_an_answer_that_is_kept_may_be_sent_again_while_the_tutor_waits(client, others):
    school = set_up()
    begun = identified(client, school=school)
    begun.answer("email", email=FREE)
    walk = identified(client, school=school)
    for email in others[:2]:
        walk.post("email", email=email)
    assert begun.answer("email", email=FREE) == "start-date"
    assert begun.post("email", email="else@school.example").status_code == 429


def test_each_is_written_down_without_the_address(client, others):
    walk = identified(client)
    for email in others:
        walk.post("email", email=email)
    change = PersonWalk(client, "change-person-email", someone("mentor"))
    change.post("new-email", new_email=others[0])
    events = Event.objects.filter(kind=TAKEN).order_by("pk")
    assert [event.school_urn for event in events] == [
        walk.school.urn,
        walk.school.urn,
        change.place.school.urn,
    ]
    for event in events:
        assert event.about_type == "school"
        assert not any(email in str(event.__dict__) for email in others)


def test_it_takes_few_queries(client, others, django_assert_max_num_queries):
    walk = identified(client)
    for email in [*others, FREE]:
        with django_assert_max_num_queries(12):
            walk.post("email", email=email)
