"""What an induction tutor's home says of the school's ECTs and mentors."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from config.web import clock
from tests.conftest import sign_in
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TeacherFactory,
    TutorAppointmentFactory,
)
from tests.partnerships.situations import rows_of

from .test_school import begun, change, home_of, to_do

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.fixture
def appointment():
    """Of the tutor of a school that has set up everything."""
    partnership = PartnershipFactory()
    SchoolCohortFactory(
        school=partnership.school,
        programme="provider_led",
        appropriate_body=AppropriateBodyFactory(),
    )
    return TutorAppointmentFactory(school=partnership.school)


def people(page):
    """What the page says of those who are here."""
    return rows_of(page).get("People here now")


def test_with_nobody_registered_nothing_is_said_of_people(client, appointment):
    page = home_of(client, appointment)
    assert people(page) is None
    assert "Nothing left to do." in page.text


def test_people_are_counted_by_year(client, appointment):
    school = appointment.school
    last_year = CohortFactory(start_year=2025)
    SchoolCohortFactory(school=school, cohort=last_year, programme="provider_led")
    for _ in range(2):
        MentorshipFactory(
            school=school,
            mentor__cohort=CohortFactory(),
            mentor__training_starts_on=TODAY.replace(month=9, day=1),
        )
    MentorshipFactory(school=school, ect__cohort=last_year)
    ECTFactory(cohort=last_year)
    page = home_of(client, appointment)
    found = [
        row.dd.text.strip()
        for row in page.select(".govuk-summary-list__row")
        if row.dt.text.strip() == "People here now"
    ]
    assert found == ["2 ECTs, 2 mentors in training", "1 ECT, 0 mentors in training"]


def test_someone_who_came_back_counts_once(client, appointment):
    teacher = TeacherFactory()
    back = {"teacher": teacher, "school": appointment.school}
    days = [TODAY - timedelta(days=days) for days in (30, 20)]
    ECTFactory(started_on=days[0], finished_on=days[1], own_finished_on=days[1], **back)
    ECTFactory(started_on=TODAY, **back)
    assert people(home_of(client, appointment)) == "1 ECT, 0 mentors in training"


def test_ects_without_a_mentor_are_to_do_and_lead_to_them(client, appointment):
    MentorshipFactory(school=appointment.school)
    ECTFactory(school=appointment.school, teacher__first_name="Zoë")
    ECTFactory(school=appointment.school, teacher__first_name="Yan")
    page = home_of(client, appointment)
    assert to_do(page) == ["ECTs without a mentor (2)"]
    listed = client.get(page.find("a", string="ECTs without a mentor (2)")["href"]).page
    names = [cell.text for cell in listed.select("tbody th")]
    assert sorted(names) == ["Yan Lovelace", "Zoë Lovelace"]


def test_an_ect_who_has_left_needs_no_mentor(client, appointment):
    gone = {"started_on": TODAY - timedelta(days=9), "finished_on": TODAY}
    ECTFactory(school=appointment.school, **gone, own_finished_on=TODAY)
    ECTFactory(school=appointment.school, teacher__induction_completed_on=TODAY)
    assert "Nothing left to do." in home_of(client, appointment).text


@pytest.mark.parametrize("register", [ECTFactory, MentorFactory])
def test_a_programme_that_people_train_in_is_changed_by_dfe(client, appointment, register):
    assert change(home_of(client, appointment), "Training programme").endswith("change-programme/")
    details = {"school": appointment.school, "cohort": CohortFactory()}
    if register is MentorFactory:
        details["training_starts_on"] = TODAY.replace(month=9, day=1)
    person = register(**details)
    page = home_of(client, appointment)
    link = change(page, "Training programme")
    assert "Ask DfE to change this" in page.find("a", href=link).text
    asked = client.get(link).page
    assert f"(URN {appointment.school.urn}), 2026 to 2027" in asked.text
    person.removed_at = clock.now()
    person.save()
    assert change(home_of(client, appointment), "Training programme").endswith("change-programme/")


def test_someone_in_another_year_or_school_locks_nothing(client, appointment):
    ECTFactory(school=appointment.school, cohort=CohortFactory(start_year=2025))
    ECTFactory()
    assert change(home_of(client, appointment), "Training programme").endswith("change-programme/")


def test_each_registration_that_is_begun_is_continued_and_told_apart_by_its_time(
    client, appointment
):
    draft, other = (
        begun(appointment, journey="register-ect", subject="", at="ects-and-mentors/add-ect")
        for _ in range(2)
    )
    mentor = begun(
        appointment, journey="register-mentor", subject="", at="ects-and-mentors/add-mentor"
    )
    page = home_of(client, appointment)
    assert [re.sub(r" on .*", "", text) for text in to_do(page)] == [
        "Continue adding an ECT, begun",
        "Continue adding an ECT, begun",
        "Continue adding a mentor, begun",
    ]
    assert re.search(r"begun on \d+ \w+ \d{4} at \d+:\d\d[ap]m$", to_do(page)[0])
    links = {link["href"] for link in page.find_all("a", string=re.compile("Continue adding"))}
    assert links == {one.resume_url for one in (draft, other, mentor)}


def test_a_closed_school_has_nothing_to_do_for_its_people(client):
    school = SchoolFactory(status_code=2)
    answered = SchoolCohortFactory(school=school, programme="school_led")
    ECTFactory(school=school, cohort=answered.cohort)
    page = home_of(client, TutorAppointmentFactory(school=school))
    assert people(page) == "1 ECT, 0 mentors in training"
    assert not page.find("a", string=re.compile("without a mentor"))
    assert change(page, "Training programme") is None


@pytest.mark.parametrize("count", [1, 9])
def test_the_home_takes_8_queries_however_much_there_is(
    client, appointment, count, django_assert_num_queries
):
    for year in range(2026 - count, 2026):
        cohort = CohortFactory(start_year=max(year, 2020))
        if not appointment.school.cohorts.filter(cohort=cohort).exists():
            SchoolCohortFactory(school=appointment.school, cohort=cohort, programme="provider_led")
        MentorshipFactory(school=appointment.school, ect__cohort=cohort)
        ECTFactory(school=appointment.school, cohort=cohort)
        begun(appointment, journey="register-ect", subject="", at="ects-and-mentors/add-ect")
    sign_in(client, appointment.tutor)
    with django_assert_num_queries(8):
        client.get(reverse("home:school", args=[appointment.school.urn]))
