"""An induction tutor hands over to someone else."""

import re

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.events.models import Event
from config.web import clock
from notifications.models import Email
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import (
    CohortFactory,
    SchoolFactory,
    StaffFactory,
    TutorAppointmentFactory,
    UserFactory,
)
from tests.partnerships.situations import rows_of, tutored

pytestmark = pytest.mark.django_db


class HandOver:
    """One tutor names another, in one tab."""

    def __init__(self, client, school=None):
        CohortFactory()
        self.client, self.school = client, school or SchoolFactory()
        self.tutor = self.school.find_tutor() or tutored(self.school)
        sign_in(client, self.tutor)
        self.start_url = reverse("schools:change-tutor", args=[self.school.urn])
        self.first = client.get(self.start_url)
        self.draft_id = re.search(
            r"[0-9a-f-]{36}", self.first.page.select_one("main form")["action"]
        )[0]

    def url(self, step):
        return f"{self.start_url}{self.draft_id}/{step}/"

    def post(self, step, **answers):
        return self.client.post(self.url(step), answers)

    def name(self, email="ada@school.example", first="Ada", last="Lovelace"):
        """Name someone, and say which step comes next."""
        if self.client.get(self.url("nominate-tutor")).status_code == 302:
            assert self.post("before-you-start").url == self.url("nominate-tutor")
        response = self.post(
            "nominate-tutor", tutor_first_name=first, tutor_last_name=last, tutor_email=email
        )
        return response.url.rstrip("/").split("/")[-1]

    def confirm(self):
        response = self.client.post(self.url("check-answers"), follow=True)
        assert response.status_code == 200
        return response.page


def test_a_tutor_hands_over_and_has_lost_the_school(client):
    walk = HandOver(client)
    assert walk.first.page.h1.text == "Change the induction tutor"
    assert walk.name() == "check-answers"
    page = client.get(walk.url("check-answers")).page
    assert rows_of(page)["Induction tutor’s name"] == "Ada Lovelace"
    assert "cannot open its pages any more" in page.text
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed the induction tutor"
    assert "Ada" not in page.select_one("main").text
    new = walk.school.find_tutor()
    assert (new.email, new.full_name) == ("ada@school.example", "Ada Lovelace")
    assert not new.has_usable_password()
    home = reverse("home:school", args=[walk.school.urn])
    assert client.get(home).status_code == client.get(walk.start_url).status_code == 404
    emails = set(Email.objects.values_list("kind", "to"))
    assert emails == {("tutor-nominated", new.email), ("tutor-replaced", walk.tutor.email)}
    event = Event.objects.get(kind="induction tutor appointed")
    assert (event.by_key, event.school_urn) == (f"user:{walk.tutor.pk}", walk.school.urn)
    assert event.reference in page.text


def test_someone_we_know_keeps_the_name_on_record(client):
    UserFactory(email="ada@school.example", first_name="Augusta", last_name="King")
    walk = HandOver(client)
    walk.name(email=" Ada@School.example ")
    assert "King" not in client.get(walk.url("check-answers")).page.text
    walk.confirm()
    assert walk.school.find_tutor().full_name == "Augusta King"
    assert User.objects.count() == 2


def test_naming_yourself_is_an_error(client):
    walk = HandOver(client)
    walk.post("before-you-start")
    response = walk.post(
        "nominate-tutor",
        tutor_first_name="Grace",
        tutor_last_name="Hopper",
        tutor_email=f" {walk.tutor.email.upper()}",
    )
    assert "Enter the email address of someone else" in response.page.text


@pytest.mark.parametrize("make", [StaffFactory, lambda: UserFactory(is_active=False)])
def test_an_address_that_cannot_be_a_tutor_s_stops_without_saying_why(client, make):
    walk = HandOver(client)
    assert walk.name(email=make().email) == "cannot-be-tutor"
    page = client.get(walk.url("cannot-be-tutor")).page
    assert page.h1.text == "We cannot use that email address"
    assert "DfE staff" not in page.text
    assert walk.name() == "check-answers"


def test_an_address_that_becomes_staff_s_in_the_middle_stops_too(client):
    walk = HandOver(client)
    walk.name()
    StaffFactory(email="ada@school.example")
    assert walk.confirm().h1.text == "We cannot use that email address"
    assert walk.school.find_tutor() == walk.tutor


def test_a_second_press_shows_that_it_is_done(client):
    walk = HandOver(client)
    walk.name()
    first, second = walk.confirm(), walk.confirm()
    assert first.h1.text == second.h1.text
    again = client.get(walk.url("nominate-tutor"), follow=True)
    assert again.page.h1.text == first.h1.text
    assert Email.objects.count() == 2


def test_nobody_else_sees_that_it_is_done(client):
    walk = HandOver(client)
    walk.name()
    walk.confirm()
    done = reverse("schools:tutor-changed", args=[walk.draft_id])
    assert client.get(done).status_code == 200
    new = walk.school.find_tutor()
    new.privacy_accepted_at = clock.now()
    new.save()
    for person in [new, UserFactory(), StaffFactory()]:
        sign_in(client, person)
        assert client.get(done).status_code == 404
        assert client.post(walk.url("check-answers")).status_code == 404
    client.logout()
    assert client.get(done).status_code == 302


def test_a_draft_that_is_not_sent_confirms_nothing(client):
    walk = HandOver(client)
    walk.name()
    assert client.get(reverse("schools:tutor-changed", args=[walk.draft_id])).status_code == 404


def test_other_schools_stay(client):
    walk = HandOver(client)
    other = TutorAppointmentFactory(tutor=walk.tutor).school
    walk.name()
    mixed = walk.url("check-answers").replace(str(walk.school.urn), str(other.urn))
    assert client.post(mixed).status_code == 404
    assert walk.confirm().select_one("main a[href='/schools/']")
    assert other.find_tutor() == walk.tutor
    assert client.get(reverse("home:school", args=[other.urn])).status_code == 200


def test_a_closed_school_keeps_its_tutor(client):
    school = SchoolFactory(status_code=2)
    sign_in(client, tutored(school))
    response = client.get(reverse("schools:change-tutor", args=[school.urn]))
    assert response.url == reverse("home:school", args=[school.urn])


def test_only_the_tutor_of_the_school_may_hand_over(client):
    school = TutorAppointmentFactory().school
    sign_in(client, TutorAppointmentFactory().tutor)
    assert client.get(reverse("schools:change-tutor", args=[school.urn])).status_code == 404


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    walk = HandOver(client)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        walk.post("before-you-start")
    with django_assert_max_num_queries(8):
        client.get(walk.url("nominate-tutor"))
    with django_assert_max_num_queries(14):
        walk.name()
    with django_assert_max_num_queries(8):
        client.get(walk.url("check-answers"))
    walk.confirm()
    with django_assert_max_num_queries(8):
        client.get(reverse("schools:tutor-changed", args=[walk.draft_id]))


@pytest.mark.django_db(transaction=True)
def test_a_double_press_hands_over_once():
    walk = HandOver(PageClient())
    walk.name()
    led_to = at_once(*[lambda: walk.post("check-answers")] * 4)
    done = reverse("schools:tutor-changed", args=[walk.draft_id])
    assert [response.url for response in led_to] == [done] * 4
    assert Email.objects.count() == 2
