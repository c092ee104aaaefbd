"""A tutor changes one thing about a school's training, in one tab."""

import re

from django.urls import reverse

from schools.models import Programme
from tests.conftest import sign_in
from tests.factories import CohortFactory, PartnershipFactory, SchoolCohortFactory, SchoolFactory

from .situations import rows_of, tutored

BODY, PROGRAMME = "change-appropriate-body", "change-programme"


def set_up(*, programme=Programme.PROVIDER_LED, school=None, **answer):
    """A school that has set up training for this year, with a tutor."""
    school = school or SchoolFactory()
    SchoolCohortFactory(school=school, cohort=CohortFactory(), programme=programme, **answer)
    if not school.find_tutor():
        tutored(school)
    return school


def provider_led(**partnership):
    """The partnership of such a school, which the lead provider has confirmed."""
    return PartnershipFactory(school=set_up(), **partnership)


class ChangeWalk:
    """One journey, by its name in the address."""

    def __init__(self, client, name, school, *, year=2026):
        CohortFactory(start_year=2026)
        self.client, self.school = client, school
        self.tutor = school.find_tutor()
        sign_in(client, self.tutor)
        place = {"urn": school.urn, "year": year}
        self.start_url = reverse(f"partnerships:{name}", kwargs=place)
        self.first = client.get(self.start_url)
        self.heading = " ".join(self.first.page.h1.text.split())
        if form := self.first.page.select_one("main form"):
            self.draft_id = re.search(r"[0-9a-f-]{36}", form["action"])[0]

    def url(self, step):
        return f"{self.start_url}{self.draft_id}/{step}/"

    def page(self, step):
        """The page of a step."""
        response = self.client.get(self.url(step))
        assert response.status_code == 200, response.url
        return response.page

    def choices(self, step):
        response = self.client.get(self.url(step))
        page = response.page if response.status_code == 200 else self.first.page
        labels = page.select(".govuk-radios__label")
        return [" ".join(label.text.split()) for label in labels]

    def post(self, step, **answers):
        return self.client.post(self.url(step), answers)

    def answer(self, step, **answers):
        """Send an answer that is taken, and say which step comes next."""
        response = self.post(step, **answers)
        assert response.status_code == 302, response.page.select_one(".govuk-error-summary")
        return response.url.rstrip("/").split("/")[-1]

    def rows(self):
        return rows_of(self.page("check-answers"))

    def confirm(self):
        """Send it all, and return the page that confirms it."""
        response = self.client.post(self.url("check-answers"), follow=True)
        assert response.status_code == 200
        assert response.page.select_one(".govuk-panel--confirmation"), response.page.h1.text
        return response.page


def choose(walk, body):
    """Choose a body, its type first, and say which step comes next."""
    walk.answer("appropriate-body-type", body_type=body.type)
    return walk.answer("appropriate-body", appropriate_body=body.pk)
