"""A school changes the email address that it has for an ECT or a mentor."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants import history
from participants.services import addresses, people
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import (
    ECTFactory,
    MentorFactory,
    SchoolFactory,
    TeacherFactory,
    TutorAppointmentFactory,
)

from .changing import PersonWalk, leave, someone

pytestmark = pytest.mark.django_db

CHANGE = "change-person-email"
OLD, NEW = "ada@school.example", "ada.king@school.example"


@pytest.fixture(params=["ect", "mentor"])
def place(request):
    """An ECT or a mentor called Ada Lovelace."""
    teacher = TeacherFactory(first_name="Ada", last_name="Lovelace")
    return someone(request.param, teacher=teacher, email=OLD)


def walk_to_check(client, place, email=NEW):
    walk = PersonWalk(client, CHANGE, place)
    assert walk.answer("new-email", new_email=email) == "check-answers"
    return walk


def email_now(place):
    return type(place).objects.get(pk=place.pk).email


def change(place, *, email=NEW, shown=OLD):
    """The service, as the journey calls it."""
    people.change_email(place=place, email=email, shown=shown, by=Actor.command("tests"))


# A new address


def test_a_tutor_changes_an_address(client, place):
    walk = PersonWalk(client, CHANGE, place)
    assert walk.heading == "What is Ada Lovelace’s new email address?"
    assert walk.answer("new-email", new_email=f" {NEW}\u200b ") == "check-answers"
    page = walk.page("check-answers")
    assert page.select_one(".app-large-value").text.strip() == NEW
    assert f"For Ada Lovelace we have {OLD} at the moment" in page.text
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed an email address"
    assert f"we write to Ada Lovelace at {NEW}" in page.text
    assert email_now(place) == NEW
    assert Draft.objects.get().answers == {}


def test_it_is_written_down_for_the_school(client, place):
    walk = walk_to_check(client, place)
    reference = walk.confirm().select_one(".govuk-panel strong").text
    event = Event.objects.get(kind="email address changed")
    assert (event.before, event.after) == ({"email": OLD}, {"email": NEW})
    assert (event.about_type, event.about_id) == ("teacher", str(place.teacher_id))
    assert (event.school_urn, event.reference) == (place.school.urn, reference)
    assert event.by_key == f"user:{walk.tutor.pk}"


def test_both_addresses_are_told_and_the_old_one_not_where_it_went(client, place):
    walk_to_check(client, place).confirm()
    emails = {email.to: email for email in Email.objects.all()}
    assert set(emails) == {OLD, NEW}
    for email in emails.values():
        assert email.kind == "email-at-school-changed"
        assert (email.about_type, email.about_id) == ("teacher", str(place.teacher_id))
        assert email.school_urn == place.school.urn
        assert NEW not in email.body
        assert "a****g@school.example" in email.body


def test_it_is_kept_as_it_is_compared(client, place):
    walk_to_check(client, place, email="Ada.KING@School.Example").confirm()
    assert email_now(place) == NEW
    assert set(Email.objects.values_list("to", flat=True)) == {OLD, NEW}


@pytest.mark.parametrize("same", [OLD, " ADA@School.example "])
def test_the_address_on_record_is_no_change(client, place, same):
    error = PersonWalk(client, CHANGE, place).error("new-email", new_email=same)
    assert error == "Enter an email address that is different from the one we have"


WRONG = "Enter an email address in the correct format, like name@example.com"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter an email address"),
        ("ada", WRONG),
        ("ada..king@school.example", WRONG),
        ("ada@school..example", WRONG),
        ("ada king@school.example", WRONG),
        ("ädä@school.example", WRONG),
        ("ada@localhost", WRONG),
        ("ada@school.example, b@school.example", WRONG),
        ("a" * 250 + "@school.example", "Email address must be 254 characters or less"),
    ],
)
def test_what_is_no_address_is_not_taken(client, typed, error):
    place = someone("ect", email=OLD)
    assert PersonWalk(client, CHANGE, place).error("new-email", new_email=typed) == error
    assert email_now(place) == OLD


def test_the_school_reads_of_it_and_of_both_emails(client, place):
    walk = walk_to_check(client, place)
    walk.confirm()
    found = history.at_school(place.teacher, school=place.school, email=NEW, reader=walk.tutor)
    assert [(one.words, one.by) for one in found if one.by] == [
        (f"Email address changed from {OLD} to {NEW}", "You")
    ]
    assert {one.words for one in found if not one.by} == {
        "We emailed them: “Your email address has changed in our records”",
        f"We emailed them at {OLD}: “Your email address has changed in our records”",
    }


# Somebody else's


@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
def test_an_active_person_s_address_is_not_to_be_had(client, place, factory):
    other = factory(email=NEW, school__name="Hidden School", teacher__last_name="Hidden")
    walk = PersonWalk(client, CHANGE, place)
    assert walk.answer("new-email", new_email=NEW.upper()) == "address-taken"
    page = walk.page("address-taken")
    assert page.h1.text.strip() == "Someone else has this email address"
    assert "Hidden" not in page.text
    assert walk.post("check-answers").status_code == 302
    with pytest.raises(addresses.EmailTaken):
        change(place)
    assert email_now(place) == OLD
    leave(other)
    assert walk.answer("new-email", new_email=NEW) == "check-answers"


def test_the_address_of_a_registration_that_was_removed_is_free(client, place):
    ECTFactory(email=NEW, removed_at=clock.now())
    walk_to_check(client, place).confirm()
    assert email_now(place) == NEW


def test_one_s_own_address_at_another_school_is_free_and_stays(client):
    here = someone("mentor", email=OLD)
    there = MentorFactory(teacher=here.teacher, email=NEW)
    walk_to_check(client, here).confirm()
    assert (email_now(here), email_now(there)) == (NEW, NEW)
    assert not Event.objects.filter(school_urn=there.school.urn).exists()
    assert set(Email.objects.values_list("school_urn", flat=True)) == {here.school.urn}


def test_an_ect_does_not_get_the_induction_tutor_s_address(client):
    ect = someone("ect", email=OLD)
    walk = PersonWalk(client, CHANGE, ect)
    assert walk.answer("new-email", new_email=walk.tutor.email.upper()) == "own-address"
    assert walk.page("own-address").h1.text.strip() == "This is your own email address"
    with pytest.raises(people.TutorsOwnAddress):
        change(ect, email=walk.tutor.email.upper())
    assert email_now(ect) == OLD


def test_a_mentor_may_be_the_induction_tutor(client):
    mentor = someone("mentor", email=OLD)
    walk_to_check(client, mentor, email=mentor.school.find_tutor().email).confirm()
    assert email_now(mentor) == mentor.school.find_tutor().email


# Who may


def test_who_has_left_keeps_the_address(client, place):
    leave(place)
    assert PersonWalk(client, CHANGE, place).heading == "You cannot change this now"


def test_the_address_of_who_is_still_joining_is_this_school_s_to_change(client):
    first_day = clock.today() + timedelta(days=30)
    before = ECTFactory(started_on=clock.today() - timedelta(days=300), finished_on=first_day)
    ect = someone("ect", teacher=before.teacher, email=OLD, started_on=first_day)
    walk_to_check(client, ect).confirm()
    assert (email_now(ect), email_now(before)) == (NEW, before.email)


def test_only_the_tutor_of_the_school_may(client, place):
    url = PersonWalk(client, CHANGE, place).start_url
    other = TutorAppointmentFactory()
    own_school = url.replace(str(place.school.urn), str(other.school.urn))
    sign_in(client, other.tutor)
    assert client.get(url).status_code == client.get(own_school).status_code == 404


def test_a_closed_school_changes_nothing(client):
    place = someone("mentor", school=SchoolFactory(status_code=2))
    sign_in(client, place.school.find_tutor())
    url = reverse("participants:change-mentor-email", args=[place.school.urn, place.pk])
    assert client.get(url).url == reverse("home:school", args=[place.school.urn])


# At once, and in between


def test_a_second_press_shows_the_same_page_and_does_nothing(client, place):
    walk = walk_to_check(client, place)
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert Event.objects.filter(kind="email address changed").count() == 1
    assert Email.objects.count() == 2


def test_an_address_that_has_changed_meanwhile_is_shown_first(client, place):
    walk = walk_to_check(client, place)
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    change(place, email="a.king@school.example")
    response = walk.post("check-answers", basis=basis)
    assert "Something has changed. Check your answers again." in response.page.text
    assert "we have a.king@school.example at the moment" in response.page.text
    assert email_now(place) == "a.king@school.example"


def test_the_service_refuses_what_the_pages_do(place):
    with pytest.raises(people.RecordsChanged):
        change(place, shown="other@school.example")
    with pytest.raises(people.NothingToChange):
        change(place, email=OLD.upper())
    leave(place)
    with pytest.raises(people.MayNotChange):
        change(place)
    assert email_now(place) == OLD
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_get_one_address_at_once_one_has_it():
    places = [someone("ect"), someone("mentor")]
    walks = [walk_to_check(PageClient(), place) for place in places]
    responses = at_once(*[lambda walk=walk: walk.post("check-answers") for walk in walks])
    led_to = sorted(response.url.rstrip("/").split("/")[-1] for response in responses)
    assert led_to == ["address-taken", "confirmation"]
    assert [email_now(place) for place in places].count(NEW) == 1
    assert Event.objects.filter(kind="email address changed").count() == 1
    loser = next(walk for walk in walks if email_now(walk.place) != NEW)
    page = loser.page("address-taken")
    assert page.h1.text.strip() == "Someone else has this email address"


# Budgets


def test_pages_keep_to_few_queries(client, place, django_assert_max_num_queries):
    other = ECTFactory()
    walk = PersonWalk(client, CHANGE, place)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with CaptureQueriesContext(connection) as queries:
        assert walk.answer("new-email", new_email=other.email) == "address-taken"
    # the first answer makes the draft, and the refusal is counted and written down
    asked = [one for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 11
    with django_assert_max_num_queries(8):
        walk.page("address-taken")
    with django_assert_max_num_queries(12):
        assert walk.answer("new-email", new_email=NEW) == "check-answers"
    with django_assert_max_num_queries(8):
        walk.page("check-answers")
    walk.confirm()
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200
