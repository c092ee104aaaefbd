"""Who it is: what schools need for it, and what looking people up says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from config.support import contexts
from config.web import clock
from tests.conftest import PageClient
from tests.factories import (
    ECTFactory,
    MentorFactory,
    SchoolFactory,
    TrainingFactory,
)
from tests.partnerships.changing import set_up
from tests.partnerships.situations import rows_of

from .registering import RegisterWalk
from .registering_ect import walk as walk

pytestmark = pytest.mark.django_db


def past(days=30):
    """Some days ago."""
    return clock.today() - timedelta(days=days)


def left(**place):
    """An ECT's place that ended today."""
    today = clock.today()
    return ECTFactory(started_on=past(), finished_on=today, own_finished_on=today, **place)


# What you need


def test_what_to_have_ready_is_said_once_in_a_session(client):
    school = set_up()
    first = RegisterWalk(client, school)
    assert first.first.page.h1.text.strip() == "What you need to add an ECT"
    assert first.first.page.find("a", string="how we use information about people")["href"] == (
        reverse("home:privacy")
    )
    assert first.answer("what-you-need") == "name"
    second = RegisterWalk(client, school)
    assert second.first.page.h1.text.strip() == "What is the ECT’s name?"
    assert second.answer("name", first_name="Zoë", last_name="O’Neill") == "trn"
    # who read it in this walk finds it on the way back
    assert first.get("name").page.select_one(".govuk-back-link")["href"] == first.url(
        "what-you-need"
    )


def test_two_tabs_that_both_show_it_go_on(client):
    school = set_up()
    one, other = RegisterWalk(client, school), RegisterWalk(client, school)
    assert one.answer("what-you-need") == "name"
    tab = client.post(other.url("what-you-need"), follow=True)
    assert tab.page.h1.text.strip() == "What is the ECT’s name?"


def test_another_session_is_told_again(client):
    school = set_up()
    RegisterWalk(client, school).prepare()
    page = RegisterWalk(PageClient(), school).first.page
    assert page.h1.text.strip() == "What you need to add an ECT"


def test_a_walk_that_began_without_it_goes_on_without_it_after_a_new_sign_in(client):
    school = set_up()
    RegisterWalk(client, school).prepare()
    walk = RegisterWalk(client, school)
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    again = PageClient()
    again.force_login(walk.tutor, backend="config.accounts.backends.LinkBackend")
    response = again.get(walk.url("check-answers"))
    assert response.url == walk.url("trn")


# What looking them up comes to


def test_nobody_on_record_goes_on(walk):
    assert walk.identify() == "email"


def test_another_date_of_birth_stops_and_shows_what_was_typed_only(walk):
    record = ECTFactory(
        teacher__trn="1234567", teacher__first_name="Zoë", teacher__last_name="Secretname"
    )
    assert walk.identify(born=date(1980, 1, 1)) == "details-do-not-match"
    page = walk.page("details-do-not-match")
    assert rows_of(page) == {
        "Name": "Zoë O’Neill",
        "Teacher reference number (TRN)": "1234567",
        "Date of birth": "1 January 1980",
    }
    changes = [link["href"] for link in page.select(".govuk-summary-list__actions a")]
    assert changes == [walk.url(step, change=True) for step in ("name", "trn", "date-of-birth")]
    for secret in ("Secretname", record.school.name, "1999", record.email):
        assert secret not in page.text
    check = page.select_one("a.govuk-button")
    assert check["href"] == reverse(
        "participants:ask-to-check", args=[walk.school.urn, walk.draft_id]
    )


def test_a_slip_can_be_mended(walk):
    ECTFactory(teacher__trn="1234567")
    walk.identify(born=date(1980, 1, 1))
    assert walk.answer("trn", change=True, trn="1234568") == "email"


def test_another_first_name_may_be_another_name_of_theirs(walk):
    mine = left(school=walk.school, teacher__first_name="Zoë", teacher__trn="1234567")
    assert walk.identify_as(mine.teacher, first_name="Sue") == "other-name"
    assert walk.heading("other-name") == "Is Sue Lovelace known by another name?"
    assert walk.answer("other-name", has_other_name="yes") == "other-first-name"
    assert walk.heading("other-first-name") == "What is Sue Lovelace’s other first name?"
    assert walk.answer("other-first-name", other_first_name="ZOE") == "email"
    assert walk.heading("email") == "What is Sue Lovelace’s email address?"


