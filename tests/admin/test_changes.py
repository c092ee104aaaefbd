"""Staff correct records, and every change is kept with its reason."""

import pytest

from appropriate_bodies.models import AppropriateBody
from config.events.models import Event
from notifications.models import Email
from partnerships.models import LeadProvider, Partnership, ProviderPairing
from schools.models import Cohort, SchoolCohort, TutorAppointment
from tests.admin.pages import REASON, change, errors_of, url
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
    UserFactory,
)

pytestmark = pytest.mark.django_db

BODY = {"name": "Kent Hub", "type": "teaching_school_hub", "first_cohort": 2021, "chosen_by": "all"}


def test_a_change_is_kept_with_its_reason_and_what_stood_before(client, staff):
    body = AppropriateBodyFactory(name="Kent Hubb")
    assert change(client, body, BODY | REASON).status_code == 302
    event = Event.objects.get()
    assert event.kind == "changed in the admin"
    assert (event.by_key, event.by_words) == (f"staff:{staff.pk}", f"DfE staff ({staff.email})")
    assert (event.about_type, event.about_id) == ("appropriate body", str(body.pk))
    assert (event.before, event.after) == ({"name": "Kent Hubb"}, {"name": "Kent Hub"})
    assert event.reason == "The school wrote to us"


def test_a_change_without_a_reason_is_not_saved(client, staff):
    body = AppropriateBodyFactory(name="Kent Hubb")
    assert errors_of(change(client, body, BODY)) == ["Enter the reason for the change"]
    body.refresh_from_db()
    assert body.name == "Kent Hubb"
    assert not Event.objects.exists()


def test_a_new_record_needs_a_reason_too(client, staff):
    add = url(AppropriateBody, "add")
    assert errors_of(client.post(add, BODY)) == ["Enter the reason for the change"]
    assert client.post(add, BODY | REASON).status_code == 302
    event = Event.objects.get()
    assert (event.kind, event.before) == ("added in the admin", {})
    assert event.after["name"] == "Kent Hub"


def test_saving_without_a_change_leaves_no_event(client, staff):
    body = AppropriateBodyFactory(**BODY)
    assert change(client, body, BODY | REASON).status_code == 302
    assert not Event.objects.exists()


