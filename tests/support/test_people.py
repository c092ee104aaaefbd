"""A request for help that names a person, to those who may see that person."""

import pytest
from django.core import signing

from config.events.services import Actor
from config.support import contexts, services
from config.support.models import SupportRequest
from notifications.models import Email
from tests.conftest import PageClient, sign_in
from tests.factories import UserFactory

from .test_ask_for_help import walk

pytestmark = pytest.mark.django_db

ZOE = contexts.Person(words="Zoë O’Neill, TRN 1234567", trn="1234567")
SCHOOL = "Ashford School (URN 100001)"
URL = contexts.url_for(
    topic="Her date of birth", school=SCHOOL, school_urn=100001, cohort_year=2026, person="ect/12"
)


@pytest.fixture
def people(monkeypatch):
    """An app that knows ECT 12, and lets the users in the set see her."""
    allowed = set()
    monkeypatch.setattr(contexts, "_people", [])
    contexts.name_people_with(
        lambda user, key: ZOE if (user.pk, key) in {(pk, "ect/12") for pk in allowed} else None
    )
    return allowed


@pytest.fixture
def tutor(people, client):
    """Someone who has signed in and may see her."""
    user = UserFactory()
    people.add(user.pk)
    sign_in(client, user)
    return user


def caption(client, url=URL):
    return client.get(url).page.select_one(".govuk-caption-l").text


def test_whoever_may_see_the_person_reads_who_it_is(client, tutor):
    assert caption(client) == f"Zoë O’Neill, TRN 1234567, {SCHOOL}, 2026 to 2027"
    assert caption(client, walk(client, URL)) == caption(client)


def test_the_person_goes_with_the_request(client, tutor):
    client.post(walk(client, URL))
    asked = SupportRequest.objects.get()
    assert asked.about == f"Zoë O’Neill, TRN 1234567, {SCHOOL}, 2026 to 2027"
    assert asked.trn == "1234567"
    assert (
        "About: Zoë O’Neill, TRN 1234567, Ashford" in Email.objects.get(kind="help-to-answer").body
    )
    to_asker = Email.objects.get(kind="help-asked")
    assert "1234567" not in to_asker.subject + to_asker.body


def test_the_address_holds_nothing_of_the_person_but_the_key():
    signed = URL.removeprefix("/help/").rstrip("/")
    known = signing.loads(signed, salt=contexts._SALT)
    assert known == {
        "topic": "Her date of birth",
        "school": SCHOOL,
        "school_urn": 100001,
        "cohort_year": 2026,
        "person_key": "ect/12",
    }


def test_whoever_may_not_see_the_person_names_nobody(client, people):
    sign_in(client, UserFactory())
    assert caption(client) == f"{SCHOOL}, 2026 to 2027"
    client.post(walk(client, URL))
    asked = SupportRequest.objects.get()
    assert (asked.about, asked.trn) == (f"{SCHOOL}, 2026 to 2027", "")


def test_whoever_has_not_signed_in_sees_nobody(client, people):
    people.add(None)
    assert caption(client) == f"{SCHOOL}, 2026 to 2027"


def test_a_person_whom_nobody_knows_is_not_named(client, monkeypatch):
    sign_in(client, UserFactory())
    monkeypatch.setattr(contexts, "_people", [])
    assert caption(client) == f"{SCHOOL}, 2026 to 2027"


def test_a_key_that_is_not_theirs_is_left_to_others_who_know_people(client, tutor):
    ada = contexts.Person(words="Ada Lovelace")
    contexts.name_people_with(lambda user, key: ada if key == "mentor/3" else None)
    assert caption(client, contexts.url_for(topic="x", person="mentor/3")) == "Ada Lovelace"
    assert caption(client, contexts.url_for(topic="x", person="ect/12")) == ZOE.words
    assert not client.get(contexts.url_for(topic="x", person="ect/13")).page.select(
        ".govuk-caption-l"
    )


def test_who_may_see_the_person_is_asked_again_when_the_request_is_sent(client, tutor, people):
    check = walk(client, URL)
    people.clear()
    client.post(check)
    assert SupportRequest.objects.get().trn == ""


def test_an_address_that_is_passed_on_names_the_person_to_nobody_else(client, tutor):
    assert "Zoë" in caption(client)
    other = PageClient()
    sign_in(other, UserFactory())
    assert "Zoë" not in caption(other)


def test_nobody_is_asked_about_a_request_without_a_person(client, tutor, monkeypatch):
    monkeypatch.setattr(contexts, "_people", [lambda user, key: 1 / 0])
    assert caption(client, contexts.url_for(topic="x", school=SCHOOL)) == SCHOOL


def test_another_journey_asks_for_help_about_a_person_it_knows():
    context = contexts.Context(
        school=SCHOOL,
        school_urn=100001,
        person=ZOE,
        draft_id="5a0b2f6e-3f5d-4b76-9d8e-0c4a4a3f1d11",
    )
    asked = services.ask(
        topic="Check a record",
        message="Her birthday is another.",
        name="Ada Lovelace",
        email="ada@school.example",
        context=context,
        place="203.0.113.7",
        by=Actor("user:1", "Ada Lovelace"),
    )
    asked.refresh_from_db()
    assert (asked.about, asked.trn) == (f"{ZOE.words}, {SCHOOL}", "1234567")
    assert str(asked.draft_id) == context.draft_id
    services.answer(request=asked, answer="We have corrected it.", by=Actor("staff:1", "DfE"))
    asked.refresh_from_db()
    assert (asked.is_open, asked.closed_by) == (False, "DfE")


def test_the_longest_names_fit():
    names = contexts.Person(words=f"{'é' * 100} {'é' * 100}, TRN 1234567", trn="1234567")
    context = contexts.Context(school="é" * 200 + " (URN 12345678)", cohort_year=2026, person=names)
    asked = services.ask(
        topic="x",
        message="y",
        name="z",
        email="ada@school.example",
        context=context,
        place="203.0.113.7",
        by=Actor("user:1", "Ada Lovelace"),
    )
    asked.refresh_from_db()
    assert asked.about == context.words
