"""A closed school's tutor, answers and partnerships go on at the school that took its place."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.events.models import Event
from config.events.services import Actor
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services import reports
from schools import links
from schools.services import invitations
from tests.conftest import sign_in
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    InvitationFactory,
    LeadProviderContactFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

from .handing_over import (
    CLOSED_ON,
    FIRST_DAY,
    LONG_AGO,
    TODAY,
    closed,
    closed_and_new,
    ect_of,
    full_school,
    hand_over,
    linked,
    mentored,
    set_up,
)
from .handing_over import _september as _september

pytestmark = pytest.mark.django_db


# The induction tutor


def test_the_tutor_is_that_of_the_new_school_from_the_day_after(capsys):
    old, new = closed_and_new()
    before = old.find_appointment()
    hand_over(capsys)
    before.refresh_from_db()
    after = new.find_appointment()
    assert (before.started_on, before.finished_on) == (LONG_AGO, FIRST_DAY)
    assert (after.tutor, after.started_on, after.finished_on) == (before.tutor, FIRST_DAY, None)


def test_a_tutor_who_was_named_after_the_closing_is_that_of_the_new_school_alone(capsys):
    old, new = closed(), SchoolFactory()
    linked(old, new)
    before = TutorAppointmentFactory(school=old, started_on=TODAY)
    hand_over(capsys)
    before.refresh_from_db()
    assert before.removed_at
    assert new.find_appointment().started_on == TODAY


def test_the_tutor_finds_the_new_school_and_not_the_old(client, capsys):
    old, new = full_school()
    sign_in(client, old.find_tutor())
    hand_over(capsys)
    assert client.get(reverse("home:schools")).url == reverse("home:school", args=[new.urn])
    assert client.get(reverse("home:school", args=[new.urn])).status_code == 200
    assert client.get(reverse("home:school", args=[old.urn])).status_code == 404


def test_the_tutor_of_a_school_that_waits_still_sees_it(client, capsys):
    old = closed(name="Sandhills School")
    sign_in(client, TutorAppointmentFactory(school=old).tutor)
    hand_over(capsys)
    page = client.get(reverse("home:school", args=[old.urn])).page
    assert "This school closed on 31 August 2026." in page.text


def test_links_to_the_tutor_say_that_the_school_has_closed(client, capsys):
    old, new = closed_and_new()
    invitation = InvitationFactory(school=old, cohort=CohortFactory(), recipient="tutor")
    token = links.token_for(invitation)
    hand_over(capsys)
    page = client.get(reverse("partnerships:invitation", args=[token])).page
    assert "closed" in page.text
    assert new.name in page.text
    version = invitation.version
    invitation.refresh_from_db()
    assert invitation.version == version + 1


# Answers


def test_answers_are_copied_as_they_were_given(capsys):
    old, new = closed_and_new()
    body = AppropriateBodyFactory()
    set_up(old, body=body)
    told = SchoolCohortFactory(
        school=old, cohort=CohortFactory(start_year=2026), expects_ects="no", answered_by="Grace"
    )
    hand_over(capsys)
    led = new.cohorts.get(cohort__start_year=2025)
    assert (led.programme, led.appropriate_body) == ("provider_led", body)
    no = new.cohorts.get(cohort__start_year=2026)
    assert (no.expects_ects, no.answered_at, no.answered_by) == ("no", told.answered_at, "Grace")
    assert old.cohorts.count() == 2
    assert invitations.to_invite(no.cohort).filter(pk=new.pk).count() == 0


def test_a_body_that_the_new_school_may_not_choose_is_left_out(capsys):
    old, new = closed_and_new()
    body = AppropriateBodyFactory(chosen_by="overseas")
    set_up(old, body=body)
    said = hand_over(capsys)
    assert new.cohorts.get().appropriate_body is None
    assert "cannot choose the appropriate body that stood for 2025 to 2026" in said
    assert (
        "Tell us who your appropriate body is." in Email.objects.get(kind="school-taken-over").body
    )


# Partnerships


@pytest.mark.parametrize("status", ["proposed", "confirmed"])
def test_a_partnership_ends_and_goes_on_with_the_same_status(capsys, status):
    old, new = closed_and_new()
    before = set_up(old, status=status)
    hand_over(capsys)
    before.refresh_from_db()
    assert (before.finished_on, before.ending) == (FIRST_DAY, "handed_over")
    after = new.partnerships.get()
    assert (after.started_on, after.finished_on, after.status) == (FIRST_DAY, None, status)
    assert after.has_providers(before.lead_provider, before.delivery_partner)


def test_a_partnership_that_began_after_the_closing_is_the_new_schools_alone(capsys):
    old, new = closed_and_new()
    SchoolCohortFactory(school=old, cohort=CohortFactory(), programme="provider_led")
    before = PartnershipFactory(school=old, started_on=TODAY)
    hand_over(capsys)
    before.refresh_from_db()
    assert before.removed_at
    assert new.partnerships.get().started_on == TODAY


def test_a_partnership_that_had_ended_stays_where_it_was(capsys):
    old, new = closed_and_new()
    set_up(old, finished_on=CLOSED_ON, ending="replaced")
    hand_over(capsys)
    assert not new.partnerships.exists()
    assert old.partnerships.get().ending == "replaced"


def test_a_report_that_is_wrong_can_still_be_reported_at_the_new_school(capsys):
    old, new = closed_and_new()
    before = set_up(
        old, year=2026, reported_at=timezone.now() - timedelta(days=30), answer_before="no"
    )
    hand_over(capsys)
    after = new.partnerships.get()
    assert (after.reported_at, after.answer_before) == (before.reported_at, "no")
    assert reports.may_be_reported_wrong(after)
    reports.report_wrong(partnership=after, ending="mistake", by=Actor.command("tests"))
    after.refresh_from_db()
    assert after.ending == "mistake"
    before.refresh_from_db()
    assert before.ending == "handed_over"


# What is on record, and who is told


def test_it_is_on_record_at_both_schools(capsys):
    old, new = full_school()
    hand_over(capsys)
    kinds = {
        urn: set(Event.objects.filter(school_urn=urn).values_list("kind", flat=True))
        for urn in (old.urn, new.urn)
    }
    assert kinds[old.urn] == {
        "induction tutor handed over",
        "partnership ended",
        "ECT handed over",
        "mentor handed over",
        "school handed over",
    }
    assert kinds[new.urn] == {
        "induction tutor appointed",
        "answer taken over",
        "partnership taken over",
        "ECT taken over",
        "mentor taken over",
        "school taken over",
    }
    assert {event.by_key for event in Event.objects.all()} == {"command:hand_over_closed_schools"}


def emails(kind):
    """Those of a kind, by address."""
    return {email.to: email.body for email in Email.objects.filter(kind=kind)}


def test_the_tutor_is_told_once(capsys):
    old, new = full_school()
    tutor = old.find_tutor()
    hand_over(capsys)
    hand_over(capsys)
    [[to, body]] = emails("school-taken-over").items()
    assert to == tutor.email
    assert f"{old.name} (URN {old.urn}) closed on 31 August 2026." in body
    assert f"{new.name} (URN {new.urn}) took its place." in body
    assert "You are now the induction tutor for the new school" in body
    assert "* early career teachers (ECTs): 1\n* mentors: 1" in body
    assert "Tell us who your appropriate body is." not in body
    assert not emails("tutor-nominated")
    assert not emails("tutor-replaced")


def test_without_a_tutor_the_new_schools_contact_is_told_how_to_name_one(capsys):
    old, new = closed(), SchoolFactory()
    linked(old, new)
    set_up(old)
    hand_over(capsys)
    [[to, body]] = emails("school-taken-over").items()
    assert to == new.contact_email
    assert "The new school has no induction tutor in our records" in body
    assert "moved these people" not in body


def test_nobody_is_told_of_answers_alone(capsys):
    old, new = closed(), SchoolFactory()
    linked(old, new)
    SchoolCohortFactory(school=old, expects_ects="no")
    hand_over(capsys)
    assert new.cohorts.exists()
    assert not Email.objects.exists()


def test_without_any_address_nobody_is_told(capsys):
    old, new = closed(), SchoolFactory(main_email="")
    linked(old, new)
    set_up(old)
    hand_over(capsys)
    assert new.partnerships.exists()
    assert not emails("school-taken-over")


def test_each_lead_provider_is_told_once_of_all_years(capsys):
    old, new = closed_and_new()
    first = set_up(old, year=2025)
    cohort = CohortFactory(start_year=2026)
    pairing = ProviderPairingFactory(cohort=cohort, lead_provider=first.lead_provider)
    SchoolCohortFactory(school=old, cohort=cohort, programme="provider_led")
    PartnershipFactory(
        school=old, cohort=cohort, pairing=pairing, status="proposed", started_on=TODAY
    )
    contact = first.lead_provider.contacts.get()
    hand_over(capsys)
    [[to, body]] = emails("partnerships-handed-over").items()
    assert to == contact.email
    assert (
        f"* 2026 to 2027, delivery partner: {pairing.delivery_partner.name}"
        " (confirm it in your next list)\n"
        f"* 2025 to 2026, delivery partner: {first.delivery_partner.name}\n" in body
    )
    assert "have ended" not in body
    assert f"Use the URN {new.urn} from now on" in body


def test_a_lead_provider_of_someone_alone_is_told_too(capsys):
    old, _ = closed_and_new()
    set_up(old)
    ects = [ect_of(old), ect_of(old)]
    told, stopped = [], []
    for ect, state, found in zip(ects, ["training", "stopped"], [told, stopped], strict=True):
        pairing = ProviderPairingFactory(cohort=ect.cohort)
        found.append(LeadProviderContactFactory(lead_provider=pairing.lead_provider).email)
        TrainingFactory(
            ect=ect,
            started_on=LONG_AGO,
            state=state,
            lead_provider=pairing.lead_provider,
            delivery_partner=pairing.delivery_partner,
        )
    hand_over(capsys)
    assert {*told} < {*emails("partnerships-handed-over")}
    assert not {*stopped} & {*emails("partnerships-handed-over")}


def test_what_had_been_said_on_the_last_day_of_the_old_school_still_holds_then(capsys):
    old, _ = full_school()
    mentored(old)
    hand_over(capsys)
    held = Partnership.objects.filter(school=old, started_on__lte=CLOSED_ON)
    assert held.filter(finished_on__gt=CLOSED_ON).count() == 1
    assert old.ects.filter(started_on__lte=CLOSED_ON, finished_on=date(2026, 9, 1)).count() == 2
