"""A tutor registers someone, in one tab."""

import re
from datetime import date

from django.urls import reverse

from tests.conftest import sign_in
from tests.factories import CohortFactory
from tests.partnerships.situations import rows_of

#: Who is registered, unless a test says otherwise.
ZOE = {"first_name": "Zoë", "last_name": "O’Neill", "trn": "1234567", "born": date(1999, 3, 27)}


def typed_date(name, day):
    """A date as a browser sends it."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


class RegisterWalk:
    """One journey that registers someone, at a school that has a tutor."""

    def __init__(self, client, school, *, journey="register-ect"):
        CohortFactory()
        self.client, self.school = client, school
        self.tutor = school.find_tutor()
        sign_in(client, self.tutor)
        self.start_url = reverse(f"participants:{journey}", args=[school.urn])
        self.first = client.get(self.start_url)
        form = self.first.page.select_one("main form")
        self.draft_id = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", form["action"])[0]

    def url(self, step, *, change=False):
        """The page of a step in this draft."""
        return f"{self.start_url}{self.draft_id}/{step}/" + ("?change" if change else "")

    def get(self, step):
        """Open the page of a step."""
        return self.client.get(self.url(step))

    def page(self, step):
        """The page of a step, which is open."""
        response = self.get(step)
        assert response.status_code == 200, response.url
        return response.page

    def heading(self, step):
        """What the page of a step asks or says."""
        return " ".join(self.page(step).h1.text.split())

    def choices(self, step):
        """What the radios or the select of a step offer."""
        labels = self.page(step).select(
            ".govuk-radios__label, select option[value]:not([value=''])"
        )
        return [" ".join(label.text.split()) for label in labels]

    def post(self, step, *, change=False, **answers):
        """Send an answer to a step."""
        return self.client.post(self.url(step, change=change), answers)

    def answer(self, step, *, change=False, **answers):
        """Send an answer that is taken, and say which step comes next."""
        response = self.post(step, change=change, **answers)
        assert response.status_code == 302, response.page.select_one(".govuk-error-summary")
        return response.url.partition("?")[0].rstrip("/").split("/")[-1]

    def errors(self, step, **answers):
        """What is wrong with an answer."""
        response = self.post(step, **answers)
        assert response.status_code == 200, response.url
        links = response.page.select(".govuk-error-summary__list a")
        return [" ".join(link.text.split()) for link in links]

    # Who it is

    def prepare(self):
        """Read what is needed, where that is the first page."""
        if "/what-you-need/" in self.first.page.select_one("main form")["action"]:
            self.answer("what-you-need")

    def identify(self, **person):
        """Type who it is, and say where that leads."""
        person = ZOE | person
        self.prepare()
        self.answer("name", first_name=person["first_name"], last_name=person["last_name"])
        self.answer("trn", trn=person["trn"])
        return self.answer("date-of-birth", **typed_date("date_of_birth", person["born"]))

    def identify_as(self, teacher, **person):
        """Type who a teacher is whom we know."""
        known = {
            "first_name": teacher.first_name,
            "last_name": teacher.last_name,
            "trn": teacher.trn,
            "born": teacher.date_of_birth,
        }
        return self.identify(**known | person)

    def start_on(self, day, *, change=False):
        """Type the first day at the school."""
        return self.answer("start-date", change=change, **typed_date("started_on", day))

    # The end

    def rows(self):
        """What the check answers page plays back."""
        return rows_of(self.page("check-answers"))

    def confirm(self):
        """Send it all, and return the page that confirms it."""
        response = self.client.post(self.url("check-answers"), follow=True)
        assert response.status_code == 200
        assert response.page.select_one(".govuk-panel--confirmation"), response.page.h1.text
        return response.page
