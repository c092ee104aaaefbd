"""What follows from a lead provider’s report."""

from datetime import date, timedelta

import pytest

from config.events.models import Event
from config.web import clock
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services.reports import Outcome
from schools.models import SchoolCohort

from .situations import answered, set_today, the_answer

pytestmark = pytest.mark.django_db


def test_a_report_makes_a_confirmed_partnership(report, school, cohort, pairing):
    assert report() == Outcome.CREATED
    partnership = Partnership.objects.get()
    assert partnership.is_standing
    assert partnership.is_confirmed
    assert partnership.reported_at
    assert (partnership.school, partnership.cohort) == (school, cohort)
    assert partnership.delivery_partner == pairing.delivery_partner
    event = Event.objects.get(kind="partnership confirmed")
    assert (event.school_urn, event.by_key) == (school.urn, "command:tests")


def test_the_first_partnership_covers_the_cohort_from_its_first_day(report):
    report()
    assert Partnership.objects.get().started_on == date(2026, 6, 1)


def test_a_partnership_reported_ahead_starts_today(report, settings):
    set_today(settings, date(2026, 3, 1))
    report()
    assert Partnership.objects.get().started_on == date(2026, 3, 1)


def test_a_report_may_leave_the_delivery_partner_open(report):
    assert report(delivery_partner=None) == Outcome.CREATED
    assert Partnership.objects.get().delivery_partner is None


@pytest.mark.parametrize("expects_ects", ["no", "unknown"])
def test_a_report_takes_the_place_of_no_and_not_known(report, school, cohort, expects_ects):
    answered(school, cohort, expects_ects)
    report()
    assert the_answer() == ("yes", "provider_led", False)
    assert Partnership.objects.get().answer_before == expects_ects
    before = Event.objects.get(kind="answer changed by a report").before
    assert before["expects ECTs"] == expects_ects
    assert before["answered by"] == "School contact"


def test_a_report_takes_the_place_of_silence(report):
    report()
    assert the_answer() == ("yes", "provider_led", False)
    assert Partnership.objects.get().answer_before == ""


def test_a_report_completes_a_yes_that_said_no_more(report, school, cohort):
    answer = answered(school, cohort, "yes")
    report()
    assert the_answer() == ("yes", "provider_led", True)
    assert SchoolCohort.objects.get().answered_at == answer.answered_at


def test_a_report_leaves_a_school_alone_that_is_provider_led_already(report, school, cohort):
    answer = answered(school, cohort, "yes", programme="provider_led")
    report()
    assert SchoolCohort.objects.get().answered_at == answer.answered_at
    assert not Event.objects.filter(kind="answer changed by a report").exists()


def test_repeating_a_partnership_that_stands_changes_nothing(report, standing):
    partnership = standing()
    assert report() == Outcome.UNCHANGED
    assert report(delivery_partner=None) == Outcome.UNCHANGED
    assert Partnership.objects.get() == partnership
    assert not Event.objects.exists()
    assert not Email.objects.exists()


@pytest.mark.parametrize("names_partner", [True, False])
def test_a_report_confirms_what_the_school_proposed(report, standing, names_partner):
    partnership = standing(status="proposed")
    partner = partnership.delivery_partner
    assert report(delivery_partner=partner if names_partner else None) == Outcome.CHANGED
    partnership.refresh_from_db()
    assert partnership.is_confirmed
    assert partnership.delivery_partner == partner
    assert Event.objects.get(kind="partnership confirmed").before["status"] == "proposed"


@pytest.mark.parametrize("status", ["proposed", "confirmed"])
def test_a_report_fills_in_a_delivery_partner_not_known_before(report, standing, pairing, status):
    partnership = standing(status=status, delivery_partner=None)
    assert report() == Outcome.CHANGED
    partnership.refresh_from_db()
    assert partnership.is_confirmed
    assert partnership.delivery_partner == pairing.delivery_partner


@pytest.mark.parametrize("status", ["proposed", "confirmed"])
def test_a_report_replaces_another_delivery_partner(report, standing, other_partner, status):
    before = standing(status=status, started_on=clock.today() - timedelta(days=30))
    assert report(delivery_partner=other_partner) == Outcome.CHANGED
    before.refresh_from_db()
    assert (before.finished_on, before.ending) == (clock.today(), "replaced")
    after = Partnership.objects.standing().get()
    assert (after.delivery_partner, after.started_on) == (other_partner, clock.today())


def test_a_delivery_partner_replaced_on_its_first_day_was_never_there(
    report, other_partner, settings
):
    set_today(settings, date(2026, 3, 1))
    report()
    report(delivery_partner=other_partner)
    assert Partnership.objects.not_removed().get().delivery_partner == other_partner
    assert Partnership.objects.filter(ending="replaced").exclude(removed_at=None).exists()


def test_the_answer_before_the_first_report_is_remembered_by_the_next(
    report, school, cohort, other_partner
):
    answered(school, cohort, "no")
    report()
    report(delivery_partner=other_partner)
    assert Partnership.objects.standing().get().answer_before == "no"


def test_what_the_school_has_said_since_a_report_is_the_answer_before_the_next(
    report, school, cohort, other_partner
):
    answered(school, cohort, "no")
    report()
    SchoolCohort.objects.update(answered_at=clock.now(), answered_by="Tutor")
    report(delivery_partner=other_partner)
    assert Partnership.objects.standing().get().answer_before == ""


def test_a_report_that_adds_a_delivery_partner_can_be_wrong_anew(report):
    report(delivery_partner=None)
    Partnership.objects.update(reported_at=clock.now() - timedelta(days=200))
    report()
    assert Partnership.objects.get().reported_at.date() == clock.now().date()
