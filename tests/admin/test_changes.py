"""Staff correct records, and every change is kept with its reason."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from appropriate_bodies.models import AppropriateBody
from config.accounts.models import User
from config.events.models import Event
from config.support.models import SupportRequest
from notifications.models import Email
from partnerships.models import LeadProvider, Partnership, ProviderPairing
from schools.models import Cohort, SchoolCohort, TutorAppointment
from tests.admin.test_every_model import queries_of, url
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    DraftFactory,
    EmailFactory,
    InvitationFactory,
    LeadProviderContactFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    StaffFactory,
    SupportRequestFactory,
    TutorAppointmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

REASON = {"reason_for_change": "The school wrote to us"}
BODY = {"name": "Kent Hub", "type": "teaching_school_hub", "first_cohort": 2021, "chosen_by": "all"}


def errors_of(response):
    assert response.status_code == 200, "it was saved"
    form = response.context["adminform"].form
    return [message for messages in form.errors.values() for message in messages]


def change(client, record, values, page="change"):
    return client.post(url(type(record), page, record.pk), values)


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


# People


def test_a_new_members_address_is_kept_without_capitals(client, staff):
    password = {"password1": "quite a long one", "password2": "quite a long one"}
    values = {"email": "New.Member@Education.example", "usable_password": "true"} | password
    assert client.post(url(User, "add"), values | REASON).status_code == 302
    member = User.objects.get(email="new.member@education.example")
    assert member.check_password("quite a long one")
    event = Event.objects.get()
    assert "quite a long one" not in str(event.after)
    taken = client.post(url(User, "add"), values | REASON)
    assert errors_of(taken) == ["Someone with this email address exists already"]


def test_a_password_can_be_set_and_that_it_was_is_recorded(client, staff):
    member = StaffFactory()
    page = reverse("admin:auth_user_password_change", args=[member.pk])
    assert client.get(page).status_code == 200
    new = {"password1": "another long one", "password2": "another long one"}
    assert client.post(page, new | {"usable_password": "true"}).status_code == 302
    member.refresh_from_db()
    assert member.check_password("another long one")
    assert Event.objects.get().kind == "password changed in the admin"


def test_nobody_gives_themselves_more_than_they_have(client, staff_with):
    staff_with("view_user", "change_user", "add_user")
    tutor, chief = UserFactory(), StaffFactory()
    values = {"email": tutor.email, "is_active": "on", "first_name": "New", "is_staff": "on"}
    assert change(client, tutor, values | {"is_superuser": "on"} | REASON).status_code == 302
    tutor.refresh_from_db()
    assert (tutor.first_name, tutor.is_staff, tutor.is_superuser) == ("New", False, False)
    assert change(client, chief, values | REASON).status_code == 403
    page = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert client.post(page, {}).status_code == 403


def test_what_a_group_may_do_is_changed_for_a_reason(client, staff):
    group = Group.objects.create(name="Readers")
    assert change(client, group, {"name": "Helpers"} | REASON).status_code == 302
    assert Event.objects.get().after == {"name": "Helpers"}
    assert client.get(url(Group, "delete", group.pk)).status_code == 403


# Reading


def test_an_email_shows_as_read_without_its_personal_link(client, staff):
    email = EmailFactory(body="# Hello\n\n[Answer](((link)))\n\n<script>alert(1)</script>\n")
    page = client.get(url(Email, "change", email.pk)).content.decode()
    assert "Answer (personal link)" in page
    assert "((link))" not in page
    assert "<script>alert(1)" not in page


def test_the_list_of_answers_names_bodies_without_asking_for_each(client, staff):
    def list_answers():
        return client.get(url(SchoolCohort, "changelist"))

    SchoolCohortFactory(appropriate_body=AppropriateBodyFactory())
    few = queries_of(list_answers)
    for _ in range(3):
        SchoolCohortFactory(appropriate_body=AppropriateBodyFactory())
    assert queries_of(list_answers) == few


@pytest.mark.parametrize("typed", ["St Mary’s", "saint marys", "ct1 2ab", "CT1", "100777"])
def test_a_school_is_found_by_name_postcode_and_urn(client, staff, typed):
    school = SchoolFactory(urn=100777, name="Saint Mary's School", postcode="CT1 2AB")
    SchoolFactory(urn=100888, name="Ashford School", postcode="TN24 8AA")
    listed = client.get(url(type(school), "changelist"), {"q": typed})
    assert list(listed.context["cl"].queryset) == [school]


def test_a_draft_shows_nothing_of_what_was_typed(client, staff):
    draft = DraftFactory(answers={"who": {"email": ["secret@school.example"]}})
    page = client.get(url(type(draft), "change", draft.pk)).content.decode()
    assert draft.reference in page
    assert "secret@school.example" not in page


# Help requests


def test_staff_answer_a_help_request_which_closes_it(client, staff):
    request = SupportRequestFactory()
    assert errors_of(change(client, request, {"answer": ""})) == ["Enter the answer"]
    assert change(client, request, {"answer": "It is there now."}).status_code == 302
    request.refresh_from_db()
    assert (request.answer, request.is_open) == ("It is there now.", False)
    assert request.closed_by == f"DfE staff ({staff.email})"
    assert Email.objects.get().to == request.email
    assert Event.objects.get().by_key == f"staff:{staff.pk}"
    assert change(client, request, {"answer": "Another"}).status_code == 403


def test_open_help_requests_can_be_listed(client, staff):
    waiting = SupportRequestFactory()
    SupportRequestFactory(closed_at="2026-01-01T12:00Z", closed_by="DfE staff")
    listed = client.get(url(SupportRequest, "changelist"), {"state": "open"})
    assert list(listed.context["cl"].queryset) == [waiting]
