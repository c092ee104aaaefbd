"""What stops a school that registers an ECT who moves there, or sends it back a page."""

from datetime import date

import pytest

from notifications.models import Email
from participants.models import ECTAtSchool
from tests.factories import CohortFactory, MentorFactory, SchoolCohortFactory
from tests.participants.registering import RegisterWalk, typed_date

from .situations import DAY, IN_MARCH, STARTED_ON, TODAY, ect_at, move_ect, school, status
from .walking import finish, identified, moving
from .walking import new as new

pytestmark = pytest.mark.django_db


# Who does not move


def test_it_has_to_be_said_whether_they_move(client, old, new):
    walk = identified(client, ect_at(old), new)
    assert walk.heading("moving") == "Is Zoë Smith moving from another school?"
    assert walk.errors("moving") == ["Select yes if Zoë Smith is moving from another school"]


def test_who_does_not_move_is_not_registered_twice(client, old, new):
    walk = identified(client, ect_at(old), new)
    assert walk.answer("moving", is_moving="no") == "not-moving"
    page = walk.page("not-moving")
    assert "Oldham" not in page.text
    assert "ask DfE for help" in page.text


def test_another_date_of_birth_reveals_nothing(client, old, new):
    walk = identified(client, ect_at(old), new, born=date(1990, 1, 1))
    assert walk.next == "details-do-not-match"
    assert client.get(walk.url("moving")).status_code == 302


def test_another_surname_is_no_obstacle_and_is_what_the_pages_say(client, old, new):
    walk = identified(client, ect_at(old), new, last_name="Okafor")
    assert walk.heading("moving") == "Is Zoë Okafor moving from another school?"


def test_a_mentor_elsewhere_is_no_ect(client, old, new):
    walk = RegisterWalk(client, new)
    assert walk.identify_as(MentorFactory(school=old).teacher) == "other-role"


# When they start


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (STARTED_ON - DAY, "Start date must be after the day they started at their last school"),
        (STARTED_ON, "Start date must be after the day they started at their last school"),
        (date(2028, 1, 21), "Start date must be on or before 20 January 2028"),
    ],
)
def test_a_day_that_cannot_be_is_refused(client, old, new, day, error):
    walk = identified(client, ect_at(old), new)
    walk.answer("moving", is_moving="yes")
    assert walk.errors("start-date", **typed_date("started_on", day)) == [error]


@pytest.mark.parametrize("day", [STARTED_ON + DAY, TODAY, date(2028, 1, 20)])
def test_the_day_may_be_past_or_a_year_ahead(client, old, new, day):
    moving(client, ect_at(old), new, day)


def test_who_has_begun_nowhere_starts_on_any_day_on_which_an_ect_can(client, old, new):
    ect = ect_at(old, started_on=IN_MARCH)
    walk = moving(client, ect, new, TODAY)
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    finish(walk).confirm()
    assert status(ect) is None
    assert Email.objects.get(kind="someone-not-joining").to == "oldham@tutor.example"


# A cohort that the school has not set up


def test_training_is_set_up_for_their_cohort_first_and_the_answers_are_kept(client, new):
    earlier = CohortFactory(start_year=2025)
    ect = ect_at(school("Oldham", cohort=earlier), cohort=earlier, started_on=date(2025, 9, 1))
    walk = moving(client, ect, new)
    assert walk.next == "set-up-training-first"
    page = walk.page("set-up-training-first")
    assert "Set up training for 2025 to 2026 first" in page.h1.text
    [button] = page.select("main a.govuk-button")
    assert f"/schools/{new.urn}/2025/set-up-training/" in button["href"]
    assert "return=" in button["href"]
    SchoolCohortFactory(school=new, cohort=earlier, programme="school_led")
    assert client.get(walk.url("set-up-training-first")).status_code == 302
    assert walk.heading("appropriate-body-type").startswith("Which type of appropriate body")


def test_a_cohort_that_cannot_be_set_up_any_more_leads_to_help(client, new):
    earlier = CohortFactory(start_year=2021, registration_opens_on=None)
    ect = ect_at(school("Oldham", cohort=earlier), cohort=earlier, started_on=date(2021, 9, 1))
    walk = moving(client, ect, new)
    assert walk.next == "not-open"
    page = walk.page("not-open")
    assert "You cannot register people for 2021 to 2022" in page.h1.text
    assert "Ask DfE for help" in page.text


# What changes meanwhile


def test_a_school_that_comes_first_is_seen_and_the_answers_are_asked_again(client, old, new):
    ect = ect_at(old)
    walk = moving(client, ect, new, TODAY)
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    basis = finish(walk).page("check-answers").select_one("[name=basis]")["value"]
    at_third = move_ect(ect.teacher, school("Thirsk"), date(2027, 1, 4))
    assert walk.post("check-answers", basis=basis).status_code == 200
    assert not ECTAtSchool.objects.filter(school=new).exists()
    assert status(at_third) == "training"


def test_a_claim_that_moves_the_first_day_leads_back_to_the_start_date(client, old, new):
    ect = ect_at(old)
    walk = moving(client, ect, new, date(2026, 10, 1))
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    finish(walk)
    move_ect(ect.teacher, school("Thirsk"), date(2027, 1, 4))
    response = client.post(walk.url("check-answers"), follow=True)
    assert "When does Zoë Smith start" in response.page.h1.text


def test_a_partnership_that_changes_meanwhile_is_shown_before_anything_is_sent(client, old, new):
    walk = moving(client, ect_at(old), new, TODAY)
    walk.answer("current-provider", keeps_provider="no")
    walk.next = walk.answer("new-provider", new_provider="schools")
    basis = finish(walk).page("check-answers").select_one("[name=basis]")["value"]
    new.partnerships.all().delete()
    response = walk.post("check-answers", basis=basis)
    assert "Something has changed" in response.page.text
    assert walk.rows()["Trains with"] == (
        "Your school’s own lead provider, which we do not know yet"
    )


def test_pressing_twice_moves_once(client, old, new):
    walk = moving(client, ect_at(old), new)
    walk.next = walk.answer("current-provider", keeps_provider="yes")
    finish(walk)
    assert walk.confirm().h1.text == walk.confirm().h1.text
    assert ECTAtSchool.objects.filter(school=new).count() == 1