def test_a_change_that_cannot_be_recorded_is_not_saved(client, staff, monkeypatch):
    body = AppropriateBodyFactory(name="Kent Hubb")
    monkeypatch.setattr(Event, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change(client, body, BODY | REASON)
    body.refresh_from_db()
    assert body.name == "Kent Hubb"


def test_an_event_names_the_school_that_it_concerns(client, staff):
    answer = SchoolCohortFactory(expects_ects="no")
    change(client, answer, {"expects_ects": "unknown"} | REASON)
    event = Event.objects.get()
    assert event.school_urn == answer.school.urn
    assert (event.before, event.after) == ({"expects_ects": "no"}, {"expects_ects": "unknown"})


def test_a_lead_providers_addresses_are_part_of_its_record(client, staff):
    contact = LeadProviderContactFactory(email="old@provider.example")
    provider = contact.lead_provider
    values = {
        "name": provider.name,
        "contacts-TOTAL_FORMS": 2,
        "contacts-INITIAL_FORMS": 1,
        "contacts-0-id": contact.pk,
        "contacts-0-lead_provider": provider.pk,
        "contacts-0-email": contact.email,
        "contacts-0-DELETE": "on",
        "contacts-1-lead_provider": provider.pk,
        "contacts-1-email": "new@provider.example",
    }
    assert change(client, provider, values | REASON).status_code == 302
    event = Event.objects.get()
    [name] = event.before
    assert event.before == {name: ["old@provider.example"]}
    assert event.after == {name: ["new@provider.example"]}


# What a record may not be shows as an error


def test_an_answer_that_contradicts_itself_is_an_error(client, staff):
    answer = SchoolCohortFactory(expects_ects="yes", programme="school_led")
    values = {"expects_ects": "no", "programme": "school_led"}
    assert errors_of(change(client, answer, values | REASON)) == [
        "A school has a programme and an appropriate body only if it expects ECTs"
    ]


LEFT_BEHIND = ["End the school’s partnership for 2026 to 2027 first."]


@pytest.mark.parametrize(
    "said",
    [
        {"expects_ects": "no", "programme": ""},
        {"expects_ects": "unknown", "programme": ""},
        {"expects_ects": "yes", "programme": ""},
        {"expects_ects": "yes", "programme": "school_led"},
    ],
)
def test_an_answer_that_would_leave_a_partnership_behind_is_an_error(client, staff, said):
    partnership = PartnershipFactory()
    school, cohort = partnership.school, partnership.cohort
    answer = SchoolCohortFactory(school=school, cohort=cohort, programme="provider_led")
    assert errors_of(change(client, answer, said | REASON)) == LEFT_BEHIND
    answer.delete()
    values = {"school": school.pk, "cohort": cohort.pk} | said
    assert errors_of(client.post(url(SchoolCohort, "add"), values | REASON)) == LEFT_BEHIND
    assert Partnership.objects.get().is_standing


def test_an_answer_changes_once_its_partnership_has_ended(client, staff):
    ended = PartnershipFactory(finished_on="2999-01-01", ending="mistake")
    of_another_year = PartnershipFactory(school=ended.school, cohort=CohortFactory(start_year=2025))
    answer = SchoolCohortFactory(school=ended.school, programme="provider_led")
    assert change(client, answer, {"expects_ects": "no"} | REASON).status_code == 302
    of_another_year.refresh_from_db()
    assert of_another_year.is_standing


def test_the_body_of_a_school_with_a_partnership_is_corrected(client, staff):
    answer = SchoolCohortFactory(school=PartnershipFactory().school, programme="provider_led")
    values = {"expects_ects": "yes", "programme": "provider_led"}
    values["appropriate_body"] = AppropriateBodyFactory().pk
    assert change(client, answer, values | REASON).status_code == 302


def test_a_second_answer_of_one_school_is_an_error(client, staff):
    answer = SchoolCohortFactory()
    values = {"school": answer.school.pk, "cohort": answer.cohort.pk, "expects_ects": "yes"}
    assert len(errors_of(client.post(url(SchoolCohort, "add"), values | REASON))) == 1


def test_an_answer_that_staff_put_in_is_answered(client, staff):
    values = {"school": SchoolFactory().pk, "cohort": CohortFactory().pk, "expects_ects": "no"}
    assert client.post(url(SchoolCohort, "add"), values | REASON).status_code == 302
    answer = SchoolCohort.objects.get()
    assert answer.answered_at
    assert answer.answered_by == "DfE staff"


def test_a_report_stays_unanswered_when_its_body_alone_is_corrected(client, staff):
    reported = {"programme": "provider_led", "answered_at": None, "answered_by": ""}
    answer = SchoolCohortFactory(expects_ects="yes", **reported)
    body = AppropriateBodyFactory()
    values = {"expects_ects": "yes", "programme": "provider_led", "appropriate_body": body.pk}
    assert change(client, answer, values | REASON).status_code == 302
    answer.refresh_from_db()
    assert answer.appropriate_body == body
    assert answer.answered_at is None


def test_a_second_tutor_of_one_school_is_an_error(client, staff):
    school = TutorAppointmentFactory().school
    values = {"school": school.pk, "tutor": UserFactory().pk, "started_on": "2026-09-01"}
    assert errors_of(client.post(url(TutorAppointment, "add"), values | REASON)) == [
        "The school has an induction tutor already"
    ]


def test_an_appointment_that_ends_takes_the_tutors_links_with_it(client, staff):
    school = SchoolFactory()
    appointment = TutorAppointmentFactory(school=school, started_on="2026-09-01")
    to_tutor = InvitationFactory(school=school, recipient="tutor", sent_to="ada@school.example")
    to_office = InvitationFactory(school=school)
    change(client, appointment, {"finished_on": "2026-09-02"} | REASON)
    for invitation, version in [(to_tutor, 2), (to_office, 1)]:
        invitation.refresh_from_db()
        assert invitation.version == version


def emails_about_tutors():
    return list(Email.objects.order_by("created_at").values_list("kind", "to"))


@pytest.mark.parametrize("year", [None, 2026])
def test_someone_whom_staff_appoint_hears_of_it(client, staff, year):
    if year:
        CohortFactory(start_year=year)
    tutor = UserFactory(email="ada@school.example", first_name="")
    values = {"school": SchoolFactory().pk, "tutor": tutor.pk, "started_on": "2026-09-01"}
    assert client.post(url(TutorAppointment, "add"), values | REASON).status_code == 302
    email = Email.objects.get()
    assert (email.kind, email.to) == ("tutor-nominated", "ada@school.example")
    assert email.body.startswith("Hello\n\nYou are now the induction tutor")
    assert ("2026 to 2027" in email.body) == bool(year)


def test_someone_whose_appointment_staff_end_hears_of_it_each_time(client, staff):
    appointment = TutorAppointmentFactory(started_on="2026-09-01")
    for finished_on in ["2026-09-02", "2026-09-03", "", "2026-09-02"]:
        change(client, appointment, {"finished_on": finished_on} | REASON)
    kinds = ["tutor-replaced", "tutor-nominated", "tutor-replaced"]
    assert emails_about_tutors() == [(kind, appointment.tutor.email) for kind in kinds]
    assert "someone else" not in Email.objects.filter(kind="tutor-replaced").first().body


def test_an_appointment_of_the_past_is_news_to_nobody(client, staff):
    values = {"school": SchoolFactory().pk, "tutor": UserFactory().pk}
    period = {"started_on": "2025-09-01", "finished_on": "2026-07-31"}
    assert client.post(url(TutorAppointment, "add"), values | period | REASON).status_code == 302
    assert not Email.objects.exists()


def test_a_tutor_cannot_be_staff_nor_staff_a_tutor(client, staff):
    values = {"school": SchoolFactory().pk, "tutor": staff.pk, "started_on": "2026-09-01"}
    assert errors_of(client.post(url(TutorAppointment, "add"), values | REASON)) == [
        "This person is a member of staff, or may not sign in"
    ]
    tutor = TutorAppointmentFactory().tutor
    values = {"email": tutor.email, "is_active": "on", "is_staff": "on"}
    assert errors_of(change(client, tutor, values | REASON)) == [
        "An induction tutor cannot be a member of staff. End the appointment first."
    ]


def test_an_appointment_cannot_end_before_it_starts(client, staff):
    appointment = TutorAppointmentFactory(started_on="2026-09-01")
    early = change(client, appointment, {"finished_on": "2026-09-01"} | REASON)
    assert errors_of(early) == ["It must end after its first day"]
    assert change(client, appointment, {"finished_on": "2026-09-02"} | REASON).status_code == 302


def test_a_partnership_of_two_who_do_not_work_together_is_an_error(client, staff):
    partnership = PartnershipFactory()
    values = {
        "lead_provider": ProviderPairingFactory().lead_provider.pk,
        "delivery_partner": partnership.delivery_partner.pk,
        "status": "confirmed",
        "started_on": "2026-09-01",
    }
    assert errors_of(change(client, partnership, values | REASON)) == [
        "These two do not work together in this cohort"
    ]


def test_a_partnership_that_ends_needs_an_ending(client, staff):
    partnership = PartnershipFactory(started_on="2026-09-01")
    values = {
        "lead_provider": partnership.lead_provider.pk,
        "delivery_partner": partnership.delivery_partner.pk,
        "status": "confirmed",
        "started_on": "2026-09-01",
        "finished_on": "2026-10-01",
    }
    assert errors_of(change(client, partnership, values | REASON)) == ["Say why it ended"]
    assert change(client, partnership, values | {"ending": "mistake"} | REASON).status_code == 302
    assert not Partnership.objects.standing().exists()


def test_a_pairing_that_a_school_relies_on_is_not_changed(client, staff):
    PartnershipFactory()
    used, unused = ProviderPairing.objects.get(), ProviderPairingFactory()
    assert change(client, used, {}).status_code == 403
    values = {
        "cohort": unused.cohort.pk,
        "lead_provider": used.lead_provider.pk,
        "delivery_partner": unused.delivery_partner.pk,
    }
    assert change(client, unused, values | REASON).status_code == 302


def test_a_cohorts_year_stays_and_its_opening_may_change(client, staff):
    cohort = CohortFactory()
    values = {"start_year": 2030, "registration_opens_on": "2026-06-15"}
    assert change(client, cohort, values | REASON).status_code == 302
    assert str(Cohort.objects.get().registration_opens_on) == "2026-06-15"
    assert Cohort.objects.get().start_year == 2026


def test_a_name_that_is_taken_is_an_error(client, staff):
    AppropriateBodyFactory(**BODY)
    assert errors_of(client.post(url(AppropriateBody, "add"), BODY | REASON)) == [
        "An appropriate body with this name exists already"
    ]
    assert LeadProvider.objects.count() == 0
