"""What a tutor can change once people are registered, and what follows for them."""

from datetime import date, timedelta

import pytest

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from participants import lookups
from participants.lookups import Person
from participants.services import registrations
from partnerships import queries
from partnerships.services import changes, reports
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import CohortFactory, ECTFactory, MentorFactory

from .changing import BODY, PROGRAMME, ChangeWalk, choose, set_up
from .situations import hub, reported, tutored

pytestmark = pytest.mark.django_db


def has_left(place):
    place.own_finished_on = place.finished_on = clock.today()
    place.started_on -= timedelta(days=1)
    place.save()


def a_mentor_in_training(**details):
    return MentorFactory(training_starts_on=date(2026, 9, 1), **details)


@pytest.mark.parametrize("factory", [ECTFactory, a_mentor_in_training])
@pytest.mark.parametrize("then", [lambda place: None, has_left], ids=["here", "left"])
def test_the_programme_is_locked_from_the_first_registration_on(client, factory, then):
    school = set_up()
    then(factory(school=school, cohort=CohortFactory()))
    walk = ChangeWalk(client, PROGRAMME, school)
    assert walk.heading == "Ask DfE to change your training programme"
    assert "Use a training provider, funded by DfE" in walk.first.page.text
    assert walk.first.page.select_one("main p a[href^='/help/']")
    with pytest.raises(changes.PeopleRegistered):
        changes.change_programme(
            school=school,
            cohort=CohortFactory(),
            programme="school_led",
            standing=None,
            by=Actor.command("tests"),
        )
    assert school.cohorts.get().programme == "provider_led"


def test_people_of_others_and_those_removed_lock_nothing(client):
    school = set_up()
    MentorFactory(school=school)
    ECTFactory(school=school, cohort=CohortFactory(), removed_at=clock.now())
    ECTFactory(school=school, cohort=CohortFactory(start_year=2025))
    ECTFactory(cohort=CohortFactory())
    walk = ChangeWalk(client, PROGRAMME, school)
    walk.answer("programme", programme="school_led")
    walk.confirm()
    assert school.cohorts.get().programme == "school_led"


def is_taken_out_by_a_start_elsewhere(school, started_on):
    """An ECT of the school starts at another one instead."""
    elsewhere = ECTFactory(started_on=started_on)
    ECTFactory(
        school=school,
        teacher=elsewhere.teacher,
        removed_at=clock.now(),
        gave_way=True,
        gave_way_to=elsewhere,
    )


def test_whoever_starts_elsewhere_instead_locks_it_until_then(client):
    school = set_up()
    is_taken_out_by_a_start_elsewhere(school, clock.today())
    walk = ChangeWalk(client, PROGRAMME, school)
    assert walk.heading == "Ask DfE to change your training programme"


def test_whoever_has_started_elsewhere_instead_locks_nothing(client):
    school = set_up()
    is_taken_out_by_a_start_elsewhere(school, clock.today() - timedelta(days=1))
    walk = ChangeWalk(client, PROGRAMME, school)
    assert walk.answer("programme", programme="school_led") == "check-answers"


def test_someone_who_is_registered_meanwhile_locks_the_programme(client):
    walk = ChangeWalk(client, PROGRAMME, set_up())
    walk.answer("programme", programme="school_led")
    ECTFactory(school=walk.school, cohort=CohortFactory())
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text == "Ask DfE to change your training programme"
    assert walk.school.cohorts.get().programme == "provider_led"


@pytest.mark.django_db(transaction=True)
def test_a_registration_at_the_same_moment_locks_the_programme_or_comes_after_the_change():
    walk = ChangeWalk(PageClient(), PROGRAMME, set_up())
    walk.answer("programme", programme="school_led")
    zoe = Person(trn="1234567", first_name="Zoë", last_name="Smith", date_of_birth=date(1999, 1, 2))
    school, cohort = walk.school, CohortFactory()

    def register():
        return registrations.register_ect(
            school=school,
            person=zoe,
            email="zoe@school.example",
            cohort=cohort,
            started_on=clock.today(),
            shown=lookups.find(zoe, role=lookups.Role.ECT, school=school),
            by=Actor.command("tests"),
        )

    response, _ = at_once(lambda: walk.post("check-answers"), register)
    is_changed = response.url == "../confirmation/"
    assert school.cohorts.get().programme == ("school_led" if is_changed else "provider_led")
    at = dict(Event.objects.values_list("kind", "pk"))
    if is_changed:
        assert at["programme changed"] < at["ECT registered"]
    else:
        assert response.url.endswith("/people-registered/")


def test_the_page_says_how_many_follow_the_appropriate_body(client):
    old, new = hub(), hub("Bede Teaching School Hub")
    school, cohort = set_up(appropriate_body=old), CohortFactory()

    def says():
        walk = ChangeWalk(client, BODY, school)
        choose(walk, new)
        return " ".join(walk.page("check-answers").text.split())

    assert "same appropriate body" not in says()
    has_left(ECTFactory(school=school, cohort=cohort))
    ECTFactory(school=school, cohort=cohort, appropriate_body=new)
    ECTFactory(school=school, cohort=CohortFactory(start_year=2025))
    ECTFactory(cohort=cohort)
    ECTFactory(school=school, cohort=cohort, teacher__induction_completed_on=clock.today())
    assert "same appropriate body" not in says()
    ECTFactory(school=school, cohort=cohort)
    assert "1 ECT has the same appropriate body as your school in 2026 to 2027" in says()
    ECTFactory(school=school, cohort=cohort)
    assert "2 ECTs have the same appropriate body" in says()


def test_nobody_reports_that_there_are_no_ects_while_there_are(client):
    partnership = reported()
    tutored(partnership.school)
    walk = ChangeWalk(client, "report-wrong", partnership.school)
    assert walk.answer("what-is-wrong", wrong_because="no_ects") == "check-answers"
    a_mentor_in_training(school=partnership.school, cohort=partnership.cohort)
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text == "You have ECTs or mentors in 2026 to 2027"
    with pytest.raises(reports.ReportRefused, match="ECTs or mentors"):
        reports.report_wrong(partnership=partnership, ending="no_ects", by=Actor.command("tests"))
    partnership.refresh_from_db()
    assert partnership.is_standing
    assert walk.answer("what-is-wrong", wrong_because="mistake") == "check-answers"


@pytest.mark.parametrize("before", ["no", "unknown", ""])
def test_people_keep_their_programme_when_a_report_was_wrong(before):
    partnership = reported(answer_before=before)
    ECTFactory(school=partnership.school, cohort=partnership.cohort)
    reports.report_wrong(partnership=partnership, ending="mistake", by=Actor.command("tests"))
    answer = partnership.school.cohorts.get()
    assert (answer.expects_ects, answer.programme) == ("yes", "provider_led")
    partnership.refresh_from_db()
    assert not partnership.is_standing


def test_whoever_leaves_and_comes_back_is_counted_once():
    until = clock.today() + timedelta(days=10)
    ect = ECTFactory(finished_on=until, own_finished_on=until)
    ECTFactory(school=ect.school, teacher=ect.teacher, started_on=until)
    ECTFactory(school=ect.school)
    assert queries.count_following_body(school=ect.school, cohort=ect.cohort) == 2
