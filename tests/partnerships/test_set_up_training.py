"""An induction tutor answers for a school's year and sets up its training."""

import re

import pytest
from django.urls import reverse

from config.web.journeys import calls
from config.web.models import Draft
from notifications.models import Email
from partnerships.models import Partnership
from schools.models import SchoolCohort
from tests.factories import (
    CohortFactory,
    LeadProviderFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
)
from tests.web.walks import Tab

from .situations import hub, provider_led_last_year, reported, rows_of, tutored

pytestmark = pytest.mark.django_db


class TutorWalk:
    """A tutor sets up training for one school, in one tab."""

    def __init__(self, client, school=None, *, year=2026):
        CohortFactory(start_year=2026)
        self.client, self.school = client, school or SchoolFactory()
        self.tutor = self.school.find_tutor() or tutored(self.school)
        client.force_login(self.tutor)
        place = {"urn": self.school.urn, "year": year}
        self.start_url = reverse("partnerships:set-up-training", kwargs=place)
        self.first = client.get(self.start_url)
        form = self.first.page.select_one("main form")
        if form:
            self.draft_id = re.search(r"[0-9a-f-]{36}", form["action"])[0]

    def url(self, step):
        return f"{self.start_url}{self.draft_id}/{step}/"

    def choices(self, step):
        labels = self.client.get(self.url(step)).page.select(".govuk-radios__label")
        return [" ".join(label.text.split()) for label in labels]

    def answer(self, step, **answers):
        """Send an answer that is taken, and say which step comes next."""
        response = self.client.post(self.url(step), answers)
        assert response.status_code == 302, response.page.select_one(".govuk-error-summary")
        return response.url.rstrip("/").split("/")[-1]

    def confirm(self):
        response = self.client.post(self.url("check-answers"), follow=True)
        assert response.page.h1.text.strip() == "We have your answer", response.page.h1.text
        return response.page


def test_a_tutor_sets_up_training_for_a_new_school(client):
    body = hub()
    walk = TutorWalk(client)
    assert walk.answer("expects-ects", expects_ects="yes") == "programme"
    assert walk.choices("programme") == [
        "Use a training provider, funded by DfE",
        "Design and deliver your own training programme",
    ]
    assert walk.answer("programme", programme="school_led") == "appropriate-body-appointed"
    following = walk.answer("appropriate-body-appointed", body_appointed="yes")
    assert following == "appropriate-body-type"
    assert walk.choices("appropriate-body-type") == ["Teaching school hub"]
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    assert walk.answer("appropriate-body", appropriate_body=body.pk) == "check-answers"
    page = walk.confirm()
    assert rows_of(page)["Appropriate body"] == body.name
    assert page.select_one("a[href$='/ects-and-mentors/add/']")
    answered = walk.school.cohorts.get()
    assert (answered.programme, answered.appropriate_body) == ("school_led", body)
    assert answered.is_set_up
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("answer-received", walk.tutor.email)


def test_no_body_appointed_skips_the_questions_about_it(client):
    walk = TutorWalk(client)
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("programme", programme="provider_led")
    assert walk.answer("appropriate-body-appointed", body_appointed="no") == "check-answers"
    page = walk.confirm()
    assert "Your lead provider needs to confirm this with us" in page.text
    assert "You still need to appoint an appropriate body" in page.text


def test_a_tutor_confirms_what_the_office_has_said(client):
    school = SchoolFactory()
    SchoolCohortFactory(school=school, cohort=CohortFactory(), expects_ects="yes")
    walk = TutorWalk(client, school)
    assert walk.first.page.select_one("input[checked]")["value"] == "yes"
    assert walk.answer("expects-ects", expects_ects="no") == "check-answers"
    walk.confirm()
    assert school.cohorts.get().expects_ects == "no"


def test_a_no_can_become_a_yes(client):
    school = SchoolFactory()
    SchoolCohortFactory(school=school, cohort=CohortFactory(), expects_ects="no")
    walk = TutorWalk(client, school)
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("programme", programme="school_led")
    walk.answer("appropriate-body-appointed", body_appointed="no")
    walk.confirm()
    assert school.cohorts.get().programme == "school_led"


def test_last_year_s_partnership_is_offered_to_go_on(client):
    last = provider_led_last_year()
    walk = TutorWalk(client, last.school)
    assert walk.answer("expects-ects", expects_ects="yes") == "continue"
    assert walk.answer("continue", goes_on="yes") == "appropriate-body-type"
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    standing = Partnership.objects.standing().get(cohort__start_year=2026)
    assert standing.lead_provider == last.lead_provider


def test_a_report_that_is_wrong_leads_to_choosing_a_programme(client):
    partnership = reported()
    walk = TutorWalk(client, partnership.school)
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("reported-partnership", reported_right="no")
    assert walk.answer("what-is-wrong", wrong_because="mistake") == "programme"
    walk.answer("programme", programme="school_led")
    walk.answer("appropriate-body-appointed", body_appointed="no")
    walk.confirm()
    assert partnership.school.cohorts.get().programme == "school_led"
    assert not Partnership.objects.standing().exists()


def test_an_independent_school_pays_for_its_training_provider(client):
    walk = TutorWalk(client, SchoolFactory(type_code=11))
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.choices("programme")[0] == "Use a training provider, funded by your school"


