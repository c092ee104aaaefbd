"""When a mentor who is registered starts training; or that nothing is asked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.models import Email
from participants.models import Training
from tests.factories import CohortFactory, MentorFactory, SchoolCohortFactory, TeacherFactory

from .registering import typed_date
from .registering_mentor import (
    AUTUMN,
    SPRING,
    SUMMER,
    TODAY,
    MentorWalk,
    pairing,
    school_with,
)
from .registering_mentor import _today as _today
from .registering_mentor import school as school
from .registering_mentor import walk as walk

pytestmark = pytest.mark.django_db


# When


@pytest.mark.parametrize(
    ("today", "offered"),
    [
        (date(2026, 8, 31), ["Summer term 2026", "Autumn term 2026", "Spring term 2027"]),
        (date(2026, 9, 1), ["Autumn term 2026", "Spring term 2027", "Summer term 2027"]),
        (date(2026, 12, 31), ["Autumn term 2026", "Spring term 2027", "Summer term 2027"]),
        (date(2027, 1, 1), ["Spring term 2027", "Summer term 2027", "Autumn term 2027"]),
    ],
)
def test_the_current_term_and_the_next_two_are_offered(client, school, settings, today, offered):
    settings.SERVICE_TODAY = today
    walk = MentorWalk(client, school).reach("training-term")
    assert [choice.partition(" (")[0] for choice in walk.choices("training-term")] == offered


def test_a_term_is_shown_with_its_days(walk):
    walk.reach("training-term")
    assert walk.heading("training-term") == "When will Zoë O’Neill start mentor training?"
    assert walk.choices("training-term")[0] == ("Autumn term 2026 (1 September to 31 December)")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Select when Zoë O’Neill will start mentor training"),
        ("2027-09-01", "Select a term from the list"),
        ("2026-10-01", "Select a term from the list"),
    ],
)
def test_another_day_is_no_answer(walk, typed, error):
    walk.reach("training-term")
    assert walk.errors("training-term", training_term=typed) == [error]


@pytest.mark.parametrize(("term", "first_day"), [(SPRING, (2027, 1)), (SUMMER, (2027, 4))])
def test_the_cohort_is_that_of_the_terms_first_day(walk, school, term, first_day):
    walk.reach("check-answers", term=term).confirm()
    mentor = school.mentors.get()
    assert mentor.training_starts_on == date(*first_day, 1)
    assert mentor.cohort.start_year == 2026
    assert mentor.started_on == TODAY


def test_the_mentoring_starts_today_even_where_training_started_before(walk, school):
    walk.reach("check-answers", term=AUTUMN).confirm()
    assert school.mentors.get().started_on == TODAY


# A cohort that is not ready


def in_summer(settings):
    """The next autumn term is that of the next cohort."""
    settings.SERVICE_TODAY = date(2027, 5, 1)


def next_autumn(walk):
    walk.reach("training-term")
    return walk.answer("training-term", training_term="2027-09-01")


def test_nobody_starts_in_a_cohort_that_is_not_known(client, school, settings):
    in_summer(settings)
    walk = MentorWalk(client, school)
    assert next_autumn(walk) == "not-open"
    assert walk.heading("not-open") == "You cannot register people for 2027 to 2028 yet"


def test_nobody_starts_in_a_cohort_that_opens_later(client, school, settings):
    in_summer(settings)
    CohortFactory(start_year=2027, registration_opens_on=date(2027, 6, 7))
    walk = MentorWalk(client, school)
    assert next_autumn(walk) == "not-open"
    assert "opens on 7 June 2027" in walk.text("not-open")


@pytest.mark.parametrize("answer", [None, "no", "unknown"])
def test_training_is_set_up_first_and_leads_back(client, school, settings, answer):
    in_summer(settings)
    cohort = CohortFactory(start_year=2027, registration_opens_on=date(2027, 5, 1))
    if answer:
        SchoolCohortFactory(school=school, cohort=cohort, expects_ects=answer)
    walk = MentorWalk(client, school)
    assert next_autumn(walk) == "set-up-training-first"
    button = walk.page("set-up-training-first").main.select_one("a.govuk-button")
    start = reverse("partnerships:set-up-training", args=[school.urn, 2027])
    assert button["href"].startswith(f"{start}?return=")
    called = client.get(button["href"]).page
    assert called.select_one(".govuk-back-link")["href"] == walk.url("set-up-training-first")
    school.cohorts.filter(cohort=cohort).delete()
    SchoolCohortFactory(school=school, cohort=cohort, programme="school_led")
    assert walk.get("set-up-training-first").url == walk.url("check-answers")


def test_a_partnership_that_was_only_reported_is_confirmed_first(client, school):
    answer = school.cohorts.get()
    answer.answered_at, answer.answered_by = None, ""
    answer.save()
    walk = MentorWalk(client, school).reach("training-term")
    assert walk.answer("training-term", training_term=AUTUMN) == "set-up-training-first"


# Trained already, or elsewhere


def test_who_has_completed_training_is_asked_nothing_about_it(walk, school):
    teacher = TeacherFactory(mentor_training_completed_on=date(2025, 7, 1))
    MentorFactory(teacher=teacher, started_on=date(2023, 9, 1), finished_on=date(2025, 9, 1))
    walk.identify_as(teacher)
    assert walk.answer("email", email="ada@a.school.example") == "check-answers"
    assert "has completed mentor training, or gets it through" in walk.text("check-answers")
    page = walk.confirm()
    mentor = school.mentors.get()
    assert (mentor.cohort, mentor.training_starts_on) == (None, None)
    assert "You do not need to arrange any." in page.main.text
    assert "You have completed mentor training." in Email.objects.get().body


def test_a_tutor_who_has_completed_training_reads_you(client, school):
    teacher = TeacherFactory(mentor_training_completed_on=date(2025, 7, 1))
    MentorFactory(teacher=teacher, started_on=date(2023, 9, 1), finished_on=date(2025, 9, 1))
    walk = MentorWalk(client, school, oneself="yes")
    walk.identify_as(teacher)
    walk.answer("email", email="grace.mentors@a.school.example")
    text = walk.text("check-answers")
    assert "You have completed mentor training, or get it through another school." in text
    assert "we will email you to say so" in text


@pytest.mark.parametrize("oneself", ["yes", "no"])
def test_who_is_not_trained_by_a_provider_is_the_schools_to_train(client, oneself):
    walk = MentorWalk(client, school_with(programme="school_led"), oneself=oneself)
    walk.reach("check-answers")
    assert "Your school decides how to train its mentors." in walk.text("check-answers")


def trained_elsewhere():
    return MentorFactory(cohort=CohortFactory(), training_starts_on=date(2026, 9, 1)).teacher


def test_who_is_trained_at_another_school_is_asked_nothing_about_it(walk, school):
    teacher = trained_elsewhere()
    walk.identify_as(teacher)
    walk.answer("only-here", mentors_only_here="no")
    assert walk.answer("email", email="ada@a.school.example") == "check-answers"
    walk.confirm()
    assert school.mentors.get().cohort is None
    assert "You get mentor training through another school." in Email.objects.get().body


def test_who_mentors_elsewhere_without_training_may_be_trained_here(walk, school):
    walk.identify_as(MentorFactory().teacher)
    walk.answer("only-here", mentors_only_here="no")
    assert walk.answer("email", email="ada@a.school.example") == "training-term"


def test_training_that_begins_elsewhere_meanwhile_is_not_begun_twice(walk, school):
    elsewhere = MentorFactory()
    walk.identify_as(elsewhere.teacher)
    walk.answer("only-here", mentors_only_here="no")
    walk.answer("email", email="ada@a.school.example")
    walk.answer("training-term", training_term=AUTUMN)
    walk.answer("providers", with_schools_providers="yes")
    shown = walk.shown()
    elsewhere.cohort, elsewhere.training_starts_on = CohortFactory(), date(2026, 9, 1)
    elsewhere.save()
    response = walk.post("check-answers", **shown)
    assert "Something has changed." in response.page.main.text
    walk.confirm()
    assert school.mentors.get().cohort is None


# How much each page asks of the database


def counted(do, *args, **kwargs):
    """How many queries something takes."""
    with CaptureQueriesContext(connection) as queries:
        response = do(*args, **kwargs)
    assert response.status_code in {200, 302}, response
    return len(queries)


def queries_of_a_walk(client, *, others):
    """Each page of the longest walk and the queries to show and to save it, with others about."""
    school = school_with()
    for number in range(others):
        MentorFactory(school=school)
        pairing(f"Provider {number}", f"Partner {number}")
    teacher = MentorFactory().teacher
    for _ in range(others):
        MentorFactory(teacher=teacher)
    other = pairing("Southern Skies", "Dover Hub")
    walk = MentorWalk(client, school)
    walk.identify_as(teacher)
    answers = {
        "yourself": {"is_oneself": "no"},
        "name": {"first_name": teacher.first_name, "last_name": teacher.last_name},
        "trn": {"trn": teacher.trn},
        "date-of-birth": typed_date("date_of_birth", teacher.date_of_birth),
        "only-here": {"mentors_only_here": "no"},
        "email": {"email": f"{teacher.trn}@a.school.example"},
        "training-term": {"training_term": AUTUMN},
        "providers": {"with_schools_providers": "no"},
        "lead-provider": {"lead_provider": other.lead_provider.pk},
        "delivery-partner": {"delivery_partner": other.delivery_partner.pk},
        "check-answers": {},
    }
    queries = {
        step: (counted(walk.get, step), counted(walk.post, step, **answer))
        for step, answer in answers.items()
    }
    done = reverse("participants:mentor-registered", args=[school.urn, walk.draft_id])
    return queries | {"confirmation": (counted(client.get, done), 0)}


def test_pages_take_few_queries_however_many_people_there_are(client):
    queries = queries_of_a_walk(client, others=0)
    Training.objects.all().delete()
    assert queries_of_a_walk(client, others=20) == queries
    assert max(to_show for to_show, _ in queries.values()) <= 8
    completing = queries.pop("check-answers")[1]
    assert max(to_save for _, to_save in queries.values()) <= 12
    assert completing <= 45
