"""Schools register someone in the moment in which others do, with real threads."""

from datetime import date, timedelta

import pytest

from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants.models import ECTAtSchool, Mentorship, Teacher
from participants.services import checks
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import CohortFactory, ECTFactory, MentorFactory
from tests.partnerships.changing import set_up

from .registering import RegisterWalk, typed_date

pytestmark = pytest.mark.django_db(transaction=True)


def ready(school=None, *, email="zoe@school.example", **person):
    """A tutor who has answered everything about an ECT."""
    walk = RegisterWalk(PageClient(), school or set_up())
    assert walk.identify(**person) == "email"
    walk.answer("email", email=email)
    walk.start_on(clock.today())
    step = walk.answer("appropriate-body-type", body_type="not_appointed")
    if step == "mentor":
        step = walk.answer("mentor", mentor=walk.school.mentors.get().pk)
    assert step == "check-answers"
    return walk


def press(walk):
    """The button of the last page."""
    return lambda: walk.post("check-answers")


def places(responses):
    """Where each press leads: a step, or “confirmation”."""
    return sorted(response.url.rstrip("/").split("/")[-1] for response in responses)


def test_two_schools_that_register_one_person_at_once_register_them_once():
    walks = [ready(email="zoe@one.example"), ready(email="zoe@two.example")]
    responses = at_once(*map(press, walks))
    assert places(responses) == ["confirmation", "moving"]
    assert ECTAtSchool.objects.count() == Teacher.objects.count() == 1
    assert Email.objects.filter(kind="ect-registered").count() == 1
    [loser] = [
        walk
        for walk, response in zip(walks, responses, strict=True)
        if not response.url.endswith("/confirmation/")
    ]
    assert "moving from another school?" in loser.heading("moving")
    assert not Draft.objects.get(pk=loser.draft_id).completed_at


def test_two_tabs_of_one_school_register_one_person_once():
    school = set_up()
    walks = [ready(school), ready(school)]
    assert places(at_once(*map(press, walks))) == ["confirmation", "here"]
    assert ECTAtSchool.objects.count() == 1


def test_many_presses_of_one_button_register_once():
    walk = ready()
    assert places(at_once(*[press(walk)] * 4)) == ["confirmation"] * 4
    assert ECTAtSchool.objects.count() == 1
    assert Email.objects.filter(kind="ect-registered").count() == 1


def test_of_two_dates_of_birth_for_one_trn_the_first_stands():
    walks = [
        ready(email="zoe@one.example"),
        ready(email="ada@two.example", born=date(1990, 1, 1)),
    ]
    assert places(at_once(*map(press, walks))) == ["confirmation", "details-do-not-match"]
    teacher = Teacher.objects.get()
    assert ECTAtSchool.objects.get().teacher == teacher


def test_one_address_goes_to_one_of_two_people():
    walks = [ready(trn="1234567"), ready(trn="7654321")]
    responses = at_once(*map(press, walks))
    assert sorted(response.status_code for response in responses) == [200, 302]
    [refused] = [response for response in responses if response.status_code == 200]
    assert "Another ECT or mentor is registered with this email address" in refused.page.text
    assert ECTAtSchool.objects.count() == 1


def test_different_people_at_one_school_are_all_registered_with_their_mentor():
    school = set_up()
    MentorFactory(school=school)
    walks = [ready(school, trn=f"123456{n}", email=f"ect{n}@school.example") for n in range(3)]
    assert places(at_once(*map(press, walks))) == ["confirmation"] * 3
    assert ECTAtSchool.objects.count() == Mentorship.objects.count() == 3


def test_guesses_at_once_are_not_more_than_are_allowed(monkeypatch):
    monkeypatch.setattr(checks, "ALLOWED", [(3, timedelta(hours=1))])
    CohortFactory()
    ect = ECTFactory()
    school = set_up()
    walks = [RegisterWalk(PageClient(), school) for _ in range(5)]
    for walk in walks:
        walk.prepare()
        walk.answer("name", first_name="Ada", last_name="Lovelace")
        walk.answer("trn", trn=ect.teacher.trn)

    def guess(walk, n):
        born = typed_date("date_of_birth", date(1980, 1, 1 + n))
        return lambda: walk.post("date-of-birth", **born).status_code

    codes = at_once(*[guess(walk, n) for n, walk in enumerate(walks)])
    assert sorted(codes) == [302, 302, 302, 429, 429]
