"""Reports that do not fit what we know."""

import threading
import time
from datetime import date

import pytest
from django.db import connections

from config.events.models import Event
from config.web import clock
from config.web.errors import Refused
from partnerships.models import Partnership
from partnerships.services.partnerships import NotOffered
from partnerships.services.reports import Outcome, ReportRefused
from schools.models import SchoolCohort
from tests.factories import (
    DeliveryPartnerFactory,
    PartnershipFactory,
    ProviderPairingFactory,
)

from .situations import answered, the_answer

pytestmark = pytest.mark.django_db


def test_a_closed_school_has_no_partnership(report, school):
    school.status_code = 2
    school.save()
    with pytest.raises(ReportRefused, match="is closed"):
        report()


def test_a_school_that_is_not_funded_has_no_partnership(report, school):
    school.type_code = 10
    school.save()
    with pytest.raises(ReportRefused, match="is not funded"):
        report()


@pytest.mark.parametrize("status", ["proposed", "confirmed"])
def test_another_lead_providers_partnership_is_in_the_way(report, school, cohort, status):
    other = PartnershipFactory(school=school, cohort=cohort, status=status)
    with pytest.raises(ReportRefused, match=f"has a {status} partnership with"):
        report()
    assert Partnership.objects.get() == other


def test_another_lead_providers_partnership_that_ended_is_not(report, school, cohort):
    PartnershipFactory(
        school=school,
        cohort=cohort,
        started_on=date(2026, 6, 1),
        finished_on=date(2026, 9, 1),
        ending="other_provider",
    )
    assert report() == Outcome.CREATED
    assert Partnership.objects.standing().get().started_on == clock.today()


def test_another_programme_is_in_the_way(report, school, cohort):
    answered(school, cohort, "yes", programme="school_led")
    with pytest.raises(ReportRefused, match="chose “Design and deliver your own training"):
        report()
    assert the_answer() == ("yes", "school_led", True)


def test_providers_that_are_not_offered_are_refused_and_nothing_is_kept(report, pairing):
    last_year = ProviderPairingFactory(cohort__start_year=2025)
    with pytest.raises(NotOffered, match="does not offer training in 2026 to 2027"):
        report(lead_provider=last_year.lead_provider, delivery_partner=None)
    with pytest.raises(NotOffered, match="does not work with"):
        report(delivery_partner=last_year.delivery_partner)
    assert not SchoolCohort.objects.exists()
    assert not Event.objects.exists()


def test_a_delivery_partner_that_is_not_offered_is_not_filled_in(report, standing):
    partnership = standing(delivery_partner=None)
    with pytest.raises(NotOffered):
        report(delivery_partner=DeliveryPartnerFactory())
    partnership.refresh_from_db()
    assert partnership.delivery_partner is None


@pytest.mark.django_db(transaction=True)
def test_of_two_lead_providers_who_report_at_once_one_is_refused(
    report, pairing, cohort, monkeypatch
):
    other = ProviderPairingFactory(cohort=cohort)
    nearly_done, outcomes = threading.Event(), []

    def dawdle(*args, **kwargs):
        nearly_done.set()
        time.sleep(0.5)

    def report_for(chosen):
        try:
            outcomes.append(
                report(lead_provider=chosen.lead_provider, delivery_partner=chosen.delivery_partner)
            )
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    monkeypatch.setattr("partnerships.emails.reports.partnership_reported", dawdle)
    first = threading.Thread(target=report_for, args=[pairing])
    first.start()
    assert nearly_done.wait(20)
    report_for(other)
    first.join()
    assert outcomes == ["created", "refused"]
    assert Partnership.objects.get().lead_provider == pairing.lead_provider
