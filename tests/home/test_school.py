"""An induction tutor's home page."""

import pytest
from django.urls import reverse

from config.web import clock
from schools.access import owner_key
from tests.conftest import sign_in
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    DraftFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    SchoolFactory,
    SchoolLinkFactory,
    TutorAppointmentFactory,
    UserFactory,
)
from tests.partnerships.situations import provider_led_last_year, reported, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    """Opens a school's home as its tutor."""

    def opened(school=None, **details):
        CohortFactory()
        appointment = TutorAppointmentFactory(school=school or SchoolFactory(**details))
        client.force_login(appointment.tutor)
        response = client.get(reverse("home:school", args=[appointment.school.urn]))
        assert response.status_code == 200
        return response.page

    return opened


def to_do(page):
    """The things that the page says are to do."""
    heading = page.find("h2", string="What you need to do")
    return [link.text for link in heading.find_next("ul").select("a")]


def change(page, key):
    """Where Change leads beside a row."""
    [row] = [row for row in page.select(".govuk-summary-list__row") if row.dt.text.strip() == key]
    return row.a["href"] if row.a else None


def test_a_school_that_has_not_answered_is_asked_to(home):
    page = home()
    assert to_do(page) == ["Tell us if you expect ECTs or mentors in 2026 to 2027"]
    assert rows_of(page) == {"ECTs or mentors expected": "Not answered yet"}
    assert change(page, "ECTs or mentors expected").endswith("/2026/set-up-training/")


def test_a_bare_yes_leaves_training_to_set_up(home):
    answered = SchoolCohortFactory(expects_ects="yes")
    assert to_do(home(answered.school)) == ["Set up training for 2026 to 2027"]


def test_a_no_leaves_nothing_to_do_but_may_change(home):
    page = home(SchoolCohortFactory(expects_ects="no").school)
    assert "Nothing left to do" in page.text
    assert "Tell us if this has changed" in page.text


def test_a_school_with_everything_in_place_has_nothing_to_do(home):
    partnership = PartnershipFactory()
    SchoolCohortFactory(
        school=partnership.school,
        programme="provider_led",
        appropriate_body=AppropriateBodyFactory(name="Alban Hub"),
    )
    page = home(partnership.school)
    assert "Nothing left to do" in page.text
    assert rows_of(page) == {
        "ECTs or mentors expected": "Yes",
        "Training programme": "Use a training provider, funded by DfE",
        "Lead provider": f"{partnership.lead_provider} (confirmed)",
        "Delivery partner": partnership.delivery_partner.name,
        "Appropriate body": "Alban Hub",
    }
    assert change(page, "Appropriate body").endswith("/2026/change-appropriate-body/")
    assert change(page, "Lead provider").endswith("/2026/change-providers/")


def test_a_proposed_partnership_waits_for_the_lead_provider(home):
    partnership = PartnershipFactory(status="proposed")
    SchoolCohortFactory(school=partnership.school, programme="provider_led")
    page = home(partnership.school)
    assert "waiting for your lead provider to confirm" in rows_of(page)["Lead provider"]


def test_provider_led_without_a_partnership_says_what_is_missing(home):
    page = home(SchoolCohortFactory(programme="provider_led").school)
    assert "Your lead provider needs to confirm this with us." in page.text
    assert to_do(page) == ["Tell us your appropriate body for 2026 to 2027"]


def test_a_school_led_school_is_told_what_it_can_leave_out(home):
    page = home(SchoolCohortFactory(programme="school_led").school)
    assert "You do not need a lead provider" in page.text


def test_a_reported_partnership_can_be_reported_wrong(home):
    page = home(reported().school)
    assert rows_of(page)["ECTs or mentors expected"] == "Yes, as your lead provider told us"
    assert change(page, "Delivery partner").endswith("/2026/report-wrong/")
    assert to_do(page) == ["Tell us if you expect ECTs or mentors in 2026 to 2027"]


def test_each_open_cohort_is_shown_the_newest_first(home):
    last = provider_led_last_year()
    headings = [heading.text for heading in home(last.school).select("h2")]
    assert headings.index("2026 to 2027") < headings.index("2025 to 2026")


def test_an_unfinished_journey_is_continued_instead_of_begun(client):
    appointment = TutorAppointmentFactory()
    draft = DraftFactory(
        owner_key=owner_key(appointment.tutor, appointment.school),
        journey="set-up-training",
        subject="2026",
        answers={"expects-ects": {"expects_ects": ["yes"]}},
    )
    CohortFactory()
    client.force_login(appointment.tutor)
    page = client.get(reverse("home:school", args=[appointment.school.urn])).page
    [text] = to_do(page)
    assert text.startswith("Continue your answer for 2026 to 2027, begun on ")
    link = page.find("a", string=text)
    assert client.get(link["href"]).url.endswith(f"/{draft.pk}/programme/")


