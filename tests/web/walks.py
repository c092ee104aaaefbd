"""Walking the tests’ own journey, one page at a time."""

import re

import pytest
from django.urls import reverse

ANSWERS = {
    "who": {"first_name": "Ada", "last_name": "O'Neill", "email": "ada@school.example"},
    "before-you-start": {},
    "kind": {"kind": "visit"},
    "day": {"day-day": "1", "day-month": "9", "day-year": "2026"},
    "town": {"town": "Ashford"},
    "long": {"long": "yes"},
    "contact": {"contact": "phone", "phone": "01632 960 001"},
}
VISIT = ["who", "before-you-start", "kind", "day", "town", "contact"]
CALL = ["who", "before-you-start", "kind", "day", "long", "contact"]


class Walk:
    """One draft of one person, in one tab."""

    def __init__(self, client, *, owner="ada", journey="plan-visit"):
        self.client = client
        self.owner, self.journey = owner, journey
        self.start_url = reverse(journey, kwargs={"owner": owner})
        self.page = client.get(self.start_url).page
        self.first_url = self.page.select_one("main form")["action"]
        self.draft_id = re.search(r"[0-9a-f-]{36}", self.first_url)[0]

    def url(self, step, *, change=False):
        """The page of a step in this draft."""
        place = {"owner": self.owner, "draft": self.draft_id, "step": step}
        return reverse(self.journey, kwargs=place) + ("?change" if change else "")

    def get(self, step, **options):
        """Open the page of a step."""
        return self.client.get(self.url(step, **options))

    def post(self, step, answers=None, **options):
        """Send an answer to a step: the usual one, or another."""
        answers = ANSWERS.get(step, {}) if answers is None else answers
        return self.client.post(self.url(step, **options), answers)

    def answer(self, step, answers=None, *, change=False):
        """Send an answer that is taken, and say which page comes next."""
        response = self.post(step, answers, change=change)
        assert response.status_code == 302, response.page.select_one(".govuk-error-summary")
        return self.place(response)

    def answer_all(self, steps):
        """Send the usual answers to these steps, and say where each leads."""
        return [self.answer(step) for step in steps]

    def place(self, response):
        """Which step a redirect leads to, or its address where that is none of this draft."""
        return response.url.removeprefix(self.start_url + f"{self.draft_id}/").replace("/", "", 1)

    def rows(self):
        """What the check answers page plays back."""
        page = self.get("check-answers").page
        return {
            row.select_one("dt").text.strip(): row.select_one("dd").text.strip()
            for row in page.select(".govuk-summary-list__row")
        }


class Tab:
    """One tab of a browser: it goes where its page leads, and sends the form that it shows."""

    def __init__(self, client, url):
        self.client = client
        self.open(url)

    @property
    def page(self):
        """What it shows."""
        return self.response.page

    @property
    def heading(self):
        """What its page says it is."""
        return self.page.h1.text.strip()

    @property
    def action(self):
        """Where its form goes."""
        return self.page.select_one("main form")["action"]

    @property
    def back_url(self):
        """Where Back leads."""
        return self.page.select_one(".govuk-back-link")["href"]

    def link(self, words):
        """Where a link leads that says this, or a button that is one; None if there is none."""
        links = self.page.select("main a")
        found = [link["href"] for link in links if " ".join(link.text.split()) == words]
        return found[0] if found else None

    def open(self, url):
        """Open a page, through whatever leads to another."""
        self._show(self.client.get(url, follow=True))
        return self

    def follow(self, words):
        """Follow a link or a button."""
        return self.open(self.link(words))

    def back(self):
        """Follow Back."""
        return self.open(self.back_url)

    def change(self):
        """Follow the first Change link."""
        return self.open(self.page.select_one(".govuk-summary-list__actions a")["href"])

    def answer(self, **answers):
        """Fill in the form and send it."""
        self._show(self.client.post(self.action, answers, follow=True))
        return self

    def _show(self, response):
        assert response.status_code == 200, response.request["PATH_INFO"]
        self.response = response
        query = response.request["QUERY_STRING"]
        self.url = response.request["PATH_INFO"] + (f"?{query}" if query else "")


@pytest.fixture
def walk(client):
    """Someone who plans a visit."""
    return Walk(client)


def summary(response):
    """What the summary of errors says."""
    return [item.text.strip() for item in response.page.select(".govuk-error-summary li")]


def back_link(response):
    """Where the back link leads."""
    return response.page.select_one(".govuk-back-link")["href"]
