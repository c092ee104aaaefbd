"""A tutor changes something about one person, in one tab."""

import re

from django.urls import reverse

from config.web import clock
from tests.conftest import sign_in
from tests.factories import CohortFactory, ECTFactory, MentorFactory, TutorAppointmentFactory
from tests.partnerships.situations import rows_of

FACTORIES = {"ect": ECTFactory, "mentor": MentorFactory}


def someone(role, **details):
    """A person at a school with a tutor: an ECT or a mentor, from today on."""
    CohortFactory(start_year=2026)
    place = FACTORIES[role](**details)
    if not place.school.find_tutor():
        TutorAppointmentFactory(school=place.school)
    return place


def role_of(place):
    """What the person is there, as addresses say it."""
    return "ect" if place._meta.model_name == "ectatschool" else "mentor"


class PersonWalk:
    """One journey about a person: the name of its address, with “person” for their role."""

    def __init__(self, client, name, place, *, tutor=None):
        self.client, self.place = client, place
        self.tutor = tutor or place.school.find_tutor()
        sign_in(client, self.tutor)
        self.role = role_of(place)
        self.name = name.replace("person", self.role)
        about = {"urn": place.school.urn, self.role: place.pk}
        self.start_url = reverse(f"participants:{self.name}", kwargs=about)
        self.first = client.get(self.start_url, follow=True)
        assert self.first.status_code == 200, self.first
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

    def post(self, step, **answers):
        return self.client.post(self.url(step), answers)

    def answer(self, step, **answers):
        """Send an answer that is taken, and say which step comes next."""
        response = self.post(step, **answers)
        assert response.status_code == 302, response.page.select_one(".govuk-error-summary")
        return response.url.rstrip("/").split("/")[-1]

    def error(self, step, **answers):
        """Send an answer that is not taken, and say what is wrong with it."""
        response = self.post(step, **answers)
        assert response.status_code == 200, response.url
        [error] = response.page.select(".govuk-error-summary__list a")
        return " ".join(error.text.split())

    def rows(self):
        return rows_of(self.page("check-answers"))

    def confirm(self, **shown):
        """Send it all, and return the page that confirms it."""
        response = self.client.post(self.url("check-answers"), shown, follow=True)
        assert response.status_code == 200
        assert response.page.select_one(".govuk-panel--confirmation"), response.page.h1.text
        return response.page


def leave(place):
    """Let someone have left by today, who came before."""
    place.started_on = clock.today().replace(year=clock.today().year - 1, day=1)
    place.own_finished_on = place.finished_on = clock.today()
    place.save()
