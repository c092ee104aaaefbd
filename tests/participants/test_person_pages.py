"""The page of one ECT or one mentor, and what a school may read there."""

import pytest
from django.urls import reverse

from config.support import contexts
from config.web import clock
from participants.queries.pages import find_person
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    EmailFactory,
    MentorFactory,
    MentorshipFactory,
    ProviderPairingFactory,
    TeacherFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)
from tests.partnerships.situations import rows_of

from .at_school import (
    DAY,
    TERM,
    TODAY,
    address,
    all_links,
    happens,
    in_history,
    left,
    links,
    named,
    shown,
    tags,
)
from .at_school import school as school

pytestmark = pytest.mark.django_db


def others(page, heading):
    """The people below a heading."""
    below = page.find(["h2", "h3"], string=heading)
    found = below.find_next_sibling() if below else None
    return [item.text for item in found.select("li")] if found and found.name == "ul" else []


# What they show


def test_an_ect_s_page_says_all_that_the_school_knows(client, school):
    partnership = school.partnerships.get()
    ect = ECTFactory(
        school=school,
        teacher=TeacherFactory(trn="0123456", first_name="Zoë", last_name="O’Neill"),
        started_on=TERM,
        email="zoe@school.example",
    )
    page = shown(client, ect)
    assert page.h1.text == "Zoë O’Neill"
    assert tags(page) == ["Training", "Mentor needed"]
    assert rows_of(page) == {
        "Name": "Zoë O’Neill",
        "TRN": "0123456",
        "Date of birth": "Hidden",
        "Email address": "zoe@school.example",
        "Year": "2026 to 2027",
        "Start date": "1 September 2026",
        "Appropriate body": "Alban HubYour school’s",
        "Training programme": "Use a training provider, funded by DfE",
        "Lead provider": f"{partnership.lead_provider.name}Your school’s, confirmed",
        "Delivery partner": partnership.delivery_partner.name,
    }


def test_a_mentor_s_page_says_all_that_the_school_knows(client, school):
    partnership = school.partnerships.get()
    mentor = MentorFactory(
        school=school,
        teacher=TeacherFactory(trn="7654321", first_name="Grace", last_name="Hopper"),
        started_on=TERM,
        email="grace@school.example",
        cohort=CohortFactory(),
        training_starts_on=TERM,
    )
    page = shown(client, mentor)
    assert tags(page) == ["Not mentoring"]
    assert rows_of(page) == {
        "Name": "Grace Hopper",
        "TRN": "7654321",
        "Date of birth": "Hidden",
        "Email address": "grace@school.example",
        "First day as a mentor here": "1 September 2026",
        "Mentor training": "From autumn term 2026",
        "Year": "2026 to 2027",
        "Training programme": "Use a training provider, funded by DfE",
        "Lead provider": f"{partnership.lead_provider.name}Your school’s, confirmed",
        "Delivery partner": partnership.delivery_partner.name,
    }


def test_a_mentor_who_is_not_trained_here_has_no_providers(client, school):
    rows = rows_of(shown(client, MentorFactory(school=school)))
    assert rows["Mentor training"] == "Not started"
    assert not {"Year", "Training programme", "Lead provider"} & set(rows)


def test_what_waits_for_the_lead_provider_says_so(client, school):
    school.partnerships.update(status="proposed")
    page = shown(client, ECTFactory(school=school))
    assert "waiting for your lead provider to confirm" in rows_of(page)["Lead provider"]


def test_what_is_not_known_yet_says_so(client, school):
    school.partnerships.all().delete()
    school.cohorts.update(appropriate_body=None)
    rows = rows_of(shown(client, ECTFactory(school=school)))
    assert rows["Appropriate body"] == "Not appointed yet"
    assert rows["Lead provider"] == rows["Delivery partner"] == "Not known yet"


def test_a_year_that_is_not_set_up_says_so(client, school):
    ect = ECTFactory(school=school, cohort=CohortFactory(start_year=2025))
    rows = rows_of(shown(client, ect))
    assert rows["Training programme"] == "Not set up yet"
    assert "Lead provider" not in rows


