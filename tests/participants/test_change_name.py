"""A school changes what an ECT or a mentor is called."""

import pytest

from config.events.models import Event
from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants import history
from participants.models import Teacher
from tests.factories import ECTFactory, MentorFactory, TeacherFactory

from .changing import PersonWalk, leave, someone
from .changing_name import CHANGE, NEW, name_now, walk_to_check
from .changing_name import ect as ect
from .changing_name import place as place

pytestmark = pytest.mark.django_db


# The same person


def test_a_tutor_changes_a_name(client, place):
    walk = PersonWalk(client, CHANGE, place)
    assert walk.heading == "Why are you changing Ada Lovelace’s name?"
    assert walk.answer("reason", reason="new_name") == "new-name"
    assert walk.answer("new-name", **NEW) == "check-answers"
    assert walk.rows() == {
        "Reason": "They got married or changed their name legally",
        "New name": "Ada King",
    }
    assert "We have the name Ada Lovelace at the moment" in walk.page("check-answers").text
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed a name"
    assert "The name is now Ada King" in page.text
    assert name_now(place) == "Ada King"
    assert Draft.objects.get().answers == {}


def test_it_is_written_down_with_its_reason_for_the_school(client, place):
    walk = walk_to_check(client, place, reason="known_as")
    reference = walk.confirm().select_one(".govuk-panel strong").text
    event = Event.objects.get(kind="name changed")
    assert (event.before, event.after) == ({"name": "Ada Lovelace"}, {"name": "Ada King"})
    assert event.reason == "They go by another name"
    assert (event.about_type, event.about_id) == ("teacher", str(place.teacher_id))
    assert (event.school_urn, event.reference) == (place.school.urn, reference)
    assert event.by_key == f"user:{walk.tutor.pk}"


def test_the_person_is_told(client, place):
    walk_to_check(client, place).confirm()
    email = Email.objects.get()
    assert (email.kind, email.to) == ("name-changed", "ada@school.example")
    assert (email.about_type, email.about_id) == ("teacher", str(place.teacher_id))
    assert email.school_urn == place.school.urn
    assert f"{place.school.name} told the Department for Education" in email.body
    assert "your name is now Ada King. Before, we had Ada Lovelace." in email.body


def test_they_are_found_by_the_new_name(client, place):
    walk_to_check(client, place, last_name="Byron-Kïng").confirm()
    assert Teacher.objects.get(search_name="ada byron king") == place.teacher


def test_the_name_on_record_is_there_to_correct_and_is_no_change(client, place):
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason="error")
    page = walk.page("new-name")
    assert page.h1.text.strip() == "What is Ada Lovelace’s new name?"
    assert [field["value"] for field in page.select("main input[type=text]")] == ["Ada", "Lovelace"]
    error = walk.error("new-name", first_name=" Ada ", last_name="Lovelace")
    assert error == "Enter a name that is different from the one we have"


def test_a_slip_in_capitals_or_accents_can_be_mended(client, place):
    walk_to_check(client, place, reason="error", first_name="ADA", last_name="Lovelacé").confirm()
    assert name_now(place) == "ADA Lovelacé"


def test_a_reason_has_to_be_given(client, ect):
    walk = PersonWalk(client, CHANGE, ect)
    assert walk.error("reason") == "Select why you are changing the name"
    assert walk.error("reason", reason="x") == "Select a reason from the list"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"first_name": ""}, "Enter a first name"),
        ({"last_name": " \u200b"}, "Enter a last name"),
        ({"last_name": "K" * 101}, "Last name must be 100 characters or less"),
        ({"first_name": "A" * 200}, "First name must be 100 characters or less"),
        (
            {"last_name": "http://evil.example"},
            "Last name must only include letters, spaces, hyphens, apostrophes and full stops",
        ),
        (
            {"first_name": "<b>Ada</b>"},
            "First name must only include letters, spaces, hyphens, apostrophes and full stops",
        ),
        (
            {"last_name": "=1+1"},
            "Last name must only include letters, spaces, hyphens, apostrophes and full stops",
        ),
    ],
)
def test_what_is_no_name_is_not_taken(client, ect, typed, error):
    walk = PersonWalk(client, CHANGE, ect)
    walk.answer("reason", reason="new_name")
    assert walk.error("new-name", **(NEW | typed)) == error
    assert name_now(ect) == "Ada Lovelace"


