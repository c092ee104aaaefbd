"""A school says that a report is wrong."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from config.events.models import Event
from config.web import clock
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services import reports
from partnerships.services.reports import ReportRefused
from schools.models import SchoolCohort
from tests.factories import LeadProviderContactFactory, ProviderPairingFactory

from .situations import BY, answered, report_wrong, set_today, the_answer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("expects_ects", ["no", "unknown"])
def test_the_answer_before_a_wrong_report_returns(report, school, cohort, expects_ects):
    answered(school, cohort, expects_ects)
    report()
    report_wrong()
    partnership = Partnership.objects.get()
    assert (partnership.is_standing, partnership.ending) == (False, "not_agreed")
    assert the_answer() == (expects_ects, "", expects_ects == "no")


def test_silence_before_a_wrong_report_returns(report):
    report()
    report_wrong()
    assert not SchoolCohort.objects.exists()


def test_a_bare_yes_before_a_wrong_report_returns(report, school, cohort):
    answered(school, cohort, "yes")
    report()
    report_wrong()
    assert the_answer() == ("yes", "", True)


def test_a_provider_led_school_stays_so_after_a_wrong_report(report, school, cohort):
    answered(school, cohort, "yes", programme="provider_led")
    report()
    report_wrong()
    assert the_answer() == ("yes", "provider_led", True)


def the_providers():
    """Those of the partnership that stands, and how far it is agreed."""
    partnership = Partnership.objects.standing().get()
    return partnership.lead_provider, partnership.delivery_partner, partnership.status


@pytest.mark.parametrize("status", ["proposed", "confirmed"])
def test_the_partnership_that_wrong_reports_replaced_returns(
    report, school, cohort, standing, pairing, other_partner, status
):
    answered(school, cohort, "yes", programme="provider_led")
    standing(status=status)
    contact = LeadProviderContactFactory(lead_provider=pairing.lead_provider)
    third = ProviderPairingFactory(cohort=cohort, lead_provider=pairing.lead_provider)
    report(delivery_partner=other_partner)
    report(delivery_partner=third.delivery_partner)
    before = Event.objects.count()
    report_wrong("mistake")
    assert the_providers() == (pairing.lead_provider, pairing.delivery_partner, status)
    assert not reports.may_be_reported_wrong(Partnership.objects.standing().get())
    assert the_answer() == ("yes", "provider_led", True)
    assert [email.kind for email in Email.objects.filter(to=contact.email)] == [
        "partnership-reported-wrong"
    ]
    assert f"partnership {status}" in [event.kind for event in Event.objects.all()][:-before]


def test_a_report_that_the_school_agreed_to_returns(report, school, cohort, pairing, other_partner):
    report()
    SchoolCohort.objects.update(answered_at=clock.now(), answered_by="Tutor")
    report(delivery_partner=other_partner)
    report_wrong("mistake")
    assert the_providers() == (pairing.lead_provider, pairing.delivery_partner, "confirmed")


def test_no_partnership_returns_where_reports_followed_one_another(report, other_partner):
    report()
    report(delivery_partner=other_partner)
    report_wrong("mistake")
    assert not Partnership.objects.standing().exists()
    assert not SchoolCohort.objects.exists()


def test_no_partnership_returns_where_no_ects_are_expected(
    report, school, cohort, standing, other_partner
):
    answered(school, cohort, "yes", programme="provider_led")
    standing(status="proposed")
    report(delivery_partner=other_partner)
    report_wrong("no_ects")
    assert not Partnership.objects.standing().exists()


def test_what_the_school_has_said_since_the_report_stays(report, school, cohort):
    answered(school, cohort, "no")
    report()
    SchoolCohort.objects.update(answered_at=clock.now(), answered_by="Tutor")
    report_wrong("other_provider")
    assert the_answer() == ("yes", "provider_led", True)


def test_no_ects_means_no(report):
    report()
    report_wrong("no_ects")
    assert the_answer() == ("no", "", True)


def test_each_of_the_lead_providers_contacts_hears_why_a_report_is_wrong(report, pairing):
    contacts = LeadProviderContactFactory.create_batch(2, lead_provider=pairing.lead_provider)
    report()
    report_wrong("not_known")
    emails = Email.objects.filter(kind="partnership-reported-wrong")
    assert {email.to for email in emails} == {contact.email for contact in contacts}
    assert "We do not know this provider" in emails[0].body


@pytest.mark.parametrize(
    ("reported_on", "last_day"),
    [(date(2026, 6, 10), date(2026, 10, 31)), (date(2026, 10, 30), date(2026, 11, 13))],
)
def test_a_report_can_be_wrong_until_31_october_or_for_14_days(
    report, settings, reported_on, last_day
):
    report()
    reported_at = timezone.make_aware(datetime.combine(reported_on, datetime.min.time()))
    Partnership.objects.update(reported_at=reported_at)
    partnership = Partnership.objects.get()
    set_today(settings, last_day)
    assert reports.may_be_reported_wrong(partnership)
    set_today(settings, last_day + timedelta(days=1))
    assert not reports.may_be_reported_wrong(partnership)
    with pytest.raises(ReportRefused, match="too late"):
        report_wrong()
    assert Partnership.objects.get().is_standing


def test_a_partnership_that_the_school_named_cannot_be_reported_wrong(standing):
    assert not reports.may_be_reported_wrong(standing())


def test_a_partnership_cannot_be_reported_wrong_twice(report):
    report()
    partnership = Partnership.objects.get()
    report_wrong()
    with pytest.raises(ReportRefused, match="has ended"):
        reports.report_wrong(partnership=partnership, ending="mistake", by=BY)


def test_a_partnership_does_not_end_by_a_report_for_other_reasons(report):
    report()
    with pytest.raises(ValueError, match="replaced"):
        report_wrong("replaced")
