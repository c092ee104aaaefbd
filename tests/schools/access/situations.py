"""Asking for access, and walking through what the link opens."""

import re

from django.urls import reverse

from schools import links
from tests.factories import InvitationFactory
from tests.partnerships.situations import Walk


def access_to(school, **details):
    """The invitation behind a school's access links."""
    return InvitationFactory(school=school, purpose="access", cohort=None, **details)


def ask(client, school, **more):
    """Press the button that sends the school contact a link."""
    return client.post(reverse("schools:send-access-link", args=[school.urn]), **more)


class AccessWalk(Walk):
    """One person in a school's office names its induction tutor, in one tab."""

    def __init__(self, client, school):
        self.client, self.school = client, school
        self.token = links.token_for(access_to(school))
        self.landing_url = reverse("schools:access", args=[self.token])
        self.start_url = reverse("schools:name-tutor", args=[self.token])
        self.first = client.get(self.start_url)
        form = self.first.page.select_one("main form")
        self.draft_id = re.search(r"[0-9a-f-]{36}", form["action"])[0]

    def confirm(self):
        """Send it all, and return the confirmation page."""
        response = self.client.post(self.url("check-answers"), follow=True)
        assert response.page.h1.text.strip() == "We have your induction tutor’s name"
        return response.page
