"""A school registers an ECT, from the first question to the page that confirms it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.events.models import Event
from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants.models import ECTAtSchool, Teacher
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    SchoolCohortFactory,
    TeacherFactory,
)
from tests.partnerships.changing import set_up
from tests.partnerships.situations import hub, rows_of

from .registering import ZOE, RegisterWalk, typed_date
from .registering_ect import EMAIL, ready, school_with, to_email
from .registering_ect import today as today

pytestmark = pytest.mark.django_db


# The way through


def test_a_school_registers_an_ect(client):
    body = hub()
    school = school_with(body)
    walk = ready(client, school)
    assert walk.rows() == {
        "Name": "Zoë O’Neill",
        "Teacher reference number (TRN)": "1234567",
        "Date of birth": "27 March 1999",
        "Email address": EMAIL,
        "Start date": rows_of(walk.page("check-answers"))["Start date"],
        "Appropriate body": body.name,
    }
    page = walk.confirm()
    assert " ".join(page.h1.text.split()) == "You have registered Zoë O’Neill as an ECT"
    ect = ECTAtSchool.objects.get()
    assert (ect.school, ect.cohort.start_year, ect.email) == (school, 2026, EMAIL)
    assert (ect.started_on, ect.appropriate_body) == (clock.today(), None)
    teacher = ect.teacher
    assert (teacher.trn, teacher.full_name) == (ZOE["trn"], "Zoë O’Neill")
    assert teacher.date_of_birth == ZOE["born"]
    event = Event.objects.get(kind="ECT registered")
    assert (event.about_type, event.about_id) == ("teacher", str(teacher.pk))
    assert (event.school_urn, event.by_key) == (school.urn, f"user:{walk.tutor.pk}")
    assert event.reference in page.text
    assert Email.objects.get(kind="ect-registered").to == EMAIL


def test_the_confirmation_says_what_is_left_to_do(client):
    page = ready(client, school_with(hub("Bede Teaching School Hub"))).confirm()
    assert "Bede Teaching School Hub" in page.text
    assert "We do not do that for you" in page.text
    ect = ECTAtSchool.objects.get()
    school = ect.school
    links = {" ".join(link.text.split()): link["href"] for link in page.select("main a")}
    assert links["Add another"] == reverse("participants:add", args=[school.urn])
    assert links["Assign a mentor"] == reverse(
        "participants:assign-mentor", args=[school.urn, ect.pk]
    )
    assert links["Go to Zoë O’Neill’s page"] == reverse(
        "participants:ect", args=[school.urn, ect.pk]
    )
    assert page.select_one("[data-print]")


def test_back_and_a_second_press_show_the_same_confirmation(client):
    walk = ready(client, school_with(hub()))
    page = walk.confirm()
    for step in ["check-answers", "name", "email"]:
        again = client.get(walk.url(step), follow=True).page
        assert again.h1.text == page.h1.text
    assert walk.confirm().h1.text == page.h1.text
    assert ECTAtSchool.objects.count() == 1
    assert Draft.objects.get(journey="register-ect").answers == {}


def test_the_confirmation_of_a_registration_that_is_removed_leads_to_the_list(client):
    walk = ready(client, school_with(hub()))
    walk.confirm()
    ECTAtSchool.objects.update(removed_at=clock.now())
    page = client.get(walk.url("check-answers"), follow=True).page
    assert "Assign a mentor" not in page.text
    assert page.find("a", string="Go to your ECTs and mentors")


def test_the_confirmation_is_the_tutors_own(client):
    walk = ready(client, school_with(hub()))
    walk.confirm()
    other = RegisterWalk(client, school_with(hub("Bede Teaching School Hub")))
    for urn in (walk.school.urn, other.school.urn):
        address = reverse("participants:ect-registered", args=[urn, walk.draft_id])
        assert client.get(address).status_code == 404


# Whom to add


@pytest.mark.parametrize(
    ("role", "leads_to"), [("ect", "register-ect"), ("mentor", "register-mentor")]
)
def test_whom_to_add_leads_to_the_journey(client, role, leads_to):
    walk = RegisterWalk(client, set_up())
    add = reverse("participants:add", args=[walk.school.urn])
    response = client.get(add, {"role": role, "add": "on"})
    assert response.url == reverse(f"participants:{leads_to}", args=[walk.school.urn])


@pytest.mark.parametrize("typed", [{"add": "on"}, {"role": ""}, {"role": "head", "add": "on"}])
def test_whom_to_add_has_to_be_chosen(client, typed):
    walk = RegisterWalk(client, set_up())
    page = client.get(reverse("participants:add", args=[walk.school.urn]), typed).page
    assert page.title.text.startswith("Error: ")
    assert page.select_one("[name=role][value=ect]")


def test_a_school_that_may_not_register_adds_nobody(client):
    school = set_up()
    RegisterWalk(client, school)
    school.status_code = 2
    school.save()
    for name in ["add", "register-ect"]:
        response = client.get(reverse(f"participants:{name}", args=[school.urn]))
        assert response.url == reverse("home:school", args=[school.urn])


# The address


def test_an_address_of_another_active_person_is_refused_and_the_page_says_how_to_go_on(client):
    ECTFactory(email="shared@school.example")
    walk = to_email(client, school_with(hub()))
    response = walk.post("email", email="Shared@School.example")
    assert (
        "another ECT or mentor has this one"
        in response.page.select_one(".govuk-error-summary").text
    )
    assert "ask Zoë O’Neill for one of their own" in response.page.text
    assert response.page.select_one("[name=email]")["value"] == "Shared@School.example"
    assert walk.answer("email", email=EMAIL) == "start-date"


def test_a_mentors_address_is_refused_too(client):
    MentorFactory(email="shared@school.example")
    walk = to_email(client, school_with(hub()))
    assert walk.errors("email", email="shared@school.example")


def test_an_address_of_someone_who_has_left_is_free(client):
    past = clock.today() - timedelta(days=400)
    ECTFactory(
        email=EMAIL, started_on=past, finished_on=clock.today(), own_finished_on=clock.today()
    )
    MentorFactory(email=EMAIL, removed_at=clock.now())
    walk = to_email(client, school_with(hub()))
    assert walk.answer("email", email=EMAIL) == "start-date"


def test_an_address_that_is_taken_meanwhile_is_said_at_the_end(client):
    walk = ready(client, school_with(hub()))
    taken = ECTFactory(email=EMAIL)
    response = walk.post("check-answers")
    assert "Another ECT or mentor is registered with this email address" in response.page.text
    assert ECTAtSchool.objects.get() == taken
    assert walk.errors("email", change=True, email=EMAIL)
    assert walk.answer("email", change=True, email="zoe.oneill@school.example") == "check-answers"
    walk.confirm()


def test_the_tutors_own_address_offers_to_add_oneself_as_a_mentor(client):
    walk = to_email(client, school_with(hub()))
    assert walk.answer("email", email=walk.tutor.email.upper()) == "own-address"
    page = walk.page("own-address")
    link = page.find("a", string="add yourself as a mentor")
    assert link["href"] == reverse("participants:register-mentor", args=[walk.school.urn])


# Coming back


@pytest.fixture
def former(today):
    """An ECT who left this school in spring, of a cohort before this one."""
    body = hub()
    school = school_with(body)
    before = CohortFactory(start_year=2025)
    SchoolCohortFactory(school=school, cohort=before, programme="school_led", appropriate_body=body)
    return ECTFactory(
        school=school,
        cohort=before,
        started_on=date(2025, 9, 1),
        finished_on=date(2026, 4, 2),
        own_finished_on=date(2026, 4, 2),
    )


def test_who_comes_back_starts_after_they_left_and_keeps_their_cohort(client, former):
    walk = RegisterWalk(client, former.school)
    assert walk.identify_as(former.teacher, last_name="Married") == "email"
    walk.answer("email", email=EMAIL)
    response = walk.post("start-date", **typed_date("started_on", date(2026, 4, 1)))
    assert "Start date must be on or after 2 April 2026" in response.page.text
    assert walk.start_on(date(2026, 4, 2)) == "follows-school"
    walk.answer("follows-school", follows_school="yes")
    assert "was an ECT at your school before" in walk.page("check-answers").text
    page = walk.confirm()
    new = ECTAtSchool.objects.get(started_on=date(2026, 4, 2))
    assert (new.teacher, new.cohort.start_year) == (former.teacher, 2025)
    assert new.teacher.last_name == "Lovelace", "what stands on record counts"
    assert str(new.pk) in page.find("a", string=lambda text: text and "’s page" in text)["href"]


def test_who_was_removed_is_registered_anew_with_the_old_record(client):
    old = ECTFactory(teacher__trn="1234567", teacher__first_name="Slip", removed_at=clock.now())
    walk = ready(client, school_with(hub()))
    walk.confirm()
    teacher = Teacher.objects.get()
    assert teacher == old.teacher
    assert (teacher.first_name, teacher.search_name) == ("Zoë", "zoe oneill")


# Change


def test_each_answer_can_be_changed_and_is_looked_up_again(client):
    mentor = MentorFactory(teacher=TeacherFactory(trn="7654321", first_name="Zoë", last_name="X"))
    walk = ready(client, school_with(hub()))
    assert walk.answer("name", change=True, first_name="Zoe", last_name="Neill") == "check-answers"
    assert walk.answer("trn", change=True, trn="7654321") == "details-do-not-match"
    assert walk.get("check-answers").url == walk.url("details-do-not-match")
    born = typed_date("date_of_birth", mentor.teacher.date_of_birth)
    assert walk.answer("date-of-birth", change=True, **born) == "other-role"
    assert walk.answer("trn", change=True, trn="1234567") == "check-answers"
    assert walk.rows()["Name"] == "Zoe Neill"


def test_a_later_start_in_a_year_that_is_not_set_up_asks_for_that(client, today):
    CohortFactory(start_year=2027, registration_opens_on=date(2026, 8, 1))
    walk = ready(client, school_with(hub()))
    assert walk.start_on(date(2027, 6, 1), change=True) == "set-up-training-first"


# Budgets


def answers_of_someone_coming_back(school, body):
    """The longest way: known by another name, back again, with another body and a mentor."""
    former = ECTFactory(
        school=school,
        started_on=clock.today() - timedelta(days=30),
        finished_on=clock.today(),
        own_finished_on=clock.today(),
    )
    teacher = former.teacher
    return {
        "what-you-need": {},
        "name": {"first_name": "Augusta", "last_name": teacher.last_name},
        "trn": {"trn": teacher.trn},
        "date-of-birth": typed_date("date_of_birth", teacher.date_of_birth),
        "other-name": {"has_other_name": "yes"},
        "other-first-name": {"other_first_name": teacher.first_name},
        "email": {"email": EMAIL},
        "start-date": typed_date("started_on", clock.today()),
        "follows-school": {"follows_school": "no"},
        "appropriate-body-type": {"body_type": body.type},
        "appropriate-body": {"appropriate_body": body.pk},
        "mentor": {"mentor": school.mentors.first().pk},
    }


@pytest.fixture(params=[3, 60], ids=["3 mentors", "60 mentors"])
def longest(request, client):
    """A walk the longest way, with everything answered, and its answers."""
    school = school_with(hub())
    for n in range(request.param):
        MentorFactory(school=school, teacher__last_name=f"Hopper {n}")
    answers = answers_of_someone_coming_back(school, hub("Bede Teaching School Hub"))
    walk = RegisterWalk(client, school)
    for step, answer in answers.items():
        walk.answer(step, **answer)
    return walk, answers


def test_every_page_keeps_to_few_queries(longest, django_assert_max_num_queries):
    walk, answers = longest
    for step, answer in answers.items():
        with django_assert_max_num_queries(8):
            assert walk.get(step).status_code == 200
        with django_assert_max_num_queries(12):
            walk.answer(step, **answer)
    with django_assert_max_num_queries(12):  # it is looked up anew
        walk.answer("name", first_name="Augusta", last_name="King")
    with django_assert_max_num_queries(8):
        walk.page("check-answers")


def test_completing_takes_as_many_queries_with_any_number_of_mentors(longest):
    walk, _ = longest
    with CaptureQueriesContext(connection) as queries:
        assert walk.post("check-answers").status_code == 302
    assert len(queries) <= 80
