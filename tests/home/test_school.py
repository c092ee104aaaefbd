"""An induction tutor's home page."""

import re

import pytest
from django.urls import reverse

from config.home import queries
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


def begun(appointment, *, journey="set-up-training", subject="2026", at=None, **details):
    """A journey that a tutor has begun, for the year of 2026 if it is about a year."""
    draft = DraftFactory(
        owner_key=owner_key(appointment.tutor, appointment.school),
        journey=journey,
        subject=subject,
        **details,
    )
    at = at or f"2026/{journey}"
    draft.resume_url = f"/schools/{appointment.school.urn}/{at}/{draft.pk}/check-answers/"
    draft.save()
    return draft


def home_of(client, appointment):
    """The school's home as a tutor sees it, who was there before."""
    client.force_login(appointment.tutor)
    return client.get(reverse("home:school", args=[appointment.school.urn])).page


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
    draft = begun(appointment, answers={"expects-ects": {"expects_ects": ["yes"]}})
    CohortFactory()
    page = home_of(client, appointment)
    [text] = to_do(page)
    assert text.startswith("Continue your answer for 2026 to 2027, begun on ")
    link = page.find("a", string=text)
    assert client.get(link["href"]).url.endswith(f"/{draft.pk}/programme/")


def test_what_another_tab_has_finished_is_not_left_to_do(client):
    appointment = TutorAppointmentFactory()
    begun(appointment)
    SchoolCohortFactory(
        school=appointment.school,
        programme="school_led",
        appropriate_body=AppropriateBodyFactory(),
    )
    assert "Nothing left to do." in home_of(client, appointment).text


@pytest.fixture
def planning(monkeypatch):
    """A journey to go on with that is not about a year, as others than set-ups are."""
    monkeypatch.setitem(queries.JOURNEYS, "plan-visit", "Go on planning your visit")


def test_a_journey_about_no_year_is_continued_too(client, planning):
    CohortFactory()
    appointment = TutorAppointmentFactory()
    draft = begun(appointment, journey="plan-visit", subject="town/7", at="visits")
    page = home_of(client, appointment)
    [to_set_up, text] = to_do(page)
    assert to_set_up == "Tell us if you expect ECTs or mentors in 2026 to 2027"
    assert text.startswith("Go on planning your visit, begun on ")
    assert page.find("a", string=text)["href"] == draft.resume_url


def test_of_journeys_that_begin_at_one_place_the_last_is_continued(client, planning):
    CohortFactory()
    appointment = TutorAppointmentFactory()
    begun(appointment, journey="plan-visit", at="visits")
    elsewhere = begun(appointment, journey="plan-visit", at="visits/towns/7")
    last = begun(appointment, journey="plan-visit", at="visits")
    page = home_of(client, appointment)
    links = [link["href"] for link in page.find_all("a", string=re.compile("Go on planning"))]
    assert sorted(links) == sorted([elsewhere.resume_url, last.resume_url])


def test_a_journey_that_does_not_say_where_it_is_gone_on_with_is_begun_anew(client):
    CohortFactory()
    appointment = TutorAppointmentFactory()
    draft = begun(appointment)
    draft.resume_url = ""
    draft.save()
    [text] = to_do(home_of(client, appointment))
    assert text == "Tell us if you expect ECTs or mentors in 2026 to 2027"


def test_somebody_else_s_draft_is_not_shown(home):
    appointment = TutorAppointmentFactory()
    other = TutorAppointmentFactory()
    draft = begun(appointment)
    draft.owner_key = owner_key(other.tutor, appointment.school)
    draft.save()
    appointment.end(appointment.started_on)
    assert "begun on" not in home(appointment.school).text


def test_a_closed_school_can_be_seen_and_not_changed(home):
    answered = SchoolCohortFactory(
        school=SchoolFactory(status_code=2, closed_on=clock.today()), programme="school_led"
    )
    successor = SchoolFactory(name="Risen Academy")
    SchoolLinkFactory(school=answered.school, link_urn=successor.urn)
    page = home(answered.school)
    assert "This school closed on" in page.text
    assert "Risen Academy" in page.text
    assert not page.select(".govuk-summary-list__actions")
    assert "change the induction tutor" not in page.text


def test_the_button_leads_to_the_school_s_ects_and_mentors(client, home):
    school = SchoolFactory()
    link = home(school).find("a", string=lambda text: text and "Manage ECTs" in text)
    assert link["href"] == reverse("participants:ects", args=[school.urn])
    assert client.get(link["href"]).page.h1.text == "ECTs"


def test_a_tutor_of_several_schools_chooses_one(client):
    first = TutorAppointmentFactory(school__name="Alder School")
    second = TutorAppointmentFactory(school__name="Birch School", tutor=first.tutor)
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