def test_the_wrong_other_name_and_none_stop(walk):
    mine = left(school=walk.school, teacher__first_name="Zoë")
    walk.identify_as(mine.teacher, first_name="Sue")
    stop = "name-does-not-match"
    walk.answer("other-name", has_other_name="yes")
    assert walk.errors("other-first-name") == ["Enter a first name"]
    assert walk.answer("other-first-name", other_first_name="Sian") == stop
    page = walk.page(stop)
    assert rows_of(page)["Other first name"] == "Sian"
    assert "Zoë" not in page.text
    assert walk.answer("other-name", has_other_name="no") == stop
    assert rows_of(walk.page(stop))["Other first name"] == "None"
    assert walk.errors("other-name") == ["Select yes if Sue Lovelace is known by another name"]


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        ("Dr. Zoë-Anne", True),
        ("ZOE ANNE", True),
        ("Zoë", True),
        ("Z", False),
        ("Anne", False),
        ("Zo", False),
    ],
)
def test_first_names_match_however_they_are_written(walk, typed, is_same):
    mine = left(school=walk.school, teacher__first_name="Zoë Anne")
    expected = "email" if is_same else "other-name"
    assert walk.identify_as(mine.teacher, first_name=typed, last_name="Married") == expected


@pytest.mark.parametrize("is_here", [True, False])
def test_a_mentor_cannot_be_an_ect(walk, is_here):
    school = walk.school if is_here else SchoolFactory()
    mentor = MentorFactory(school=school)
    assert walk.identify_as(mentor.teacher) == "other-role"
    assert "is registered as a mentor" in walk.page("other-role").text
    assert school.name not in walk.page("other-role").select_one("main").text or is_here


@pytest.mark.parametrize(
    ("ended", "stop", "words"),
    [
        ("induction_completed_on", "induction-completed", "has completed their induction"),
        ("induction_exempt_on", "exempt", "does not need an induction"),
    ],
)
def test_an_induction_that_is_over_stops(walk, ended, stop, words):
    ect = ECTFactory(started_on=past(), **{f"teacher__{ended}": clock.today()})
    assert walk.identify_as(ect.teacher) == stop
    assert words in walk.heading(stop)


@pytest.mark.parametrize(("state", "words"), [("paused", "has paused"), ("stopped", "has stopped")])
def test_training_that_is_interrupted_here_leads_to_the_provider(walk, state, words):
    ect = ECTFactory(school=walk.school)
    TrainingFactory(ect=ect, state=state)
    assert walk.identify_as(ect.teacher) == state
    assert words in walk.heading(state)
    assert "lead provider" in walk.page(state).text


def test_an_ect_who_is_here_leads_to_the_record(walk):
    ect = ECTFactory(school=walk.school)
    assert walk.identify_as(ect.teacher) == "here"
    link = walk.page("here").find("a", string=f"Go to {ect.teacher.full_name}’s page")
    assert link["href"] == reverse("participants:ect", args=[walk.school.urn, ect.pk])
    assert walk.client.get(link["href"]).status_code == 200


def test_an_ect_who_is_leaving_leads_to_the_record(walk):
    ends = clock.today() + timedelta(days=9)
    ect = ECTFactory(school=walk.school, finished_on=ends, own_finished_on=ends)
    assert walk.identify_as(ect.teacher) == "leaving"
    link = walk.page("leaving").find("a", string=f"Go to {ect.teacher.full_name}’s page")
    assert link["href"] == reverse("participants:ect", args=[walk.school.urn, ect.pk])


def test_help_about_someone_here_names_them_by_their_key_only(walk):
    ect = ECTFactory(school=walk.school)
    walk.identify_as(ect.teacher)
    link = walk.page("here").find("a", string="ask DfE for help")["href"]
    context = contexts.read(link.removeprefix("/help/").strip("/"))
    assert (context.person_key, context.school_urn) == (f"ect/{ect.pk}", walk.school.urn)
    assert context.draft_id == walk.draft_id