def test_training_that_is_set_up_is_not_asked_about_again(client):
    school = SchoolFactory()
    SchoolCohortFactory(school=school, cohort=CohortFactory(), programme="school_led")
    walk = TutorWalk(client, school)
    assert walk.first.page.h1.text == "Training is set up for 2026 to 2027"


def test_an_earlier_open_cohort_can_be_set_up(client):
    CohortFactory(start_year=2025)
    walk = TutorWalk(client, year=2025)
    walk.answer("expects-ects", expects_ects="no")
    walk.confirm()
    assert walk.school.cohorts.get().cohort.start_year == 2025


def test_a_cohort_that_is_not_open_is_not_there(client):
    school = SchoolFactory()
    client.force_login(tutored(school))
    CohortFactory(start_year=2027, registration_opens_on=None)
    url = reverse("partnerships:set-up-training", kwargs={"urn": school.urn, "year": 2027})
    assert client.get(url).status_code == 404


def test_a_tutor_replaced_in_the_middle_can_send_nothing(client):
    walk = TutorWalk(client)
    walk.answer("expects-ects", expects_ects="no")
    walk.school.find_appointment().end(walk.school.find_appointment().started_on)
    assert client.post(walk.url("check-answers")).status_code == 404
    assert not SchoolCohort.objects.exists()


def test_the_tutor_of_two_schools_does_not_mix_them(client):
    first = TutorWalk(client)
    second_school = SchoolFactory()
    TutorAppointmentFactory(school=second_school, tutor=first.tutor)
    second = TutorWalk(client, second_school)
    first.answer("expects-ects", expects_ects="no")
    second.answer("expects-ects", expects_ects="yes")
    mixed = first.url("check-answers").replace(str(first.school.urn), str(second_school.urn))
    assert client.get(mixed).status_code == 404
    first.confirm()
    assert Draft.objects.filter(completed_at=None).get().school_urn == second_school.urn


def test_a_closed_school_sets_up_nothing(client):
    school = SchoolFactory(status_code=2)
    client.force_login(tutored(school))
    CohortFactory()
    url = reverse("partnerships:set-up-training", kwargs={"urn": school.urn, "year": 2026})
    assert client.get(url).url == reverse("home:school", args=[school.urn])


def called(client, school):
    """Its first page, as another journey leads to it."""
    client.force_login(tutored(school))
    CohortFactory()
    url = reverse("partnerships:set-up-training", kwargs={"urn": school.urn, "year": 2026})
    back = calls.Return("/somewhere/else/", "Go back to what you did")
    return Tab(client, f"{url}?{calls.query(back)}")


def test_called_by_another_journey_it_leads_back_there(client):
    tab = called(client, SchoolFactory())
    assert tab.back_url == "/somewhere/else/"
    tab.answer(expects_ects="no").answer()
    assert tab.heading == "We have your answer"
    button = tab.page.select_one(".govuk-panel + a.govuk-button")
    assert (button.text.strip(), button["href"]) == ("Go back to what you did", "/somewhere/else/")
    assert tab.link("Go to your school’s page")


def test_called_where_training_is_set_up_already_it_leads_back_at_once(client):
    answered = SchoolCohortFactory(programme="school_led", appropriate_body=hub())
    tab = called(client, answered.school)
    assert tab.heading == "Training is set up for 2026 to 2027"
    assert tab.back_url == tab.link("Go back to what you did") == "/somewhere/else/"


def test_not_called_it_leads_nowhere_but_to_the_school(client):
    answered = SchoolCohortFactory(programme="school_led", appropriate_body=hub())
    walk = TutorWalk(client, answered.school)
    home = reverse("home:school", args=[walk.school.urn])
    assert walk.first.page.select_one(".govuk-back-link")["href"] == home
    assert not walk.first.page.select(".govuk-button[href]")


def test_one_that_was_begun_is_gone_on_with_from_the_school_s_page(client):
    walk = TutorWalk(client)
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("programme", programme="school_led")
    page = Tab(client, reverse("home:school", args=[walk.school.urn])).page
    [link] = [link for link in page.select("main a") if "Continue your answer" in link.text]
    assert Tab(client, link["href"]).url == walk.url("appropriate-body-appointed")


def test_no_page_asks_more_than_8_queries_nor_a_save_more_than_12(
    client, django_assert_max_num_queries
):
    last = provider_led_last_year()
    new = ProviderPairingFactory(lead_provider=LeadProviderFactory())
    hub()
    walk = TutorWalk(client, last.school)
    steps = [
        ("expects-ects", {"expects_ects": "yes"}),
        ("continue", {"goes_on": "no"}),
        ("what-is-changing", {"changes": "lead_provider"}),
        ("lead-provider", {"lead_provider": new.lead_provider.pk}),
        ("delivery-partner", {"delivery_partner": "not_known"}),
        ("appropriate-body-type", {"body_type": "teaching_school_hub"}),
        ("appropriate-body", {"body_not_listed": "on"}),
        ("body-not-listed", {}),
    ]
    for step, answers in steps:
        with django_assert_max_num_queries(12):
            walk.answer(step, **answers)
        with django_assert_max_num_queries(8):
            assert client.get(walk.url(step)).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(walk.url("check-answers")).status_code == 200
