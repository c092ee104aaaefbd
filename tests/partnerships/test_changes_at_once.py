"""A tutor changes something in the moment in which others do, with real threads."""

import pytest

from config.events.models import Event
from config.events.services import Actor
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services import reports
from schools.models import SchoolCohort
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import ProviderPairingFactory

from .changing import ChangeWalk, provider_led, set_up
from .situations import reported, tutored

pytestmark = pytest.mark.django_db(transaction=True)


def press(walk):
    """The button of the last page, and where it leads."""
    return lambda: walk.post("check-answers")


def choose(walk, pairing):
    walk.answer("agreed", has_agreed="yes")
    walk.answer("lead-provider", lead_provider=pairing.lead_provider.pk)
    walk.answer("delivery-partner", delivery_partner=pairing.delivery_partner.pk)


def report(partnership, pairing):
    """A lead provider names one of its schools, and is perhaps refused."""

    def try_to_report():
        try:
            return reports.report(
                school=partnership.school,
                cohort=partnership.cohort,
                lead_provider=pairing.lead_provider,
                delivery_partner=pairing.delivery_partner,
                by=Actor.command("tests"),
            )
        except reports.ReportRefused:
            return None

    return try_to_report


def test_a_double_press_changes_once():
    walk = ChangeWalk(PageClient(), "change-programme", set_up())
    walk.answer("programme", programme="school_led")
    led_to = at_once(*[press(walk)] * 4)
    assert [response.url for response in led_to] == ["../confirmation/"] * 4
    assert Event.objects.filter(kind="programme changed").count() == 1


def test_a_change_of_providers_and_a_report_end_in_one_partnership():
    old = provider_led(status="proposed")
    new = ProviderPairingFactory()
    again = ProviderPairingFactory(lead_provider=old.lead_provider)
    walk = ChangeWalk(PageClient(), "change-providers", old.school)
    choose(walk, new)
    response, outcome = at_once(press(walk), report(old, again))
    standing = Partnership.objects.standing().get()
    if response.status_code == 302:
        assert standing.has_providers(new.lead_provider, new.delivery_partner)
    else:
        assert "has changed a moment ago" in response.page.text
        assert standing.has_providers(again.lead_provider, again.delivery_partner)
        assert outcome
        assert walk.post("check-answers").url == "../confirmation/"
        standing = Partnership.objects.standing().get()
        assert standing.has_providers(new.lead_provider, new.delivery_partner)


def test_a_change_of_programme_and_a_first_report_do_not_mix():
    pairing = ProviderPairingFactory()
    school = set_up()
    walk = ChangeWalk(PageClient(), "change-programme", school)
    walk.answer("programme", programme="school_led")
    named = Partnership(school=school, cohort=school.cohorts.get().cohort)
    response, outcome = at_once(press(walk), report(named, pairing))
    changed = response.status_code == 302
    assert changed or outcome
    answer = SchoolCohort.objects.get()
    has_partnership = Partnership.objects.standing().exists()
    assert answer.programme == ("school_led" if changed else "provider_led")
    assert has_partnership is not changed


def test_two_tabs_that_say_a_report_is_wrong_end_it_once():
    partnership = reported()
    tutored(partnership.school)
    walks = [ChangeWalk(PageClient(), "report-wrong", partnership.school) for _ in range(2)]
    for walk, reason in zip(walks, ["mistake", "not_known"], strict=True):
        walk.answer("what-is-wrong", wrong_because=reason)
    led_to = sorted(response.url for response in at_once(*map(press, walks)))
    assert led_to[0] == "../confirmation/"
    assert led_to[1].endswith("/not-reported/")
    assert Email.objects.filter(kind="partnership-reported-wrong").count() == 1
