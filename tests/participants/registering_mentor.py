"""A tutor registers a mentor, in one tab, at a school that trains with providers."""

from datetime import date, timedelta

import pytest

from config.web.journeys import calls
from partnerships.models import DeliveryPartner, LeadProvider
from tests.factories import (
    CohortFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
)
from tests.partnerships.situations import tutored

from .registering import RegisterWalk

TODAY = date(2026, 11, 24)
AUTUMN, SPRING, SUMMER = "2026-09-01", "2027-01-01", "2027-04-01"
PROVIDERS = "Northern Lights", "Kent Hub"
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.SERVICE_TODAY = TODAY


def pairing(lead_provider, delivery_partner, **details):
    """Two providers by name that work together in a cohort: this one, unless it is said."""
    lead_provider, _ = LeadProvider.objects.get_or_create(name=lead_provider)
    delivery_partner, _ = DeliveryPartner.objects.get_or_create(name=delivery_partner)
    return ProviderPairingFactory(
        lead_provider=lead_provider, delivery_partner=delivery_partner, **details
    )


def school_with(*, programme="provider_led", partnership=True, **details):
    """A school that has set up training for this year, with a tutor."""
    school = SchoolFactory(**details)
    SchoolCohortFactory(school=school, cohort=CohortFactory(), programme=programme)
    if partnership and programme == "provider_led":
        PartnershipFactory(school=school, pairing=pairing(*PROVIDERS))
    tutored(school)
    return school


class MentorWalk(RegisterWalk):
    """One journey that registers a mentor. ``back`` is where another one was that called it."""

    def __init__(self, client, school, *, oneself="no", back=None):
        self.oneself, self.back = oneself, back
        super().__init__(client, school, journey="register-mentor")

    def url(self, step, *, change=False):
        address = super().url(step, change=change)
        if self.back is None:
            return address
        return f"{address}{'&' if change else '?'}{calls.query(self.back)}"

    def prepare(self):
        """Say whether it is the tutor, too."""
        super().prepare()
        if self.answer("yourself", is_oneself=self.oneself) == "two-roles":
            self.answer("two-roles")

    def reach(self, step, *, email="mentor@a.school.example", term=AUTUMN, **person):
        """Go as far as a page about training, as someone new."""
        led_to = self.identify(**person)
        if led_to == "email":
            led_to = self.answer("email", email=email)
        if led_to == "training-term" and step != led_to:
            led_to = self.answer("training-term", training_term=term)
        if led_to == "providers" and step != led_to:
            led_to = self.answer("providers", with_schools_providers="yes")
        assert led_to == step
        return self

    def text(self, step):
        """All that the page of a step says."""
        return " ".join(self.page(step).select_one("main").text.split())

    def shown(self):
        """What the check answers page sends back of what it shows."""
        return {"basis": self.page("check-answers").select_one("[name=basis]")["value"]}


@pytest.fixture
def school():
    """One that trains with both providers."""
    return school_with(name="Ashford School")


@pytest.fixture
def walk(client, school):
    """Its tutor, who adds somebody else."""
    return MentorWalk(client, school)


def the_mentor(school):
    """The mentor of a school, who is there now."""
    return school.mentors.not_removed().filter(finished_on=None).get()
