"""A tutor changes the appropriate body and the programme."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from notifications.models import Email
from participants import lookups
from participants.lookups import Person
from participants.services import registrations
from partnerships.services import changes, reports
from schools.models import SchoolCohort
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    LeadProviderContactFactory,
    MentorFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
    UserFactory,
)

from .changing import ChangeWalk, provider_led, set_up
from .situations import hub, reported, rows_of, tutored

pytestmark = pytest.mark.django_db

BODY, PROGRAMME = "change-appropriate-body", "change-programme"
ALL = [BODY, PROGRAMME, "change-providers", "report-wrong"]


def choose(walk, body):
    walk.answer("appropriate-body-type", body_type=body.type)
    return walk.answer("appropriate-body", appropriate_body=body.pk)


# The appropriate body


def test_a_tutor_changes_the_appropriate_body(client):
    old, new = hub(), hub("Bede Teaching School Hub")
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=old))
    assert choose(walk, new) == "check-answers"
    page = walk.page("check-answers")
    assert f"is {old.name} at the moment" in page.text
    assert rows_of(page)["Appropriate body"] == new.name
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed your appropriate body"
    assert rows_of(page)["Appropriate body"] == new.name
    assert walk.school.cohorts.get().appropriate_body == new
    event = Event.objects.get(kind="appropriate body changed")
    assert event.before["appropriate body"] == old.name
    assert event.after["appropriate body"] == new.name
    assert event.by_key == f"user:{walk.tutor.pk}"
    assert event.reference in page.text


def test_the_page_shows_what_is_on_record(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=body))
    assert walk.first.page.select_one("input[checked]")["value"] == "teaching_school_hub"
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    selected = walk.page("appropriate-body").select_one("option[selected]")
    assert selected["value"] == str(body.pk)


def test_another_type_begins_with_no_body(client):
    AppropriateBodyFactory(type="national")
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=hub()))
    walk.answer("appropriate-body-type", body_type="national")
    select = walk.page("appropriate-body").select_one("select")
    assert select["data-type-ahead"] == ""
    assert not select.select("option[selected]")


def test_a_body_that_is_offered_no_longer_can_be_left(client):
    old = hub()
    school = set_up(appropriate_body=old)
    old.last_cohort = 2025
    old.save()
    new = hub("Bede Teaching School Hub")
    walk = ChangeWalk(client, BODY, school)
    assert choose(walk, new) == "check-answers"
    assert old.name in walk.page("check-answers").text


def test_a_school_may_have_no_body_any_more(client):
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=hub()))
    assert walk.answer("appropriate-body-type", body_type="not_appointed") == "check-answers"
    page = walk.confirm()
    assert "You need to appoint an appropriate body" in page.text
    assert walk.school.cohorts.get().appropriate_body is None


def test_a_body_that_is_not_listed_is_saved_as_none(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=body))
    walk.answer("appropriate-body-type", body_type=body.type)
    assert walk.answer("appropriate-body", body_not_listed="on") == "body-not-listed"
    assert walk.answer("body-not-listed") == "check-answers"
    walk.confirm()
    assert walk.school.cohorts.get().appropriate_body is None


def test_the_body_of_now_is_no_change(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=body))
    assert choose(walk, body) == "same-body"
    assert walk.page("same-body").h1.text == f"{body.name} is your appropriate body already"


def test_none_is_no_change_for_a_school_without_one(client):
    walk = ChangeWalk(client, BODY, set_up())
    assert walk.answer("appropriate-body-type", body_type="not_appointed") == "same-body"
    assert "no appropriate body" in walk.page("same-body").h1.text


def test_a_body_of_another_type_is_not_taken(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up())
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    response = walk.post("appropriate-body", appropriate_body=body.pk + 1)
    assert "Select an appropriate body from the list" in response.page.text


def test_the_same_change_in_two_tabs_is_made_once(client):
    body = hub()
    first, second = (ChangeWalk(client, BODY, school) for school in [set_up()] * 2)
    choose(first, body)
    choose(second, body)
    first.confirm()
    response = client.post(second.url("check-answers"), follow=True)
    assert response.page.h1.text == f"{body.name} is your appropriate body already"
    assert Event.objects.filter(kind="appropriate body changed").count() == 1


# The programme


def test_a_tutor_changes_the_programme(client):
    partnership = provider_led()
    contact = LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    walk = ChangeWalk(client, PROGRAMME, partnership.school)
    assert walk.choices("programme") == ["Design and deliver your own training programme"]
    assert walk.answer("programme", programme="school_led") == "check-answers"
    page = walk.page("check-answers")
    providers = f"{partnership.lead_provider} and {partnership.delivery_partner}"
    assert f"your partnership with {providers} ends today" in page.text
    assert f"we will tell {partnership.lead_provider} by email" in page.text
    page = walk.confirm()
    assert rows_of(page)["Training programme"] == "Design and deliver your own training programme"
    assert walk.school.cohorts.get().programme == "school_led"
    partnership.refresh_from_db()
    assert (partnership.is_standing, partnership.ending) == (False, "other_programme")
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("partnership-left", contact.email)
    kinds = Event.objects.values_list("kind", flat=True)
    assert set(kinds) >= {"programme changed", "partnership ended"}


def test_a_lead_provider_that_has_stopped_is_told_nothing(client):
    partnership = provider_led(delivery_partner=None)
    LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    partnership.lead_provider.pairings.all().delete()
    walk = ChangeWalk(client, PROGRAMME, partnership.school)
    walk.answer("programme", programme="school_led")
    assert "by email" not in walk.page("check-answers").text
    walk.confirm()
    assert not Email.objects.exists()


def test_a_school_that_becomes_provider_led_waits_for_its_lead_provider(client):
    walk = ChangeWalk(client, PROGRAMME, set_up(programme="school_led"))
    walk.answer("programme", programme="provider_led")
    page = walk.confirm()
    assert "Your lead provider needs to confirm this with us" in page.text
    assert rows_of(page)["Lead provider"] == "Not known yet"
    assert not walk.school.partnerships.exists()


def test_the_programme_of_now_and_those_of_others_are_not_taken(client):
    walk = ChangeWalk(client, PROGRAMME, set_up())
    for programme in ["provider_led", "school_funded_provider", "core_materials", "", "x"]:
        response = walk.post("programme", programme=programme)
        assert response.status_code == 200
        assert response.page.select_one(".govuk-error-summary")
    assert SchoolCohort.objects.get().programme == "provider_led"


# Once people are registered


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


# Both, and all other changes


@pytest.mark.parametrize("name", ALL[:3])
@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"expects_ects": "no"},
        {"expects_ects": "unknown"},
        {"expects_ects": "yes"},
        {"programme": "provider_led", "answered_at": None, "answered_by": ""},
    ],
    ids=["silent", "no", "unknown", "yes", "reported"],
)
def test_a_school_that_has_not_set_up_training_does_so_first(client, name, answer):
    school = SchoolFactory()
    tutored(school)
    if answer:
        SchoolCohortFactory(school=school, cohort=CohortFactory(), **answer)
    walk = ChangeWalk(client, name, school)
    assert walk.heading == "Set up training for 2026 to 2027 first"
    assert walk.first.page.select_one("main a[href$='/2026/set-up-training/']")


@pytest.mark.parametrize("name", ALL)
def test_only_the_tutor_of_the_school_may(client, name):
    school, other = set_up(), TutorAppointmentFactory().tutor
    url = reverse(f"partnerships:{name}", kwargs={"urn": school.urn, "year": 2026})
    for person in [other, UserFactory()]:
        sign_in(client, person)
        assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("name", ALL)
def test_a_closed_school_changes_nothing(client, name):
    school = set_up(school=SchoolFactory(status_code=2))
    sign_in(client, school.find_tutor())
    url = reverse(f"partnerships:{name}", kwargs={"urn": school.urn, "year": 2026})
    assert client.get(url).url == reverse("home:school", args=[school.urn])


@pytest.mark.parametrize("name", ALL)
def test_a_cohort_that_is_not_open_is_not_there(client, name):
    school = set_up()
    sign_in(client, school.find_tutor())
    CohortFactory(start_year=2027, registration_opens_on=None)
    url = reverse(f"partnerships:{name}", kwargs={"urn": school.urn, "year": 2027})
    assert client.get(url).status_code == 404


def test_the_tutor_of_two_schools_does_not_mix_them(client):
    first = ChangeWalk(client, PROGRAMME, set_up())
    second = set_up(school=TutorAppointmentFactory(tutor=first.tutor).school)
    first.answer("programme", programme="school_led")
    mixed = first.url("check-answers").replace(str(first.school.urn), str(second.urn))
    assert client.get(mixed).status_code == client.post(mixed).status_code == 404
    confirmation = first.confirm() and first.url("confirmation")
    assert client.get(confirmation).status_code == 200
    mixed = confirmation.replace(str(first.school.urn), str(second.urn))
    assert client.get(mixed).status_code == 404
    assert second.cohorts.get().programme == "provider_led"


def test_a_change_is_for_its_own_year(client):
    school = set_up()
    SchoolCohortFactory(
        school=school, cohort=CohortFactory(start_year=2025), programme="school_led"
    )
    walk = ChangeWalk(client, PROGRAMME, school, year=2025)
    walk.answer("programme", programme="provider_led")
    walk.confirm()
    programmes = school.cohorts.order_by("cohort__start_year").values_list("programme", flat=True)
    assert list(programmes) == ["provider_led", "provider_led"]
    other_year = walk.url("confirmation").replace("/2025/", "/2026/")
    assert client.get(other_year).status_code == 404


def test_a_second_press_shows_the_same_page_and_does_nothing(client):
    walk = ChangeWalk(client, PROGRAMME, set_up())
    walk.answer("programme", programme="school_led")
    first, second = walk.confirm(), walk.confirm()
    panels = [page.select_one(".govuk-panel").text for page in (first, second)]
    assert panels[0] == panels[1]
    assert Event.objects.filter(kind="programme changed").count() == 1
    assert client.get(walk.url("programme")).status_code == 302


def test_a_tutor_replaced_in_the_middle_changes_nothing(client):
    walk = ChangeWalk(client, PROGRAMME, set_up())
    walk.answer("programme", programme="school_led")
    appointment = walk.school.find_appointment()
    appointment.end(appointment.started_on)
    assert client.post(walk.url("check-answers")).status_code == 404
    assert walk.school.cohorts.get().programme == "provider_led"


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    old, new = hub(), hub("Bede Teaching School Hub")
    partnership = provider_led()
    partnership.school.cohorts.update(appropriate_body=old)
    journeys = {
        BODY: [
            ("appropriate-body-type", {"body_type": new.type}),
            ("appropriate-body", {"body_not_listed": "on"}),
            ("body-not-listed", {}),
            ("appropriate-body", {"appropriate_body": new.pk}),
        ],
        PROGRAMME: [("programme", {"programme": "school_led"})],
    }
    for name, steps in journeys.items():
        walk = ChangeWalk(client, name, partnership.school)
        with django_assert_max_num_queries(8):
            client.get(walk.start_url)
        for step, answers in steps:
            with django_assert_max_num_queries(12):
                walk.answer(step, **answers)
            with django_assert_max_num_queries(8):
                walk.page(step)
        with django_assert_max_num_queries(8):
            walk.page("check-answers")
        walk.confirm()
        with django_assert_max_num_queries(8):
            assert client.get(walk.url("confirmation")).status_code == 200
