"""The lists of a school's ECTs and mentors."""

import pytest
from django.urls import reverse

from config.web import clock
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TeacherFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

from .at_school import DAY, TERM, TODAY, cells, left, listed, named, names, populate
from .at_school import school as school

pytestmark = pytest.mark.django_db


# Who is in them


def test_a_list_shows_the_school_s_own_people_by_last_name(client, school):
    for first_name, last_name in [("Zoë", "Adams"), ("Ada", "Baker"), ("Bea", "Adams")]:
        ECTFactory(school=school, **named(first_name, last_name))
    ECTFactory(**named("Somebody", "Else"))
    MentorFactory(school=school)
    assert names(listed(client, school)) == ["Bea Adams", "Zoë Adams", "Ada Baker"]


def test_removed_registrations_are_in_no_list(client, school):
    for register in (ECTFactory, MentorFactory):
        register(school=school, removed_at=clock.now())
    for what in ("ects", "mentors"):
        for show in ("current", "past"):
            assert names(listed(client, school, what, show=show)) == []


def test_ects_are_current_until_they_leave_or_complete(client, school):
    here = {"school": school, "started_on": TERM}
    ECTFactory(**here, **named("Here"))
    ECTFactory(school=school, **named("Coming"), started_on=TODAY + 9 * DAY)
    ECTFactory(**here, **left(TODAY + DAY), **named("Leaving"))
    ECTFactory(**here, **left(TODAY), **named("Left"))
    ECTFactory(**here, **named("Completed"), teacher__induction_completed_on=TODAY)
    ECTFactory(**here, **named("Exempt"), teacher__induction_exempt_on=TODAY - DAY)
    ECTFactory(**here, **named("Completing"), teacher__induction_completed_on=TODAY + DAY)
    current = {"Here", "Coming", "Leaving", "Completing"}
    past = {"Left", "Completed", "Exempt"}
    found = {show: set(names(listed(client, school, show=show))) for show in ("current", "past")}
    assert found == {
        "current": {f"{name} Lovelace" for name in current},
        "past": {f"{name} Lovelace" for name in past},
    }


def test_mentors_are_current_until_they_leave(client, school):
    MentorFactory(school=school, **named("Here"))
    MentorFactory(school=school, started_on=TERM, **left(TODAY), **named("Left"))
    assert names(listed(client, school, "mentors")) == ["Here Lovelace"]
    assert names(listed(client, school, "mentors", show="past")) == ["Left Lovelace"]


@pytest.mark.parametrize(("what", "register"), [("ects", ECTFactory), ("mentors", MentorFactory)])
def test_someone_who_came_back_is_listed_once(client, school, what, register):
    back = {"teacher": TeacherFactory(), "school": school}
    register(started_on=TERM, **left(TERM + DAY), **back)
    last = register(started_on=TODAY, **back)
    page = listed(client, school, what)
    assert len(names(page)) == 1
    assert page.select_one("tbody th a")["href"].endswith(f"/{last.pk}/")
    assert names(listed(client, school, what, show="past")) == []


def test_an_ect_whose_mentorship_was_removed_is_without_a_mentor(client, school):
    ect = ECTFactory(school=school, **named("Zoë"))
    MentorshipFactory(
        school=school, ect=ect, mentor=MentorFactory(school=school), removed_at=clock.now()
    )
    assert names(listed(client, school, show="without-mentor")) == ["Zoë Lovelace"]


def test_ects_without_a_mentor_can_be_shown_alone(client, school):
    MentorshipFactory(school=school)
    MentorshipFactory(school=school, started_on=TODAY + DAY)
    ECTFactory(school=school, **named("Alone"))
    ended = MentorshipFactory(
        school=school, started_on=TERM, **left(TODAY), ect__started_on=TERM, mentor__started_on=TERM
    )
    ended.ect.teacher.first_name = "Bereft"
    ended.ect.teacher.save()
    ECTFactory(school=school, started_on=TERM, **left(TODAY), **named("Left"))
    assert names(listed(client, school, show="without-mentor")) == [
        "Alone Lovelace",
        "Bereft Lovelace",
    ]


def test_what_is_not_on_offer_shows_the_current(client, school):
    MentorFactory(school=school)
    page = listed(client, school, "mentors", show="without-mentor", page="many")
    assert names(page) == ["Grace Hopper"]


