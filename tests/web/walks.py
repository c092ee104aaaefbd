"""Walking the tests’ own journey, one page at a time."""

import re

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
