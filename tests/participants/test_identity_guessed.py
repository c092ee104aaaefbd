"""Details of people cannot be guessed by looking many up."""

from datetime import date, timedelta

import pytest

from config.accounts.models import Allowance
from config.events.models import Event
from config.web.models import Draft
from participants.services import checks
from tests.conftest import PageClient
from tests.factories import ECTFactory
from tests.partnerships.changing import set_up

from .registering import ZOE, RegisterWalk, typed_date
from .registering_ect import walk as walk

pytestmark = pytest.mark.django_db

MISMATCH = "look-up did not match"


def many(monkeypatch, times=3):
    """Let few look-ups not match."""
    monkeypatch.setattr(checks, "ALLOWED", [(times, timedelta(hours=1))])


def try_dates(walk, count):
    """Guess dates of birth, and say where each guess leads."""
    responses = [
        walk.post("date-of-birth", **typed_date("date_of_birth", date(1980, 1, 1 + n)))
        for n in range(count)
    ]
    return [
        response.url.rstrip("/").split("/")[-1] if response.status_code == 302 else "wait"
        for response in responses
    ]


def test_details_cannot_be_guessed_without_end(walk, monkeypatch):
    many(monkeypatch)
    ect = ECTFactory()
    walk.identify_as(ect.teacher, born=date(1970, 1, 1))
    assert try_dates(walk, 4) == ["details-do-not-match"] * 2 + ["wait"] * 2
    right = typed_date("date_of_birth", ect.teacher.date_of_birth)
    response = walk.post("date-of-birth", **right)
    assert response.status_code == 429, "the right guess looks like any other"
    assert response.page.h1.text == "You need to wait before you try again"
    assert response.page.select_one(".govuk-back-link")["href"] == walk.url("date-of-birth")
    kept = Draft.objects.get().answers["date-of-birth"]
    assert kept["date_of_birth-day"] == ["2"], "what was typed last is not looked up later either"


def test_another_draft_does_not_help(client, monkeypatch):
    many(monkeypatch, times=1)
    school = set_up()
    ect = ECTFactory()
    RegisterWalk(client, school).identify_as(ect.teacher, born=date(1970, 1, 1))
    walk = RegisterWalk(client, school)
    walk.answer("name", first_name="Ada", last_name="Lovelace")
    walk.answer("trn", trn=ect.teacher.trn)
    assert try_dates(walk, 1) == ["wait"]


def test_another_school_of_the_tutor_does_not_help_and_another_tutor_is_free(client, monkeypatch):
    many(monkeypatch, times=1)
    ect = ECTFactory()
    first = RegisterWalk(client, set_up())
    first.identify_as(ect.teacher, born=date(1970, 1, 1))
    assert try_dates(first, 1) == ["wait"]
    other = RegisterWalk(PageClient(), set_up())
    assert other.identify_as(ect.teacher, born=date(1970, 1, 1)) == "details-do-not-match"


def test_what_matches_does_not_count(client, monkeypatch):
    many(monkeypatch, times=1)
    school = set_up()
    for n in range(5):
        assert RegisterWalk(client, school).identify(trn=f"123456{n}") == "email"
    assert not Allowance.objects.exists()


def test_a_walk_that_was_looked_up_goes_on_while_its_tutor_waits(client, monkeypatch):
    many(monkeypatch, times=1)
    school = set_up()
    begun = RegisterWalk(client, school)
    begun.identify()
    RegisterWalk(client, school).identify_as(ECTFactory().teacher, born=date(1970, 1, 1))
    assert begun.answer("date-of-birth", **typed_date("date_of_birth", ZOE["born"])) == "email"
    assert begun.answer("email", email="zoe@school.example") == "start-date"
    assert begun.post("trn", trn="7654321").status_code == 429


def test_the_same_answer_sent_again_does_not_count_again(walk, monkeypatch):
    many(monkeypatch, times=1)
    ect = ECTFactory()
    born = date(1970, 1, 1)
    walk.identify_as(ect.teacher, born=born)
    for _ in range(3):
        answer = walk.answer("date-of-birth", **typed_date("date_of_birth", born))
        assert answer == "details-do-not-match"
    assert Event.objects.filter(kind=MISMATCH).count() == 1


def test_a_look_up_that_does_not_match_is_written_down_without_what_was_typed(walk):
    ect = ECTFactory()
    walk.identify_as(ect.teacher, born=date(1970, 1, 1))
    event = Event.objects.get(kind=MISMATCH)
    assert (event.about_type, event.school_urn) == ("school", walk.school.urn)
    assert event.by_key == f"user:{walk.tutor.pk}"
    assert event.after == {"outcome": "details differ"}
    assert ect.teacher.trn not in str(event.__dict__)


def test_names_cannot_be_guessed_without_end_either(walk, monkeypatch):
    many(monkeypatch)
    ect = ECTFactory(teacher__first_name="Zoë")
    walk.identify_as(ect.teacher, first_name="Sue")
    walk.answer("other-name", has_other_name="yes")
    names = ["Sian", "Sara", "Sam", "Zoë"]
    codes = [walk.post("other-first-name", other_first_name=name).status_code for name in names]
    assert codes == [302, 302, 429, 429]