# What they say


def test_an_ect_is_listed_with_what_the_school_asks_first(client, school):
    partnership = school.partnerships.get()
    ect = ECTFactory(school=school, started_on=TERM)
    MentorshipFactory(school=school, ect=ect)
    assert cells(listed(client, school), "Ada Lovelace") == {
        "Start date": "1 September 2026",
        "Status": "Training",
        "Mentor": "Grace Hopper",
        "Appropriate body": "Alban Hub",
        "Lead provider": partnership.lead_provider.name,
    }


def test_a_body_of_their_own_is_listed_and_nothing_where_there_is_none(client, school):
    own = AppropriateBodyFactory(name="Their Own Hub")
    ECTFactory(school=school, appropriate_body=own, **named("Own"))
    other_year = CohortFactory(start_year=2025)
    ECTFactory(school=school, cohort=other_year, **named("Other"))
    SchoolCohortFactory(school=school, cohort=other_year, programme="school_led")
    page = listed(client, school)
    assert cells(page, "Own Lovelace")["Appropriate body"] == "Their Own Hub"
    other = cells(page, "Other Lovelace")
    assert (other["Appropriate body"], other["Lead provider"]) == ("Not appointed yet", "None")


def test_an_ect_without_a_mentor_is_marked_and_leads_to_choosing_one(client, school):
    ect = ECTFactory(school=school)
    page = listed(client, school)
    found = cells(page, "Ada Lovelace")
    assert found["Status"] == "Training Mentor needed"
    assert found["Mentor"] == "Mentor not assigned to Ada Lovelace"
    where = {"urn": school.urn, "ect": ect.pk}
    link = page.select_one("td[data-label=Mentor] a")["href"]
    assert link == reverse("participants:assign-mentor", kwargs=where)


def test_an_ect_who_has_left_needs_no_mentor(client, school):
    ECTFactory(school=school, started_on=TERM, **left(TODAY))
    page = listed(client, school, show="past")
    assert cells(page, "Ada Lovelace")["Status"] == "Left"
    assert not page.select("td a")


def test_a_mentor_who_comes_later_is_listed_with_the_day(client, school):
    here = {"ect__started_on": TERM, "mentor__started_on": TERM}
    now = MentorshipFactory(school=school, started_on=TERM, **left(TODAY + DAY), **here)
    MentorshipFactory(
        school=school,
        ect=now.ect,
        mentor__teacher__first_name="Rear Admiral",
        started_on=TODAY + DAY,
    )
    found = cells(listed(client, school), "Ada Lovelace")["Mentor"]
    assert found == "Grace Hopper, Rear Admiral Hopper from 25 November 2026"


@pytest.mark.parametrize(
    ("state", "status"), [("paused", "Training paused"), ("stopped", "Stopped training")]
)
def test_an_ect_who_paused_or_stopped_says_so(client, school, state, status):
    mentorship = MentorshipFactory(school=school)
    TrainingFactory(ect=mentorship.ect, state=state)
    assert cells(listed(client, school), "Ada Lovelace")["Status"] == status


def test_a_mentor_is_listed_with_how_many_ects_they_have(client, school):
    mentor = MentorFactory(school=school, started_on=TERM)
    ects = [ECTFactory(school=school, started_on=TERM) for _ in range(3)]
    for ect in ects[:2]:
        MentorshipFactory(school=school, mentor=mentor, ect=ect)
    MentorshipFactory(school=school, mentor=mentor, ect=ects[2], started_on=TERM, **left(TODAY))
    found = cells(listed(client, school, "mentors"), "Grace Hopper")
    assert (found["Status"], found["ECTs"]) == ("Mentoring", "2")


def test_a_mentor_without_ects_is_not_mentoring(client, school):
    MentorFactory(school=school)
    found = cells(listed(client, school, "mentors"), "Grace Hopper")
    assert (found["Status"], found["ECTs"]) == ("Not mentoring", "0")


def training(client, school, **details):
    """What the list says of a mentor's training."""
    MentorFactory(school=school, **details)
    return cells(listed(client, school, "mentors"), "Grace Hopper")["Training"]


@pytest.fixture
def this_year():
    """What a place says of a mentor who is trained from this September on."""
    return {"cohort": CohortFactory(), "training_starts_on": TERM}


