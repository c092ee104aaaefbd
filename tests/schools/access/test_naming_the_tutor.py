"""What a link to get access opens: the induction tutor is confirmed, named or replaced."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.web.models import Draft
from notifications.models import Email
from schools import links
from schools.models import Cohort, TutorAppointment
from schools.services import access, tutors
from tests.factories import CohortFactory, SchoolFactory, StaffFactory
from tests.partnerships.situations import tutored

from .situations import AccessWalk, access_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_cohort():
    CohortFactory()


def emails():
    return set(Email.objects.values_list("kind", "to"))


def test_a_school_without_a_tutor_names_one(client):
    school = SchoolFactory()
    walk = AccessWalk(client, school)
    assert walk.nominate() == "check-answers"
    assert walk.rows() == {
        "Induction tutor’s name": "Ada Lovelace",
        "Induction tutor’s email": "ada@school.example",
    }
    page = walk.confirm()
    assert "We have emailed Ada Lovelace." in page.text
    assert school.find_tutor().email == "ada@school.example"
    assert emails() == {("tutor-nominated", "ada@school.example")}
    assert "_auth_user_id" not in client.session


def test_a_tutor_who_is_still_the_one_signs_in(client):
    school = SchoolFactory()
    tutored(school)
    walk = AccessWalk(client, school)
    assert "Is Grace Hopper still your induction tutor?" in walk.heading("still-your-tutor")
    assert walk.answer("still-your-tutor", still_tutor="yes") == "tutor-stays"
    page = walk.get("tutor-stays").page
    assert page.h1.text == "Grace Hopper can sign in"
    assert page.select_one(f"main a[href='{reverse('accounts:sign-in')}']")
    assert not Email.objects.exists()


def test_a_tutor_who_has_gone_is_replaced_and_both_are_told(client):
    school = SchoolFactory()
    old = tutored(school)
    walk = AccessWalk(client, school)
    walk.answer("still-your-tutor", still_tutor="no")
    walk.nominate()
    walk.confirm()
    assert school.find_tutor().email == "ada@school.example"
    assert emails() == {("tutor-nominated", "ada@school.example"), ("tutor-replaced", old.email)}


def test_naming_the_tutor_of_today_again_changes_nothing_and_says_so(client):
    school = SchoolFactory()
    tutor = tutored(school)
    walk = AccessWalk(client, school)
    walk.answer("still-your-tutor", still_tutor="no")
    walk.nominate(email=f" {tutor.email.upper()}")
    assert "Grace Hopper was your induction tutor already" in walk.confirm().text
    assert TutorAppointment.objects.count() == 1
    assert not Email.objects.exists()


def test_an_address_that_is_someone_s_already_keeps_their_name(client):
    other = tutored(SchoolFactory())
    walk = AccessWalk(client, SchoolFactory())
    walk.nominate(email=other.email)
    assert "Grace" not in walk.get("check-answers").page.text
    walk.confirm()
    assert walk.school.find_tutor() == other
    assert User.objects.get().first_name == "Grace"


def test_a_staff_address_leads_to_a_page_that_does_not_say_why(client):
    walk = AccessWalk(client, SchoolFactory())
    StaffFactory(email="grace@education.example")
    assert walk.nominate(email="grace@education.example") == "cannot-be-tutor"
    page = walk.get("cannot-be-tutor").page
    assert page.h1.text == "We cannot use that email address"
    assert "staff" not in page.select_one("main").text


def test_a_tutor_named_by_someone_else_meanwhile_is_asked_about(client):
    school = SchoolFactory()
    walk = AccessWalk(client, school)
    walk.nominate()
    tutored(school)
    response = client.post(walk.url("check-answers"), follow=True)
    assert "Is Grace Hopper still your induction tutor?" in response.page.text
    assert not Email.objects.exists()


def test_a_tutor_appointed_at_the_last_moment_is_not_replaced():
    school = SchoolFactory()
    tutor = tutored(school)
    with pytest.raises(tutors.TutorChanged):
        access.name_tutor(
            invitation=access_to(school),
            first_name="Ada",
            last_name="Lovelace",
            email="ada@school.example",
            replaces=None,
            reference="ABCD-1234",
        )
    assert school.find_tutor() == tutor


def test_before_any_cohort_is_open_a_tutor_can_be_named(client):
    Cohort.objects.all().delete()
    walk = AccessWalk(client, SchoolFactory())
    walk.nominate()
    walk.confirm()
    assert "trains its ECTs and mentors." in Email.objects.get().body


def test_sending_twice_shows_the_same_confirmation(client):
    walk = AccessWalk(client, SchoolFactory())
    walk.nominate()
    walk.confirm()
    walk.confirm()
    assert Email.objects.count() == 1


def test_opening_the_link_changes_nothing(client):
    school = SchoolFactory()
    token = links.token_for(access_to(school))
    for _ in range(3):
        for name in ["access", "name-tutor"]:
            assert client.get(reverse(f"schools:{name}", args=[token])).status_code == 200
            assert client.head(reverse(f"schools:{name}", args=[token])).status_code == 200
    assert not Draft.objects.exists()


def test_a_confirmation_belongs_to_its_own_link(client):
    walk = AccessWalk(client, SchoolFactory())
    walk.nominate()
    walk.confirm()
    other = links.token_for(access_to(SchoolFactory()))
    stolen = reverse("schools:access-confirmation", args=[other, walk.draft_id])
    assert client.get(stolen).status_code == 404


def test_its_pages_ask_the_database_little(client, django_assert_max_num_queries):
    school = SchoolFactory()
    tutored(school)
    walk = AccessWalk(client, school)
    with django_assert_max_num_queries(8):
        client.get(walk.landing_url)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(12):
        walk.answer("still-your-tutor", still_tutor="no")
    with django_assert_max_num_queries(12):
        walk.nominate()
    with django_assert_max_num_queries(8):
        walk.get("check-answers")
    response = client.post(walk.url("check-answers"))
    with django_assert_max_num_queries(8):
        client.get(walk.url("check-answers").replace("check-answers/", "confirmation/"))
    assert response.status_code == 302
