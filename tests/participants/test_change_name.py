"""A school changes what an ECT or a mentor is called."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants import history
from participants.models import Teacher
from participants.services import people
from participants.services.people import NameReason
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

CHANGE = "change-person-name"
ROLES = ["ect", "mentor"]
NEW = {"first_name": "Ada", "last_name": "King"}


@pytest.fixture(params=ROLES)
def place(request):
    """An ECT or a mentor called Ada Lovelace."""
    teacher = TeacherFactory(first_name="Ada", last_name="Lovelace")
    return someone(request.param, teacher=teacher, email="ada@school.example")


@pytest.fixture
def ect():
    """An ECT called Ada Lovelace."""
    return someone("ect", teacher__first_name="Ada", teacher__last_name="Lovelace")


def walk_to_check(client, place, *, reason="new_name", **name):
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason=reason)
    if walk.answer("new-name", **(NEW | name)) == "same-person":
        walk.answer("same-person", is_same_person="yes")
    return walk


def name_now(place):
    return Teacher.objects.get(pk=place.teacher_id).full_name


def change(place, *, shown="Ada Lovelace", **name):
    """The service, as the journey calls it."""
    people.change_name(
        place=place,
        reason=NameReason.KNOWN_AS,
        shown=shown,
        by=Actor.command("tests"),
        **(NEW | name),
    )


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


# Both names


@pytest.mark.parametrize(
    ("first", "last", "is_asked"),
    [
        ("Ada", "King", False),
        ("Augusta", "Lovelace", False),
        ("ADA", "King", False),
        ("Ada Augusta", "King", False),
        ("Augusta", "LOVELACÉ", False),
        ("Augusta", "King", True),
        ("Lovelace", "Ada", True),
    ],
)
def test_two_new_names_are_asked_about(client, ect, first, last, is_asked):
    walk = PersonWalk(client, CHANGE, ect)
    walk.answer("reason", reason="new_name")
    following = walk.answer("new-name", first_name=first, last_name=last)
    assert following == ("same-person" if is_asked else "check-answers")


def test_the_same_person_may_have_two_new_names(client, place):
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason="new_name")
    walk.answer("new-name", first_name="Augusta", last_name="King")
    page = walk.page("same-person")
    assert page.h1.text.strip() == "Are Ada Lovelace and Augusta King the same person?"
    assert walk.error("same-person").startswith("Select yes if Ada Lovelace and Augusta King")
    assert walk.answer("same-person", is_same_person="yes") == "check-answers"
    assert walk.rows()["Is this the same person?"] == "Yes"
    walk.confirm()
    assert name_now(place) == "Augusta King"


def test_another_person_needs_a_record_of_their_own(client, place):
    walk = PersonWalk(client, CHANGE, place)
    walk.answer("reason", reason="new_name")
    walk.answer("new-name", first_name="Augusta", last_name="King")
    assert walk.answer("same-person", is_same_person="no") == "not-the-same-person"
    page = walk.page("not-the-same-person")
    assert "Nothing has changed" in page.text
    add_url = reverse("participants:add", args=[place.school.urn])
    assert page.select_one(f"main a[href='{add_url}']")
    assert walk.post("check-answers").status_code == 302
    assert name_now(place) == "Ada Lovelace"


# Another person


@pytest.mark.parametrize("reason", ["mistake", "replaced"])
def test_a_registration_that_was_a_mistake_leads_to_removing_it(client, place, reason):
    if place._meta.model_name == "ectatschool":
        place.started_on = clock.today() + timedelta(days=1)
        place.save()
    walk = PersonWalk(client, CHANGE, place)
    step = walk.answer("reason", reason=reason)
    page = walk.page(step)
    remove_url = reverse(f"participants:remove-{walk.role}", args=[place.school.urn, place.pk])
    assert page.select_one(f"main a[href='{remove_url}']")
    assert walk.post("new-name", **NEW).status_code == 302
    assert name_now(place) == "Ada Lovelace"


@pytest.mark.parametrize("reason", ["mistake", "replaced"])
def test_who_has_started_cannot_be_removed(client, place, reason):
    place.started_on = clock.today() - timedelta(days=1)
    place.save()
    walk = PersonWalk(client, CHANGE, place)
    page = walk.page(walk.answer("reason", reason=reason))
    assert not page.select("main a[href*='/remove/']")
    assert page.select("main a[href*='/help/']")
    place_url = reverse(f"participants:{walk.role}", args=[place.school.urn, place.pk])
    assert page.select_one(f"main a[href='{place_url}leaving/']")


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
    for place, reader, by in [
        (here, walk.tutor, "You"),
        (there, there.school.find_tutor(), "Another school"),
    ]:
        done, emailed = history.at_school(
            place.teacher, school=place.school, email=place.email, reader=reader
        )[::-1]
        assert (done.words, done.by) == ("Name changed from Ada Lovelace to Ada King", by)
        assert emailed.words == "We emailed them: “Your name has changed in our records”"


# Who may


def test_who_has_left_keeps_the_name(client, place):
    leave(place)
    walk = PersonWalk(client, CHANGE, place)
    assert walk.heading == "You cannot change this now"


def test_who_is_still_joining_keeps_the_name(client, place):
    is_mentor = place._meta.model_name == "mentoratschool"
    place.started_on = clock.today() + timedelta(days=30)
    if is_mentor:
        place.is_move = True
    place.save()
    earlier = MentorFactory if is_mentor else ECTFactory
    earlier(
        teacher=place.teacher,
        started_on=clock.today() - timedelta(days=300),
        finished_on=place.started_on,
    )
    walk = PersonWalk(client, CHANGE, place)
    assert walk.heading == "You cannot change this now"


def test_only_the_tutor_of_the_school_may(client, place):
    url = PersonWalk(client, CHANGE, place).start_url
    other = TutorAppointmentFactory()
    own_school = url.replace(str(place.school.urn), str(other.school.urn))
    sign_in(client, other.tutor)
    assert client.get(url).status_code == client.get(own_school).status_code == 404


def test_a_closed_school_changes_nothing(client):
    place = someone("ect", school=SchoolFactory(status_code=2))
    sign_in(client, place.school.find_tutor())
    url = reverse("participants:change-ect-name", args=[place.school.urn, place.pk])
    assert client.get(url).url == reverse("home:school", args=[place.school.urn])


# At once, and in between


def test_a_second_press_shows_the_same_page_and_does_nothing(client, place):
    walk = walk_to_check(client, place)
    panels = [walk.confirm().select_one(".govuk-panel").text for _ in range(2)]
    assert panels[0] == panels[1]
    assert Event.objects.filter(kind="name changed").count() == 1
    assert Email.objects.count() == 1


def test_a_name_that_has_changed_meanwhile_is_shown_first(client, place):
    walk = walk_to_check(client, place)
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    change(place, last_name="Byron")
    response = walk.post("check-answers", basis=basis)
    assert "Something has changed. Check your answers again." in response.page.text
    assert "We have the name Ada Byron at the moment" in response.page.text
    assert name_now(place) == "Ada Byron"


def test_a_name_that_has_nothing_in_common_any_more_is_asked_about(client, place):
    walk = walk_to_check(client, place)
    change(place, first_name="Augusta", last_name="Lovelace")
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text.strip() == "Are Augusta Lovelace and Ada King the same person?"
    assert name_now(place) == "Augusta Lovelace"


def test_who_leaves_meanwhile_keeps_the_name(client, place):
    walk = walk_to_check(client, place)
    leave(place)
    response = client.post(walk.url("check-answers"), follow=True)
    assert response.page.h1.text.strip() == "You cannot change this now"
    assert name_now(place) == "Ada Lovelace"


def test_the_service_refuses_what_the_pages_do(place):
    with pytest.raises(people.RecordsChanged):
        change(place, shown="Ada Byron")
    with pytest.raises(people.NothingToChange):
        change(place, last_name="Lovelace")
    leave(place)
    with pytest.raises(people.MayNotChange):
        change(place)
    place.removed_at = clock.now()
    place.save()
    with pytest.raises(people.MayNotChange):
        change(place)
    assert name_now(place) == "Ada Lovelace"
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_change_the_name_once(place):
    tabs = [walk_to_check(PageClient(), place, last_name=name) for name in ("King", "Byron")]
    at_once(*[lambda walk=walk: walk.post("check-answers", basis="Ada Lovelace") for walk in tabs])
    event = Event.objects.get(kind="name changed")
    assert event.after == {"name": name_now(place)}
    assert Email.objects.count() == 1


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