@pytest.mark.parametrize(
    ("typed", "kept", "in_email"),
    [
        ("O’Neill-Smith", "O’Neill-Smith", "Ada O’Neill-Smith"),
        ("Ångström", "Ångström", "Ada Ångström"),
        ("\u202eKing\u200f", "King", "Ada King"),
        ("محمد", "محمد", "Ada محمد"),
        ("www.evil.example", "www.evil.example", "Ada www. evil. example"),
        ("K" * 100, "K" * 100, "Ada " + "K" * 100),
    ],
)
def test_unusual_names_are_kept_and_do_no_harm(client, ect, typed, kept, in_email):
    walk = walk_to_check(client, ect, last_name=typed)
    page = walk.confirm()
    assert Teacher.objects.get(pk=ect.teacher_id).last_name == kept
    assert f"The name is now Ada {kept}" in page.text
    assert not page.select("main a[href*=evil]")
    assert f"your name is now {in_email}" in Email.objects.get().body


# Several schools


def test_a_mentor_at_two_schools_is_told_at_both_and_neither_hears_of_the_other(client):
    here = someone("mentor", email="ada@here.example", school__name="Oak School")
    there = someone("mentor", teacher=here.teacher, email="ada@there.example")
    left = MentorFactory(teacher=here.teacher, email="ada@left.example")
    leave(left)
    walk_to_check(client, here, first_name=here.teacher.first_name).confirm()
    emails = {email.to: email for email in Email.objects.all()}
    assert set(emails) == {"ada@here.example", "ada@there.example"}
    assert emails["ada@here.example"].school_urn == here.school.urn
    elsewhere = emails["ada@there.example"]
    assert elsewhere.school_urn == there.school.urn
    assert "A school where you work told" in elsewhere.body
    assert "Oak School" not in elsewhere.body
    event = Event.objects.get(kind="name changed", school_urn=there.school.urn)
    assert event.by_words == "The induction tutor of another school"
    assert (event.reason, event.reference) == ("", "")
    assert not Event.objects.filter(school_urn=left.school.urn).exists()


@pytest.mark.parametrize("over", ["induction_completed_on", "induction_exempt_on"])
def test_a_school_where_the_induction_is_over_hears_nothing_more(client, over):
    teacher = TeacherFactory(**{over: clock.today()})
    before = ECTFactory(teacher=teacher, email="ada@before.example")
    here = someone("mentor", teacher=teacher, email="ada@here.example")
    walk_to_check(client, here, first_name=teacher.first_name).confirm()
    assert [email.to for email in Email.objects.all()] == ["ada@here.example"]
    assert not Event.objects.filter(school_urn=before.school.urn).exists()


def test_one_address_at_two_schools_gets_one_email(client):
    here = someone("mentor", email="ada@trust.example")
    someone("mentor", teacher=here.teacher, email="ada@trust.example")
    walk_to_check(client, here, first_name=here.teacher.first_name).confirm()
    email = Email.objects.get()
    assert f"{here.school.name} told" in email.body


def test_each_school_reads_of_it_in_its_own_way(client):
    here = someone("mentor", teacher__first_name="Ada", teacher__last_name="Lovelace")
    there = someone("mentor", teacher=here.teacher)
    walk = walk_to_check(client, here)
    walk.confirm()
    for mentor, reader, by in [
        (here, walk.tutor, "You"),
        (there, there.school.find_tutor(), "Another school"),
    ]:
        done, emailed = history.at_school(
            mentor.teacher, school=mentor.school, email=mentor.email, reader=reader
        )[::-1]
        assert (done.words, done.by) == ("Name changed from Ada Lovelace to Ada King", by)
        assert emailed.words == "We emailed them: “Your name has changed in our records”"


# Budgets


def test_pages_keep_to_few_queries(client, place, django_assert_max_num_queries):
    MentorFactory.create_batch(3, school=place.school)
    walk = PersonWalk(client, CHANGE, place)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    steps = [
        ("reason", {"reason": "mistake"}),
        ("reason", {"reason": "new_name"}),
        ("new-name", {"first_name": "Augusta", "last_name": "King"}),
        ("same-person", {"is_same_person": "no"}),
        ("same-person", {"is_same_person": "yes"}),
    ]
    for step, answers in steps:
        with django_assert_max_num_queries(12):
            following = walk.answer(step, **answers)
        with django_assert_max_num_queries(8):
            walk.page(following)
    walk.confirm()
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("confirmation")).status_code == 200