def test_a_mentor_s_training_is_from_a_term(client, school, this_year):
    assert training(client, school, **this_year) == "From autumn term 2026"


def test_a_mentor_who_was_never_trained_has_not_started(client, school):
    assert training(client, school) == "Not started"


def test_a_mentor_s_training_is_completed_wherever_it_was(client, school, this_year):
    completed = {"teacher__mentor_training_completed_on": TODAY}
    assert training(client, school, **completed, **this_year) == "Completed"


def test_a_mentor_may_be_trained_with_another_school_until_they_leave_it(client, school, this_year):
    there = MentorFactory(started_on=TERM, **this_year)
    assert training(client, school, teacher=there.teacher) == "With another school"
    there.end(TODAY)
    page = listed(client, school, "mentors")
    assert cells(page, "Grace Hopper")["Training"] == "Not started"


def test_training_that_was_removed_at_another_school_is_none(client, school, this_year):
    there = MentorFactory(started_on=TERM, removed_at=clock.now(), **this_year)
    assert training(client, school, teacher=there.teacher) == "Not started"


def test_a_mentor_s_training_is_not_funded_without_a_provider_of_dfe_s(client, school, this_year):
    school.cohorts.update(programme="school_led")
    assert training(client, school, **this_year) == "Not funded by DfE"


def test_a_mentor_s_training_may_be_paused(client, school, this_year):
    mentor = MentorFactory(school=school, **this_year)
    TrainingFactory(ect=None, mentor=mentor, cohort=mentor.cohort)
    page = listed(client, school, "mentors")
    assert cells(page, "Grace Hopper")["Training"] == "Paused"


# Where nobody is in them


def test_a_school_that_has_not_set_up_training_is_led_there_first(client, school):
    school.cohorts.all().delete()
    page = listed(client, school)
    where = {"urn": school.urn, "year": 2026}
    assert page.select_one(".govuk-button[href]")["href"] == reverse(
        "partnerships:set-up-training", kwargs=where
    )


def test_a_school_with_nobody_adds_someone(client, school):
    page = listed(client, school)
    assert "You have no ECTs here now." in page.text
    button = page.select_one(".govuk-button[href]")
    assert button["href"] == reverse("participants:add", args=[school.urn])
    assert button.text.strip() == "Add ECT or mentor"


@pytest.mark.parametrize(
    ("what", "show", "words"),
    [
        ("ects", "without-mentor", "Each of your ECTs has a mentor."),
        ("ects", "past", "Nobody has left yet, or completed their induction."),
        ("mentors", "past", "Nobody has left yet."),
        ("mentors", "current", "You have no mentors here now."),
    ],
)
def test_an_empty_list_says_why(client, school, what, show, words):
    assert words in listed(client, school, what, show=show).text


def test_a_closed_school_can_be_seen_and_adds_nobody(client, school):
    ECTFactory(school=school)
    school.status_code = 2
    school.save()
    page = listed(client, school)
    assert names(page) == ["Ada Lovelace"]
    assert "You cannot change anything else." in page.text
    assert not page.select(".govuk-button[href]")
    assert cells(page, "Ada Lovelace")["Mentor"] == "Mentor not assigned"


# Who may see them, and how fast


@pytest.mark.parametrize("what", ["ects", "mentors", "ects-csv", "mentors-csv"])
def test_another_school_s_list_is_not_there(client, school, what):
    other = TutorAppointmentFactory().school
    url = reverse(f"participants:{what}", args=[other.urn])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("people", [2, 60])
@pytest.mark.parametrize(("what", "queries"), [("ects", 8), ("mentors", 7)])
def test_a_list_takes_as_many_queries_for_many_as_for_few(
    client, school, people, what, queries, django_assert_num_queries
):
    populate(school, people)
    with django_assert_num_queries(queries):
        listed(client, school, what, q="a")


def test_an_empty_list_takes_no_more(client, django_assert_max_num_queries, school):
    with django_assert_max_num_queries(8):
        listed(client, school)


def test_mentors_and_ects_of_other_schools_do_not_count(client, school):
    MentorshipFactory(school=SchoolFactory())
    assert names(listed(client, school)) == names(listed(client, school, "mentors")) == []
