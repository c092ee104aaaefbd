"""Who hears of a report."""

import pytest

from config.web import clock, formats
from notifications import kinds, links
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services import reports
from partnerships.services.reports import Outcome
from tests.conftest import sign_in
from tests.factories import AppropriateBodyFactory, TutorAppointmentFactory

from .situations import BY, answered, report_wrong

pytestmark = pytest.mark.django_db


def test_the_school_contact_hears_of_a_report(report, school, pairing):
    report()
    email = Email.objects.get()
    assert (email.to, email.school_urn) == (school.main_email, school.urn)
    assert pairing.lead_provider.name in email.subject
    assert pairing.delivery_partner.name in email.body
    last_day = reports.last_day_to_object(Partnership.objects.get())
    assert f"Do this by {formats.day(last_day)}." in email.body


def test_the_tutor_hears_of_a_report_instead_of_the_school_contact(report, school):
    appointment = TutorAppointmentFactory(school=school)
    report()
    assert Email.objects.get().to == appointment.tutor.email


def test_a_school_without_an_address_gets_no_email(report, school):
    school.main_email = ""
    school.save()
    assert report() == Outcome.CREATED
    assert not Email.objects.exists()


def test_each_new_fact_is_emailed_once(report, other_partner, pairing):
    report(delivery_partner=None)
    report()
    report()
    report(delivery_partner=other_partner)
    assert Email.objects.count() == 3


def test_a_school_that_has_not_answered_is_pointed_to_its_link(report, school, cohort):
    answered(school, cohort, "no")
    report()
    assert "Use the link in our email about 2026 to 2027 to tell us" in Email.objects.get().body


def test_a_school_that_has_answered_is_pointed_to_help(report, standing, school, cohort):
    answered(school, cohort, "yes", programme="provider_led")
    standing(status="proposed")
    report()
    body = Email.objects.get().body
    assert "Use the link" not in body
    assert "[Ask DfE for help](((help)))" in body


def test_a_tutor_is_led_to_where_they_answer_and_object(client, report, school):
    tutor = TutorAppointmentFactory(school=school).tutor
    report()
    email = Email.objects.get()
    assert "Use the link in our email" not in email.body
    assert set(links.PLACEHOLDER.findall(email.body)) == {"answer", "wrong", "help"}
    sign_in(client, tutor)
    headings = {
        "answer": "Do you expect any ECTs or mentors to start training in 2026 to 2027?",
        "wrong": "What is wrong?",
    }
    for name, heading in headings.items():
        page = client.get(links.mint(email)[name].removeprefix("http://testserver")).page
        assert heading in page.h1.text


def test_a_tutor_who_has_answered_is_only_led_to_objecting(report, standing, school, cohort):
    body = AppropriateBodyFactory()
    answered(school, cohort, "yes", programme="provider_led", appropriate_body=body)
    standing(status="proposed", delivery_partner=None)
    TutorAppointmentFactory(school=school)
    Partnership.objects.update(reported_at=clock.now())
    report()
    placeholders = links.PLACEHOLDER.findall(Email.objects.get().body)
    assert placeholders == ["wrong", "help"]


def test_a_tutor_who_has_named_no_body_is_led_to_naming_it(client, report, school, cohort):
    answered(school, cohort, "yes")
    tutor = TutorAppointmentFactory(school=school).tutor
    report()
    email = Email.objects.get()
    assert "You do not need to do anything" not in email.body
    assert links.PLACEHOLDER.findall(email.body) == ["answer", "wrong", "help"]
    sign_in(client, tutor)
    page = client.get(links.mint(email)["answer"].removeprefix("http://testserver")).page
    assert "appropriate body" in page.h1.text


def test_a_school_without_a_tutor_that_has_named_no_body_still_needs_to(report, school, cohort):
    answered(school, cohort, "yes")
    report()
    body = Email.objects.get().body
    assert "You do not need to do anything" not in body
    assert "Your induction tutor still needs to tell us who your appropriate body is" in body


def test_a_school_that_has_said_it_all_does_not_need_to_do_anything(report, school, cohort):
    answered(school, cohort, "yes", appropriate_body=AppropriateBodyFactory())
    report()
    assert "You do not need to do anything" in Email.objects.get().body


def test_a_tutor_cannot_sign_in_for_a_cohort_that_is_not_open(report, school, cohort):
    TutorAppointmentFactory(school=school)
    cohort.registration_opens_on = None
    cohort.save()
    report()
    assert links.PLACEHOLDER.findall(Email.objects.get().body) == ["help"]


def test_the_link_to_help_is_made_when_the_email_is_sent(report):
    report()
    assert links.mint(Email.objects.get())["help"] == "http://testserver/help/"


def test_a_report_that_has_ended_is_not_emailed_any_more(report):
    report()
    report_wrong()
    with pytest.raises(kinds.NoLongerNeeded):
        kinds.get("partnership-reported").links(Email.objects.get())


def test_a_quiet_report_emails_nobody(school, cohort, pairing):
    reports.report(
        school=school,
        cohort=cohort,
        lead_provider=pairing.lead_provider,
        delivery_partner=None,
        by=BY,
        quiet=True,
    )
    assert Partnership.objects.exists()
    assert not Email.objects.exists()
