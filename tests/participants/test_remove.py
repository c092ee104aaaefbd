"""A tutor takes back a registration that was a mistake."""

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from notifications.models import Email
from participants import lookups
from participants.lookups import Outcome, Person, Role
from participants.models import ECTAtSchool
from participants.services import mentorships, registrations
from tests.at_once import at_once
from tests.conftest import PageClient, sign_in
from tests.factories import ECTFactory, MentorFactory, MentorshipFactory, SchoolCohortFactory

from .changing import PersonWalk, leave, someone
from .days import _today as _today
from .days import in_days

pytestmark = pytest.mark.django_db

BY = Actor.command("tests")


def an_ect(*, starts_in=10, **details):
    if "teacher" not in details:
        details |= {"teacher__first_name": "Zoë", "teacher__last_name": "Smith"}
    return someone("ect", started_on=in_days(starts_in), **details)


def a_mentor(*, starts_in=0, **details):
    return someone("mentor", started_on=in_days(starts_in), **details)


def walk_of(client, place):
    return PersonWalk(client, "remove-person", place)


def text_of(page):
    return " ".join(page.text.split())


def person(teacher):
    return Person(
        trn=teacher.trn,
        first_name=teacher.first_name,
        last_name=teacher.last_name,
        date_of_birth=teacher.date_of_birth,
    )


# The pages