def test_what_is_their_own_is_marked(client, school):
    body = AppropriateBodyFactory(name="Own Hub")
    ect = ECTFactory(school=school, appropriate_body=body)
    pairing = ProviderPairingFactory()
    TrainingFactory(
        ect=ect,
        state="training",
        lead_provider=pairing.lead_provider,
        delivery_partner=pairing.delivery_partner,
    )
    rows = rows_of(shown(client, ect))
    assert rows["Appropriate body"] == "Own HubNot your school’s"
    assert rows["Lead provider"].startswith(f"{pairing.lead_provider.name}Their own")
    assert rows["Delivery partner"] == pairing.delivery_partner.name


def test_a_last_day_is_shown_as_the_last_day(client, school):
    ect = ECTFactory(school=school, started_on=TERM, **left(TODAY + DAY))
    page = shown(client, ect)
    assert tags(page) == ["Leaving", "Mentor needed"]
    assert rows_of(page)["Last day"] == "24 November 2026"


def test_a_date_of_birth_is_shown_on_request_only(client, school):
    ect = ECTFactory(school=school)
    born_on = "10 December 1999"
    page = shown(client, ect)
    assert born_on not in str(page)
    assert "1999" not in str(page)
    response = client.get(address(ect) + links(page, "Date of birth")["Show date of birth"])
    assert rows_of(response.page)["Date of birth"] == born_on
    assert response["Cache-Control"] == "no-store"
    hide = links(response.page, "Date of birth")["Hide date of birth"]
    assert born_on not in str(client.get(address(ect) + hide).page)


# Mentors and ECTs


def test_mentors_of_now_and_of_before_are_shown_with_their_days(client, school):
    here = {"ect__started_on": TERM, "mentor__started_on": TERM}
    before = MentorshipFactory(
        school=school,
        started_on=TERM,
        **left(TODAY),
        **here,
        mentor__teacher__first_name="Rosalind",
    )
    now = MentorshipFactory(school=school, ect=before.ect)
    page = shown(client, now.ect)
    assert tags(page) == ["Training"]
    assert others(page, "Mentor") == ["Grace Hopper, since 24 November 2026"]
    assert others(page, "Earlier mentors") == [
        "Rosalind Hopper, 1 September 2026 to 23 November 2026"
    ]
    assert {address(now.mentor), address(before.mentor)} <= set(all_links(page))


def test_ects_of_now_and_of_before_are_shown_by_name(client, school):
    mentor = MentorFactory(school=school, started_on=TERM)
    for name, days in [
        ("Zoë", {"started_on": TODAY + DAY}),
        ("Ada", {"started_on": TODAY}),
        ("Bea", {"started_on": TERM, **left(TODAY)}),
    ]:
        ect = ECTFactory(school=school, started_on=TERM, **named(name))
        MentorshipFactory(school=school, mentor=mentor, ect=ect, **days)
    page = shown(client, mentor)
    assert tags(page) == ["Mentoring"]
    assert others(page, "ECTs") == [
        "Ada Lovelace, since 24 November 2026",
        "Zoë Lovelace, from 25 November 2026",
    ]
    assert others(page, "Earlier ECTs") == ["Bea Lovelace, 1 September 2026 to 23 November 2026"]


def test_a_mentorship_that_was_taken_back_is_not_shown(client, school):
    mentorship = MentorshipFactory(school=school, removed_at=clock.now())
    assert "Hopper" not in shown(client, mentorship.ect).select_one("main").text
    assert "Lovelace" not in shown(client, mentorship.mentor).select_one("main").text


def test_mentors_from_before_someone_left_and_came_back_are_shown(client, school):
    days = {"started_on": TERM, **left(TERM + DAY)}
    old = MentorshipFactory(school=school, **days, ect__started_on=TERM, mentor__started_on=TERM)
    old.ect.end(TERM + DAY)
    back = ECTFactory(school=school, teacher=old.ect.teacher)
    assert others(shown(client, back), "Earlier mentors") == ["Grace Hopper, 1 September 2026"]


