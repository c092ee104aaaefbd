"""Schools in the situations that an invitation meets, and walking through one."""

import re

from django.urls import reverse

from notifications.models import Email
from schools import links
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    InvitationFactory,
    LeadProviderContactFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
)


def tutored(school):
    """Give a school an induction tutor, Grace Hopper."""
    return TutorAppointmentFactory(
        school=school, tutor__first_name="Grace", tutor__last_name="Hopper"
    ).tutor


def provider_led_last_year(*, offered=True, **partnership):
    """A school with a partnership last year, which may go on if it is ``offered``."""
    partnership = PartnershipFactory(cohort=CohortFactory(start_year=2025), **partnership)
    SchoolCohortFactory(
        school=partnership.school, cohort=partnership.cohort, programme="provider_led"
    )
    LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    if offered:
        ProviderPairingFactory(
            cohort=CohortFactory(),
            lead_provider=partnership.lead_provider,
            delivery_partner=partnership.delivery_partner,
        )
    return partnership


def reported(*, school=None, **details):
    """A school whose lead provider has just named it for this year."""
    from config.web import clock

    school = school or SchoolFactory()
    SchoolCohortFactory(
        school=school,
        cohort=CohortFactory(),
        programme="provider_led",
        answered_at=None,
        answered_by="",
    )
    partnership = PartnershipFactory(school=school, reported_at=clock.now(), **details)
    LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    return partnership


def hub(name="Alban Teaching School Hub"):
    """A teaching school hub that every school may choose."""
    return AppropriateBodyFactory(name=name)


class Walk:
    """One person answers through one link, in one tab."""

    def __init__(self, client, invitation=None, *, token=None, **details):
        self.client = client
        self.invitation = invitation or InvitationFactory(**details)
        self.token = token or links.token_for(self.invitation)
        self.landing_url = reverse("partnerships:invitation", args=[self.token])
        self.start_url = reverse("partnerships:answer", args=[self.token])
        self.first = client.get(self.start_url)
        form = self.first.page.select_one("main form") if self.first.status_code == 200 else None
        if form:
            self.draft_id = re.search(r"[0-9a-f-]{36}", form["action"])[0]

    def url(self, step, *, change=False):
        """The page of a step in this draft."""
        return f"{self.start_url}{self.draft_id}/{step}/" + ("?change" if change else "")

    def get(self, step):
        """Open the page of a step."""
        return self.client.get(self.url(step))

    def heading(self, step):
        """What the page of a step asks."""
        response = self.get(step)
        page = response.page if response.status_code == 200 else self.first.page
        return " ".join(page.h1.text.split())

    def choices(self, step):
        """What the radios or the select of a step offer."""
        page = self.get(step).page
        labels = page.select(".govuk-radios__label, select option[value]:not([value=''])")
        return [" ".join(label.text.split()) for label in labels]

    def post(self, step, *, change=False, **answers):
        """Send an answer to a step."""
        return self.client.post(self.url(step, change=change), answers)

    def answer(self, step, *, change=False, **answers):
        """Send an answer that is taken, and say which step comes next."""
        response = self.post(step, change=change, **answers)
        assert response.status_code == 302, response.page.select_one(".govuk-error-summary")
        return response.url.removesuffix("?change").rstrip("/").split("/")[-1]

    def nominate(self, email="ada@school.example", first="Ada", last="Lovelace"):
        """Answer the page that asks for an induction tutor."""
        return self.answer(
            "nominate-tutor", tutor_first_name=first, tutor_last_name=last, tutor_email=email
        )

    def rows(self):
        """What the check answers page plays back."""
        response = self.get("check-answers")
        assert response.status_code == 200, response.url
        return rows_of(response.page)

    def confirm(self):
        """Send it all, and return the confirmation page."""
        response = self.client.post(self.url("check-answers"), follow=True)
        assert response.status_code == 200
        assert response.page.h1.text.strip() == "We have your answer", response.page.h1.text
        return response.page


def rows_of(page):
    """A page's summary list as a dictionary."""
    return {
        row.select_one("dt").text.strip(): row.select_one("dd").text.strip()
        for row in page.select(".govuk-summary-list__row")
    }


def sent():
    """Every email written, as (kind, address)."""
    return sorted(Email.objects.values_list("kind", "to"))


def answer_of(school):
    """What a school has told us of this year."""
    return school.cohorts.get(cohort__start_year=2026)
