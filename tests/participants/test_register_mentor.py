"""A tutor registers a mentor: who it is, and what is done about it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from config.events.models import Event
from config.web.journeys import calls
from notifications.models import Email
from participants.models import MentorAtSchool, Teacher
from tests.conftest import sign_in
from tests.factories import ECTFactory, MentorFactory, TeacherFactory, TutorAppointmentFactory

from .registering import ZOE
from .registering_mentor import AUTUMN, TODAY, MentorWalk, the_mentor
from .registering_mentor import _today as _today
from .registering_mentor import school as school
from .registering_mentor import walk as walk

pytestmark = pytest.mark.django_db


# Someone new


def test_a_mentor_is_registered_from_today_with_what_was_typed(walk, school):
    walk.reach("check-answers", email="Zoe@A.School.Example", term=AUTUMN)
    page = walk.confirm()
    mentor = the_mentor(school)
    assert mentor.started_on == TODAY
    assert mentor.email == "zoe@a.school.example"
    assert (mentor.cohort.start_year, mentor.training_starts_on) == (2026, date(2026, 9, 1))
    assert not mentor.training.exists()
    teacher = mentor.teacher
    assert (teacher.trn, teacher.full_name) == ("1234567", "Zoë O’Neill")
    assert teacher.date_of_birth == date(1999, 3, 27)
    assert "Zoë O’Neill" in page.h1.text


def test_the_check_page_plays_it_all_back(walk):
    walk.reach("check-answers")
    assert walk.rows() == {
        "Name": "Zoë O’Neill",
        "Teacher reference number (TRN)": "1234567",
        "Date of birth": "27 March 1999",
        "Email address": "mentor@a.school.example",
        "Mentor training starts": "Autumn term 2026",
        "Trains with": "Northern Lights and Kent Hub (same as your school’s)",
    }
    assert "we will email Zoë O’Neill" in walk.text("check-answers")


def test_it_is_told_to_the_mentor_and_to_their_history_here(walk, school):
    walk.reach("check-answers").confirm()
    email = Email.objects.get()
    assert (email.kind, email.to) == ("mentor-registered", "mentor@a.school.example")
    event = Event.objects.get(kind="mentor registered")
    teacher = Teacher.objects.get()
    assert (event.about_type, event.about_id) == ("teacher", str(teacher.pk))
    assert event.school_urn == school.urn
    assert event.after["first day"] == "2026-11-24"
    assert event.reference.replace("-", "").lower() == walk.draft_id[:8]


def test_the_confirmation_says_what_comes_next(walk, school):
    page = walk.reach("check-answers").confirm()
    mentor = the_mentor(school)
    text = " ".join(page.main.text.split())
    assert "starts in the autumn term 2026 and trains with Northern Lights and Kent Hub" in text
    assert page.select_one("[data-print]")
    links = {" ".join(a.text.split()): a["href"] for a in page.main.select("a")}
    place = [school.urn, mentor.pk]
    assert links["Assign ECTs"] == reverse("participants:assign-ects", args=place)
    assert links["Add another"] == reverse("participants:add", args=[school.urn])
    assert links["Go to Zoë O’Neill’s page"] == reverse("participants:mentor", args=place)


def test_pressing_again_shows_the_same_confirmation_and_registers_nobody_twice(walk):
    walk.reach("check-answers").confirm()
    again = walk.post("check-answers")
    assert again.url == reverse(
        "participants:mentor-registered", args=[walk.school.urn, walk.draft_id]
    )
    assert walk.get("name").url == again.url
    assert MentorAtSchool.objects.count() == 1
    assert Email.objects.count() == 1


def test_the_confirmation_is_the_tutors_who_registered(walk, client):
    walk.reach("check-answers").confirm()
    other = TutorAppointmentFactory()
    sign_in(client, other.tutor)
    address = reverse("participants:mentor-registered", args=[other.school.urn, walk.draft_id])
    assert client.get(address).status_code == 404


def test_a_new_search_asks_who_it_is_without_the_page_on_what_you_need(walk, client, school):
    walk.reach("check-answers")
    assert MentorWalk(client, school).first.page.h1.text.strip() == (
        "Do you want to add yourself as a mentor?"
    )


# The induction tutor in person


def test_a_tutor_adds_themself_after_a_page_on_the_two_roles(client, school):
    walk = MentorWalk(client, school, oneself="yes")
    walk.answer("what-you-need")
    assert walk.answer("yourself", is_oneself="yes") == "two-roles"
    assert walk.heading("two-roles") == "Keep your two roles apart"
    assert walk.answer("two-roles") == "name"
    fields = {field["name"]: field.get("value") for field in walk.page("name").select("main input")}
    assert (fields["first_name"], fields["last_name"]) == ("Grace", "Hopper")


def test_a_tutors_address_is_filled_in_and_no_email_goes_to_it(client, school):
    walk = MentorWalk(client, school, oneself="yes")
    assert walk.identify(first_name="Grace", last_name="Hopper") == "email"
    tutor = school.find_tutor()
    assert walk.page("email").select_one("[name=email]")["value"] == tutor.email
    walk.answer("email", email=tutor.email)
    walk.answer("training-term", training_term=AUTUMN)
    walk.answer("providers", with_schools_providers="yes")
    assert "we will email" not in walk.text("check-answers")
    page = walk.confirm()
    assert the_mentor(school).email == tutor.email
    assert not Email.objects.exists()
    assert "You are a mentor at your school from today." in page.main.text


def test_the_pages_say_you_to_a_tutor_who_adds_themself(client, school):
    walk = MentorWalk(client, school, oneself="yes")
    walk.reach("check-answers", email=school.find_tutor().email)
    assert [walk.heading(step) for step in ["name", "trn", "date-of-birth", "email"]] == [
        "What is your name?",
        "What is your teacher reference number (TRN)?",
        "What is your date of birth?",
        "What is your email address?",
    ]
    assert walk.heading("training-term") == "When will you start mentor training?"
    assert walk.heading("providers").startswith("Will you train with ")
    assert "I do not have a TRN" in walk.text("trn")
    assert "Your own work address" in walk.text("email")
    assert "You are a mentor at your school from today" in walk.text("check-answers")


def test_a_tutor_who_gives_another_address_is_written_to_there(client, school):
    walk = MentorWalk(client, school, oneself="yes")
    walk.reach("check-answers", email="grace.mentors@a.school.example").confirm()
    assert Email.objects.get().to == "grace.mentors@a.school.example"


def test_nothing_is_filled_in_for_anyone_else(walk):
    walk.answer("what-you-need")
    walk.answer("yourself", is_oneself="no")
    assert not walk.page("name").select_one("[name=first_name]").get("value")


def test_it_has_to_be_said_whether_it_is_oneself(walk):
    walk.answer("what-you-need")
    assert walk.errors("yourself") == ["Select yes if you want to add yourself as a mentor"]


# Who cannot be added


def test_a_mentor_who_is_here_already_is_shown_with_what_to_do(walk, school):
    mentor = MentorFactory(school=school)
    assert walk.identify_as(mentor.teacher) == "here"
    links = [a["href"] for a in walk.page("here").main.select("a")]
    place = [school.urn, mentor.pk]
    assert reverse("participants:mentor", args=place) in links
    assert reverse("participants:assign-ects", args=place) in links


def test_a_mentor_who_is_here_and_elsewhere_is_here(walk, school):
    mentor = MentorFactory(school=school)
    MentorFactory(teacher=mentor.teacher)
    assert walk.identify_as(mentor.teacher) == "here"


def test_a_mentor_who_is_leaving_is_not_added_again(walk, school):
    mentor = MentorFactory(
        school=school,
        finished_on=TODAY + timedelta(days=9),
        own_finished_on=TODAY + timedelta(days=9),
    )
    assert walk.identify_as(mentor.teacher) == "leaving"


def test_an_ect_cannot_be_a_mentor_until_the_induction_is_over(client, school):
    teacher = ECTFactory(started_on=date(2024, 9, 1)).teacher
    assert MentorWalk(client, school).identify_as(teacher) == "other-role"
    teacher.induction_completed_on = TODAY
    teacher.save()
    assert MentorWalk(client, school).identify_as(teacher) == "email"


def test_another_date_of_birth_stops_and_shows_nothing_of_the_record(walk):
    teacher = MentorFactory(teacher__last_name="Lovelace").teacher
    assert walk.identify(trn=teacher.trn, first_name=teacher.first_name) == "details-do-not-match"
    assert "Lovelace" not in walk.text("details-do-not-match")


def test_another_first_name_is_asked_about(walk):
    teacher = MentorFactory(teacher__first_name="Margaret").teacher
    assert walk.identify_as(teacher, first_name="Peggy") == "other-name"
    assert walk.answer("other-name", has_other_name="yes") == "other-first-name"
    assert walk.answer("other-first-name", other_first_name="Margaret") == "only-here"


def test_an_address_of_someone_else_is_refused(walk):
    MentorFactory(email="shared@a.school.example")
    walk.identify()
    assert walk.errors("email", email="Shared@A.School.Example") == [
        "Enter a different email address: another ECT or mentor has this one"
    ]


# What others do meanwhile


def test_someone_who_was_registered_here_meanwhile_is_shown(walk, school):
    walk.reach("check-answers")
    MentorFactory(
        school=school,
        teacher=TeacherFactory(trn=ZOE["trn"], first_name="Zoe", date_of_birth=ZOE["born"]),
    )
    assert walk.answer("check-answers") == "here"
    assert MentorAtSchool.objects.count() == 1


def test_someone_who_was_registered_elsewhere_meanwhile_is_asked_about(walk, school):
    walk.reach("check-answers")
    MentorFactory(
        teacher=TeacherFactory(trn=ZOE["trn"], first_name="Zoe", date_of_birth=ZOE["born"])
    )
    assert walk.answer("check-answers") == "only-here"
    assert not school.mentors.exists()


def test_an_address_that_was_taken_meanwhile_leads_back_to_it(walk, school):
    walk.reach("check-answers", email="both@a.school.example")
    ECTFactory(email="both@a.school.example")
    response = walk.post("check-answers")
    assert not school.mentors.exists()
    assert "Another ECT or mentor is registered with this email address." in response.page.main.text


def test_the_partnership_of_the_last_page_is_the_one_that_is_confirmed(walk, school):
    walk.reach("check-answers")
    shown = walk.shown()
    partnership = school.partnerships.get()
    partnership.delivery_partner = None
    partnership.save()
    response = walk.post("check-answers", **shown)
    assert "Something has changed. Check your answers again." in response.page.main.text
    assert not school.mentors.exists()


def test_a_school_that_has_closed_registers_nobody(walk, school):
    walk.reach("check-answers")
    school.status_code = 2
    school.save()
    assert walk.post("check-answers").url == reverse("home:school", args=[school.urn])
    assert not school.mentors.exists()


# Called by another journey


ASKS_FOR_MENTOR = calls.Return("/schools/1/asks/", "Go back to assigning a mentor")


def ways_back(page, mentor=None):
    """The buttons that lead to the journey that called, and tell it who the mentor is."""
    way_back = f"{ASKS_FOR_MENTOR.url}?added={mentor.pk}" if mentor else ASKS_FOR_MENTOR.url
    buttons = page.main.select("a.govuk-button")
    return [button.text.strip() for button in buttons if button["href"] == way_back]


def test_the_way_back_comes_first_for_whoever_was_sent_here(client, school):
    page = MentorWalk(client, school, back=ASKS_FOR_MENTOR).reach("check-answers").confirm()
    assert page.main.select_one("a.govuk-button").text.strip() == "Go back to assigning a mentor"
    assert ways_back(page, school.mentors.get()) == ["Go back to assigning a mentor"]


def test_somebody_who_is_here_already_leads_back_as_well(client, school):
    walk = MentorWalk(client, school, back=ASKS_FOR_MENTOR)
    mentor = MentorFactory(school=school)
    assert walk.identify_as(mentor.teacher) == "here"
    assert ways_back(walk.page("here"), mentor) == ["Go back to assigning a mentor"]


def test_whoever_came_by_themselves_is_led_nowhere_back(walk):
    page = walk.reach("check-answers").confirm()
    assert "Go back to" not in page.main.text