# Whose they are


def test_another_school_s_people_are_not_there(client, school):
    theirs = [ECTFactory(), MentorFactory()]
    for place in theirs:
        TutorAppointmentFactory(school=place.school)
        assert client.get(address(place)).status_code == 404
        role = "ect" if place is theirs[0] else "mentor"
        where = {"urn": school.urn, role: place.pk}
        assert client.get(reverse(f"participants:{role}", kwargs=where)).status_code == 404


def test_a_removed_registration_is_not_there(client, school):
    for register in (ECTFactory, MentorFactory):
        assert (
            client.get(address(register(school=school, removed_at=clock.now()))).status_code == 404
        )


def test_of_what_comes_after_someone_has_left_nothing_is_shown(client, school):
    mentor = MentorFactory(school=school, started_on=TERM, **left(TODAY - DAY))
    MentorFactory(
        teacher=mentor.teacher, started_on=TODAY, cohort=CohortFactory(), training_starts_on=TERM
    )
    teacher = mentor.teacher
    assert rows_of(shown(client, mentor))["Mentor training"] == "Not started"
    teacher.mentor_training_completed_on = TODAY
    teacher.save()
    assert rows_of(shown(client, mentor))["Mentor training"] == "Not started"


def test_a_help_request_names_someone_to_their_school_s_tutor_only(client, school):
    teacher = TeacherFactory(first_name="Zoë", last_name="Smith", trn="0123456")
    ect = ECTFactory(school=school, teacher=teacher)
    tutor = school.find_tutor()
    words = "Zoë Smith, TRN 0123456"
    assert find_person(tutor, f"ect/{ect.pk}").words == words
    assert find_person(tutor, f"mentor/{ect.pk}") is None
    assert find_person(tutor, "school/1") is None
    assert find_person(TutorAppointmentFactory().tutor, f"ect/{ect.pk}") is None
    asked = client.get(links(shown(client, ect), "TRN")["Ask DfE to change this TRN"]).page
    assert asked.select_one(".govuk-caption-l").text.startswith(words)
    ect.removed_at = clock.now()
    ect.save()
    assert find_person(tutor, f"ect/{ect.pk}") is None


def test_a_help_request_s_address_holds_nothing_about_anyone(client, school):
    ect = ECTFactory(school=school, **named("Zoë"))
    url = links(shown(client, ect), "TRN")["Ask DfE to change this TRN"]
    context = contexts.read(url.split("/")[-2])
    assert (context.person_key, context.person) == (f"ect/{ect.pk}", None)
    assert (context.school_urn, context.cohort_year) == (school.urn, 2026)


# How fast


def much(school, count):
    """An ECT and a mentor to whom so much has happened."""
    mentor = MentorFactory(
        school=school, started_on=TERM, cohort=CohortFactory(), training_starts_on=TERM
    )
    ect = ECTFactory(
        school=school,
        started_on=TODAY + DAY,
        appropriate_body=AppropriateBodyFactory(),
    )
    for number in range(count):
        other = ECTFactory(school=school, started_on=TERM)
        MentorshipFactory(school=school, mentor=mentor, ect=other)
        days = {"started_on": TODAY + DAY * (number + 1)}
        MentorshipFactory(school=school, ect=ect, **days, **left(days["started_on"] + DAY))
        for place in (ect, mentor):
            happens(place, "registration removed")
            EmailFactory(to=place.email, **in_history(place))
    return ect, mentor


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_takes_8_queries_however_much_has_happened(
    client, school, count, django_assert_num_queries
):
    for place in much(school, count):
        with django_assert_num_queries(8):
            shown(client, place)


def test_the_page_of_someone_who_is_leaving_takes_no_more(
    client, school, django_assert_max_num_queries
):
    for register in (ECTFactory, MentorFactory):
        place = register(school=school, started_on=TERM, **left(TODAY + DAY))
        with django_assert_max_num_queries(8):
            shown(client, place)
