"""A school that someone has left keeps the name that it knew: another is not for it to learn."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from config.events.services import Actor
from config.web import clock
from notifications.models import Email
from participants import lookups
from participants.lookups import Person, Role
from participants.queries import pages
from participants.services import corrections, people, registrations
from participants.services.people import NameReason
from tests.conftest import sign_in
from tests.factories import (
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    SchoolCohortFactory,
    TutorAppointmentFactory,
)

from .at_school import DAY, TERM, TODAY, left, listed, named, names, shown
from .at_school import school as school

pytestmark = pytest.mark.django_db

TUTOR = Actor("user:1", "Ruth Receiver, induction tutor (ruth@receiving.example)")
ADA = named("Ada", started_on=TERM)
LISTS = {"ects": ECTFactory, "mentors": MentorFactory}


def rename(place, first_name="Augusta", last_name="King"):
    """The school of a place gives its person another name."""
    people.change_name(
        place=place,
        first_name=first_name,
        last_name=last_name,
        reason=NameReason.NEW_NAME,
        shown=place.teacher.full_name,
        by=TUTOR,
    )
    place.teacher.refresh_from_db()


@pytest.fixture(params=LISTS)
def moved(request, school):
    """Someone who has left the school for another: the list they are in, and both places."""
    what, factory = request.param, LISTS[request.param]
    before = factory(school=school, **ADA, **left(TODAY - DAY))
    after = factory(teacher=before.teacher, started_on=TODAY - DAY)
    return what, before, after


def test_the_school_that_they_left_sees_the_name_that_it_knew(client, school, moved):
    what, before, after = moved
    rename(after)
    assert names(listed(client, school, what, show="past")) == ["Ada Lovelace"]
    page = shown(client, before)
    assert page.h1.text.strip() == "Ada Lovelace"
    assert "King" not in page.text
    assert "Augusta" not in page.text


def test_the_school_where_they_are_sees_the_new_one(client, moved):
    what, _, after = moved
    rename(after)
    sign_in(client, TutorAppointmentFactory(school=after.school).tutor)
    assert names(listed(client, after.school, what)) == ["Augusta King"]
    assert shown(client, after).h1.text.strip() == "Augusta King"


def test_it_searches_and_sorts_by_the_name_that_it_knew(client, school, moved):
    what, _, after = moved
    LISTS[what](school=school, **named("Mary", "Malone", started_on=TERM), **left(TODAY))
    rename(after, "Augusta", "Zander")
    past = {"what": what, "show": "past"}
    assert names(listed(client, school, **past)) == ["Ada Lovelace", "Mary Malone"]
    assert names(listed(client, school, **past, q="lovelace")) == ["Ada Lovelace"]
    assert names(listed(client, school, **past, q="zander")) == []


def test_its_file_has_the_name_that_it_knew(client, school, moved):
    what, _, after = moved
    rename(after)
    address = reverse(f"participants:{what}-csv", args=[school.urn])
    text = client.get(address, {"show": "past"}).content.decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(text, newline=""))
    assert (line["First name"], line["Last name"]) == ("Ada", "Lovelace")


def test_whom_they_mentored_and_who_mentored_them_have_it_too(client, school):
    ect = ECTFactory(school=school, **ADA, **left(TODAY))
    mentor = MentorFactory(school=school, **named("Mary", "Somerville", started_on=TERM))
    until = {"finished_on": TODAY, "own_finished_on": TODAY}
    MentorshipFactory(school=school, ect=ect, mentor=mentor, started_on=TERM, **until)
    rename(ECTFactory(teacher=ect.teacher, started_on=TODAY))
    assert "Ada Lovelace" in shown(client, mentor).text
    assert "King" not in shown(client, mentor).text


def test_an_email_about_when_they_left_has_it_too(school):
    before = ECTFactory(school=school, **ADA, finished_on=TODAY - DAY)
    after = ECTFactory(teacher=before.teacher, started_on=TODAY - DAY)
    rename(after)
    after.started_on -= DAY
    corrections.keep_together(after, changed={"started_on"}, by=TUTOR, reason="A slip")
    email = Email.objects.get(kind="someone-leaving")
    assert email.school_urn == school.urn
    assert "Ada Lovelace" in email.subject + email.body
    assert "King" not in email.subject + email.body


def test_another_change_does_not_reach_it_either(client, school, moved):
    _, before, after = moved
    rename(after)
    rename(after, "Augusta", "Noel")
    assert shown(client, before).h1.text.strip() == "Ada Lovelace"


def test_a_school_where_the_induction_is_over_may_have_been_left(school):
    before = ECTFactory(school=school, **ADA, teacher__induction_completed_on=TODAY)
    rename(MentorFactory(teacher=before.teacher, started_on=TODAY))
    before.refresh_from_db()
    assert before.full_name == "Ada Lovelace"


def test_a_school_where_they_are_in_another_role_sees_the_new_name(school):
    as_ect = ECTFactory(school=school, **ADA, **left(TODAY))
    as_mentor = MentorFactory(school=school, teacher=as_ect.teacher, started_on=TODAY)
    rename(as_mentor)
    as_ect.refresh_from_db()
    assert as_ect.full_name == "Augusta King"


def test_whoever_is_back_has_the_name_of_now(school):
    """They moved this morning, were renamed there, and the move was a mistake."""
    before = MentorFactory(school=school, **ADA, finished_on=TODAY)
    after = MentorFactory(teacher=before.teacher, started_on=TODAY, is_move=True)
    rename(after)
    before.refresh_from_db()
    assert before.full_name == "Ada Lovelace"
    registrations.remove(after, by=TUTOR)
    before.refresh_from_db()
    assert before.is_current
    assert before.full_name == "Augusta King"


def test_what_was_removed_keeps_the_name_that_was_typed(school):
    mistake = ECTFactory(school=school, **ADA, removed_at=clock.now())
    rename(ECTFactory(teacher=mistake.teacher))
    mistake.refresh_from_db()
    assert mistake.full_name == "Ada Lovelace"


def test_what_was_removed_keeps_it_where_another_is_typed_at_the_next_school():
    mistake = ECTFactory(**ADA, removed_at=clock.now())
    answer = SchoolCohortFactory(programme="school_led")
    typed = Person(
        trn=mistake.teacher.trn,
        first_name="Augusta",
        last_name="King",
        date_of_birth=mistake.teacher.date_of_birth,
    )
    registrations.register_ect(
        school=answer.school,
        person=typed,
        email="augusta@school.example",
        cohort=answer.cohort,
        started_on=TODAY,
        shown=lookups.find(typed, role=Role.ECT, school=answer.school),
        by=TUTOR,
    )
    mistake.refresh_from_db()
    assert (mistake.full_name, mistake.teacher.full_name) == ("Ada Lovelace", "Augusta King")


def test_a_request_for_help_names_them_as_the_school_knows_them(school, moved):
    what, before, after = moved
    rename(after)
    found = pages.find_person(school.find_tutor(), f"{what.rstrip('s')}/{before.pk}")
    assert found.words == f"Ada Lovelace, TRN {before.teacher.trn}"


def test_whom_someone_mentored_stand_in_the_order_of_the_names_that_the_school_knows(
    client, school
):
    mentor = MentorFactory(school=school, started_on=TERM)
    until = {"finished_on": TODAY, "own_finished_on": TODAY}
    for first_name, last_name in [("Ada", "Lovelace"), ("Mary", "Malone")]:
        ect = ECTFactory(school=school, **named(first_name, last_name, started_on=TERM), **until)
        MentorshipFactory(school=school, ect=ect, mentor=mentor, started_on=TERM, **until)
    rename(ECTFactory(teacher=mentor.mentorships.first().ect.teacher, started_on=TODAY), "A", "Zee")
    page = shown(client, mentor).text
    assert page.index("Ada Lovelace") < page.index("Mary Malone")


def test_time_alone_forgets_nothing(settings, school, moved):
    _, before, after = moved
    rename(after)
    settings.SERVICE_TODAY = TODAY + timedelta(days=400)
    before.refresh_from_db()
    before.save()
    assert before.full_name == "Ada Lovelace"