def test_a_tutor_removes_an_ect(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    assert walk.heading == "Remove the registration of Zoë Smith?"
    assert walk.first.page.select_one("main form a")["href"].endswith(f"/ects/{ect.pk}/")
    page = walk.confirm()
    assert page.h1.text.strip() == "You have removed the registration"
    assert page.select_one("main a[href$='/ects-and-mentors/']")
    ect.refresh_from_db()
    assert ect.removed_at
    event = Event.objects.get(kind="registration removed")
    assert (event.about_id, event.school_urn) == (str(ect.teacher.pk), ect.school.urn)
    assert event.reference in page.text
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("registration-removed", ect.email)


def test_a_tutor_removes_a_mentor_and_is_told_who_has_no_mentor_then(client):
    mentor = a_mentor()
    ect = ECTFactory(school=mentor.school, teacher__first_name="Zoë", teacher__last_name="Smith")
    MentorshipFactory(school=mentor.school, ect=ect, mentor=mentor)
    walk = walk_of(client, mentor)
    assert walk.heading == "Remove the registration of Grace Hopper?"
    assert "Zoë Smith has no mentor, until you assign another one" in text_of(walk.first.page)
    page = walk.confirm()
    assert page.select_one("main a[href$='/ects-and-mentors/mentors/']")
    mentor.refresh_from_db()
    assert mentor.removed_at
    assert not ect.mentorships.not_removed().exists()
    assert list(mentor.school.ects.without_mentor()) == [ect]
    assert Email.objects.get().to == mentor.email


def test_someone_who_was_to_move_here_stays_at_the_other_school(client):
    old = ECTFactory(started_on=in_days(-400), finished_on=in_days(10))
    ect = an_ect(teacher=old.teacher)
    walk = walk_of(client, ect)
    assert "does not move to your school" in text_of(walk.first.page)
    assert old.school.name not in walk.confirm().text
    old.refresh_from_db()
    assert old.finished_on is None


def test_pressed_again_the_page_is_the_same_and_nothing_is_done_twice(client):
    walk = walk_of(client, an_ect())
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert client.get(walk.url("check-answers")).url == "../confirmation/"
    assert Event.objects.count() == Email.objects.count() == 1


def test_in_another_tab_the_page_says_that_it_is_done(client):
    ect = an_ect()
    walks = [walk_of(client, ect) for _ in range(2)]
    walks[0].confirm()
    response = client.post(walks[1].url("check-answers"), follow=True)
    assert response.page.h1.text == "This registration has been removed"
    assert response.page.select_one("main a[href$='/ects-and-mentors/']")
    assert Event.objects.count() == 1


def test_someone_whom_others_have_removed_is_not_there(client):
    ect = an_ect()
    walk = walk_of(client, ect)
    registrations.remove(ect, by=BY)
    assert client.get(walk.start_url).status_code == 404
    assert client.post(walk.url("check-answers")).status_code == 404


def test_people_of_another_school_are_not_there(client):
    ect, other = an_ect(), an_ect()
    sign_in(client, ect.school.find_tutor())
    for urn in [ect.school.urn, other.school.urn]:
        address = reverse("participants:remove-ect", kwargs={"urn": urn, "ect": other.pk})
        assert client.get(address).status_code == 404
    walk = walk_of(client, ect)
    walk.confirm()
    sign_in(client, other.school.find_tutor())
    assert client.get(walk.url("confirmation")).status_code == 404


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    mentor = a_mentor()
    for _ in range(5):
        MentorshipFactory(school=mentor.school, mentor=mentor)
    walk = walk_of(client, mentor)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    with django_assert_max_num_queries(60):
        assert client.post(walk.url("check-answers")).status_code == 302
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200


# When


@pytest.mark.parametrize(
    ("make", "starts_in", "may"),
    [
        (an_ect, 1, True),
        (an_ect, 0, False),
        (an_ect, -1, False),
        (a_mentor, 1, True),
        (a_mentor, 0, True),
        (a_mentor, -1, False),
    ],
)
def test_an_ect_is_removed_until_their_start_and_a_mentor_on_the_day(client, make, starts_in, may):
    place = make(starts_in=starts_in)
    walk = walk_of(client, place)
    assert (walk.heading == "You cannot remove this registration") is not may
    if not may:
        assert walk.first.page.select_one("main p a[href^='/help/']")
        assert walk.first.page.select_one("main p a[href$='/leaving/']")
        with pytest.raises(registrations.TooLate):
            registrations.remove(place, by=BY)
        place.refresh_from_db()
    assert not place.removed_at


def test_someone_who_has_left_is_not_removed(client):
    ect = an_ect()
    leave(ect)
    walk = walk_of(client, ect)
    assert walk.heading == "You cannot remove this registration"
    assert "has left your school" in walk.first.page.text


def test_a_start_that_comes_while_they_look_is_not_removed(client, settings):
    ect = an_ect(starts_in=1)
    walk = walk_of(client, ect)
    settings.SERVICE_TODAY = in_days(1)
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text == "You cannot remove this registration"
    ect.refresh_from_db()
    assert not ect.removed_at


# What becomes of the rest


def register(ect):
    school, teacher = ect.school, ect.teacher
    if not school.cohorts.exists():
        SchoolCohortFactory(school=school, cohort=ect.cohort, programme="school_led")
    found = lookups.find(person(teacher), role=Role.ECT, school=school)
    assert found.outcome == Outcome.NEW
    return registrations.register_ect(
        school=school,
        person=person(teacher),
        email=ect.email,
        cohort=ect.cohort,
        started_on=ect.started_on,
        shown=found,
        by=BY,
    )


def test_registering_again_brings_back_the_record_with_its_history(client):
    ect = an_ect()
    mentor = MentorFactory(school=ect.school, started_on=in_days(-30))
    mentorships.assign(ect=ect, mentor=mentor, by=BY)
    walk_of(client, ect).confirm()
    again = register(ect)
    assert again.teacher == ect.teacher
    assert ECTAtSchool.objects.not_removed().get() == again
    about = Event.objects.filter(about_id=str(ect.teacher.pk), school_urn=ect.school.urn)
    kinds = set(about.values_list("kind", flat=True))
    assert kinds == {"mentor assigned", "registration removed", "ECT registered"}
    page = client.get(reverse("participants:ect", args=[ect.school.urn, again.pk])).page
    assert "Registration removed" in page.text
    # the mentorship was part of the mistake
    assert not again.mentorships.exists()
    assert not ect.mentorships.not_removed().exists()


def test_the_same_person_may_be_removed_and_registered_many_times(client):
    ect = an_ect()
    for _ in range(3):
        walk_of(client, ect).confirm()
        ect = register(ect)
    removed = Email.objects.filter(kind="registration-removed")
    assert removed.count() == 3
    assert ect.teacher.ect_places.not_removed().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mentor_assigned_while_an_ect_is_removed_leaves_no_mentorship():
    ect = an_ect()
    mentor = MentorFactory(school=ect.school, started_on=in_days(-30))
    walk = walk_of(PageClient(), ect)

    def assign():
        try:
            return mentorships.assign(ect=ect, mentor=mentor, by=BY)
        except mentorships.CannotMentor:
            return None

    response, _ = at_once(lambda: walk.post("check-answers"), assign)
    assert response.url == "../confirmation/"
    ect.refresh_from_db()
    assert ect.removed_at
    assert not ect.mentorships.not_removed().exists()