def test_what_another_tab_has_finished_is_not_left_to_do(client):
    appointment = TutorAppointmentFactory()
    DraftFactory(
        owner_key=owner_key(appointment.tutor, appointment.school),
        journey="set-up-training",
        subject="2026",
    )
    SchoolCohortFactory(
        school=appointment.school,
        programme="school_led",
        appropriate_body=AppropriateBodyFactory(),
    )
    client.force_login(appointment.tutor)
    page = client.get(reverse("home:school", args=[appointment.school.urn])).page
    assert "Nothing left to do." in page.text


def test_somebody_else_s_draft_is_not_shown(home):
    appointment = TutorAppointmentFactory()
    other = TutorAppointmentFactory()
    DraftFactory(
        owner_key=owner_key(other.tutor, appointment.school),
        journey="set-up-training",
        subject="2026",
    )
    appointment.end(appointment.started_on)
    assert "begun on" not in home(appointment.school).text


def test_a_closed_school_can_be_seen_and_not_changed(home):
    answered = SchoolCohortFactory(
        school=SchoolFactory(status_code=2, closed_on=clock.today()), programme="school_led"
    )
    successor = SchoolFactory(name="Risen Academy")
    SchoolLinkFactory(school=answered.school, link_urn=successor.urn)
    page = home(answered.school)
    assert "This school has closed" in page.text
    assert "Risen Academy" in page.text
    assert not page.select(".govuk-summary-list__actions")
    assert "change the induction tutor" not in page.text


def test_the_page_of_ects_and_mentors_says_that_there_are_none(client, home):
    school = SchoolFactory()
    link = home(school).find("a", string=lambda text: text and "Manage ECTs" in text)
    page = client.get(link["href"]).page
    assert "You have not registered any" in page.text


def test_a_tutor_of_several_schools_chooses_one(client):
    first = TutorAppointmentFactory()
    second = TutorAppointmentFactory(tutor=first.tutor)
    client.force_login(first.tutor)
    page = client.get(reverse("home:schools")).page
    assert page.h1.text == "Which school?"
    links = [link["href"] for link in page.select("main a")]
    assert links == [
        reverse("home:school", args=[appointment.school.urn]) for appointment in (first, second)
    ]


def test_a_tutor_of_one_school_goes_straight_to_it(client):
    appointment = TutorAppointmentFactory()
    client.force_login(appointment.tutor)
    assert client.get(reverse("home:schools")).url == reverse(
        "home:school", args=[appointment.school.urn]
    )


def first_visit(client, school):
    """Where a tutor goes from the privacy notice, which they read now."""
    CohortFactory()
    newcomer = UserFactory(privacy_accepted_at=None)
    TutorAppointmentFactory(school=school, tutor=newcomer)
    sign_in(client, newcomer)
    landing = client.post(reverse("accounts:privacy")).url
    return client.get(landing).url


@pytest.mark.parametrize("answer", [None, "unknown", "yes"])
def test_a_new_tutor_sets_up_training_first(client, answer):
    school = SchoolFactory()
    if answer:
        SchoolCohortFactory(school=school, expects_ects=answer)
    assert first_visit(client, school) == reverse(
        "partnerships:set-up-training", kwargs={"urn": school.urn, "year": 2026}
    )
    assert client.get(reverse("home:schools")).url == reverse("home:school", args=[school.urn])


@pytest.mark.parametrize(
    "settled", [{"expects_ects": "no"}, {"expects_ects": "yes", "programme": "school_led"}]
)
def test_a_new_tutor_of_a_school_that_has_said_it_all_sees_its_home(client, settled):
    school = SchoolCohortFactory(**settled).school
    assert first_visit(client, school) == reverse("home:school", args=[school.urn])


def test_a_new_tutor_of_a_closed_school_sees_its_home(client):
    school = SchoolFactory(status_code=2, closed_on=clock.today())
    assert first_visit(client, school) == reverse("home:school", args=[school.urn])


def test_a_tutor_without_a_school_is_told_so(client):
    appointment = TutorAppointmentFactory()
    appointment.end(appointment.started_on)
    client.force_login(appointment.tutor)
    page = client.get(reverse("home:schools")).page
    assert page.h1.text == "You are not the induction tutor of any school"
    assert client.get(reverse("home:school", args=[appointment.school.urn])).status_code == 404


def test_the_home_page_takes_at_most_8_queries(client, home, django_assert_max_num_queries):
    last = provider_led_last_year()
    for year in (2023, 2024):
        SchoolCohortFactory(
            school=last.school, cohort=CohortFactory(start_year=year), programme="provider_led"
        )
    home(last.school)
    with django_assert_max_num_queries(8):
        client.get(reverse("home:school", args=[last.school.urn]))
