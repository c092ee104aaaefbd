"""A school that answers its invitation names its induction tutor."""

import pytest

from tests.factories import SchoolFactory, StaffFactory, UserFactory

from .situations import Walk, sent, tutored

pytestmark = pytest.mark.django_db


def test_a_new_school_nominates_its_tutor(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.nominate(email=" Zoë.x@school.example".replace("ë", "e")) == "check-answers"
    page = walk.get("check-answers").page
    assert page.select_one(".app-large-value").text.strip() == "Zoe.x@school.example"
    walk.confirm()
    tutor = walk.invitation.school.find_tutor()
    assert (tutor.email, tutor.full_name) == ("zoe.x@school.example", "Ada Lovelace")
    assert not tutor.has_usable_password()
    assert ("tutor-nominated", "zoe.x@school.example") in sent()
    assert "_auth_user_id" not in client.session


def test_a_person_we_know_keeps_the_name_on_record(client):
    known = UserFactory(first_name="Katherine", last_name="Johnson")
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    walk.nominate(email=known.email.upper())
    assert "Katherine" not in walk.get("check-answers").page.text
    walk.confirm()
    assert walk.invitation.school.find_tutor() == known
    known.refresh_from_db()
    assert known.full_name == "Katherine Johnson"


@pytest.mark.parametrize("make", [StaffFactory, lambda: UserFactory(is_active=False)])
def test_an_address_that_cannot_be_a_tutors_stops_without_saying_why(client, make):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    person = make()
    assert walk.nominate(email=person.email) == "cannot-be-tutor"
    page = walk.get("cannot-be-tutor").page
    assert person.first_name not in page.text
    assert page.select_one("main a[href*='/help/']")
    assert walk.nominate() == "check-answers"


def test_a_link_to_the_contact_of_a_school_with_a_tutor_asks_about_the_tutor_first(client):
    school = SchoolFactory()
    tutored(school)
    walk = Walk(client, school=school)
    assert walk.heading("still-your-tutor") == "Is Grace Hopper still your induction tutor?"
    assert walk.answer("still-your-tutor", still_tutor="yes") == "expects-ects"
    assert walk.answer("expects-ects", expects_ects="yes") == "check-answers"


def test_a_tutor_who_has_gone_is_replaced_and_told_and_loses_their_links(client):
    school = SchoolFactory()
    old = tutored(school)
    theirs = Walk(client, school=school, recipient="tutor", sent_to=old.email)
    walk = Walk(client, school=school)
    walk.answer("still-your-tutor", still_tutor="no")
    assert walk.answer("expects-ects", expects_ects="no") == "nominate-tutor"
    walk.nominate()
    assert "Grace Hopper will no longer be" in walk.get("check-answers").page.text
    walk.confirm()
    assert school.find_tutor().email == "ada@school.example"
    assert ("tutor-replaced", old.email) in sent()
    assert ("tutor-nominated", "ada@school.example") in sent()
    assert client.get(theirs.landing_url).status_code == 410
    assert client.get(walk.landing_url).status_code == 200


def test_naming_the_tutor_we_know_again_changes_nothing(client):
    school = SchoolFactory()
    tutor = tutored(school)
    walk = Walk(client, school=school)
    walk.answer("still-your-tutor", still_tutor="no")
    walk.answer("expects-ects", expects_ects="no")
    walk.nominate(email=tutor.email)
    walk.confirm()
    assert school.appointments.get().tutor == tutor
    assert {kind for kind, _ in sent()} == {"answer-received"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"tutor_first_name": " "}, "Enter a first name"),
        ({"tutor_last_name": "http://evil.example"}, "Last name must only include letters"),
        ({"tutor_email": "ada"}, "Enter an email address in the correct format"),
        ({"tutor_email": "a..b@school.example"}, "Enter an email address in the correct format"),
    ],
)
def test_a_wrong_name_or_address_is_explained_and_kept(client, wrong, message):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    right = {
        "tutor_first_name": "Zoë",
        "tutor_last_name": "O’Neill-Smith",
        "tutor_email": "zoe@school.example",
    }
    response = walk.post("nominate-tutor", **right | wrong)
    assert response.status_code == 200
    assert message in response.page.select_one(".govuk-error-summary").text
    [(field, typed)] = wrong.items()
    assert response.page.select_one(f"[name={field}]")["value"] == typed
    assert walk.answer("nominate-tutor", **right) == "check-answers"
