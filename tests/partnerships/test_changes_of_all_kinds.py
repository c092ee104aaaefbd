"""What holds for all that a tutor changes: who may, in which year, and how often."""

import pytest
from django.urls import reverse

from config.events.models import Event
from tests.conftest import sign_in
from tests.factories import (
    CohortFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
    UserFactory,
)

from .changing import BODY, PROGRAMME, ChangeWalk, provider_led, set_up
from .situations import hub, tutored

pytestmark = pytest.mark.django_db

ALL = [BODY, PROGRAMME, "change-providers", "report-wrong"]


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
