"""A school answers its invitation."""

import pytest

from config.accounts.models import User
from notifications.models import Email
from partnerships.models import Partnership
from schools.models import SchoolCohort
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    InvitationFactory,
    LeadProviderContactFactory,
    LeadProviderFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    StaffFactory,
    UserFactory,
)

from .situations import Walk, hub, provider_led_last_year, reported, tutored

pytestmark = pytest.mark.django_db


def sent():
    """Every email written, as (kind, address)."""
    return sorted(Email.objects.values_list("kind", "to"))


def answer_of(school):
    return school.cohorts.get(cohort__start_year=2026)


# The yearly question


def test_no_is_recorded_and_asks_nothing_else(client):
    walk = Walk(client)
    assert walk.answer("expects-ects", expects_ects="no") == "check-answers"
    page = walk.confirm()
    assert "You do not need to do anything else for 2026 to 2027" in page.text
    answered = answer_of(walk.invitation.school)
    assert (answered.expects_ects, answered.programme) == ("no", "")
    assert answered.is_settled
    assert sent() == [("answer-received", walk.invitation.sent_to)]


def test_a_school_without_a_tutor_that_does_not_know_yet_nominates_one(client):
    walk = Walk(client)
    assert walk.answer("expects-ects", expects_ects="unknown") == "nominate-tutor"
    assert walk.nominate() == "check-answers"
    walk.confirm()
    assert not answer_of(walk.invitation.school).is_settled
    assert walk.invitation.school.find_tutor().email == "ada@school.example"


def test_a_school_that_does_not_know_yet_may_answer_later(client):
    school = SchoolFactory()
    tutored(school)
    invitation = InvitationFactory(school=school, recipient="tutor")
    walk = Walk(client, invitation)
    walk.answer("expects-ects", expects_ects="unknown")
    walk.confirm()
    again = Walk(client, invitation)
    again.answer("expects-ects", expects_ects="no")
    again.confirm()
    assert answer_of(school).expects_ects == "no"


def test_a_school_with_a_tutor_and_nothing_to_confirm_leaves_the_set_up_to_the_tutor(client):
    school = SchoolFactory()
    tutor = tutored(school)
    walk = Walk(client, school=school, recipient="tutor", sent_to=tutor.email)
    assert walk.answer("expects-ects", expects_ects="yes") == "check-answers"
    assert (
        "you will set up the training, as the induction tutor"
        in walk.get("check-answers").page.text
    )
    walk.confirm()
    answered = answer_of(school)
    assert (answered.expects_ects, answered.programme) == ("yes", "")
    assert sent() == [("answer-received", tutor.email), ("set-up-training", tutor.email)]


# Last year's partnership


def test_continuing_keeps_the_partnership_and_its_status(client):
    last = provider_led_last_year(status="confirmed")
    tutor = tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor", sent_to=tutor.email)
    body = hub()
    assert walk.answer("expects-ects", expects_ects="yes") == "continue"
    providers = f"{last.lead_provider} and {last.delivery_partner}"
    assert walk.heading("continue") == f"Do you want to continue with {providers}?"
    assert walk.answer("continue", goes_on="yes") == "appropriate-body-type"
    assert (
        walk.answer("appropriate-body-type", body_type="teaching_school_hub") == "appropriate-body"
    )
    assert walk.answer("appropriate-body", appropriate_body=body.pk) == "check-answers"
    assert walk.rows() == {
        "ECTs or mentors expected?": "Yes",
        "Lead provider": last.lead_provider.name,
        "Delivery partner": last.delivery_partner.name,
        "Type of appropriate body": "Teaching school hub",
        "Appropriate body": body.name,
    }
    page = walk.confirm()
    assert "You can now register your ECTs and mentors" in page.text
    answered = answer_of(last.school)
    assert (answered.programme, answered.appropriate_body) == ("provider_led", body)
    partnership = last.school.partnerships.get(cohort__start_year=2026)
    assert partnership.status == "confirmed"
    assert partnership.is_standing
    assert (partnership.lead_provider, partnership.delivery_partner) == (
        last.lead_provider,
        last.delivery_partner,
    )
    contact = last.lead_provider.contacts.get().email
    assert sent() == sorted([("answer-received", tutor.email), ("partnership-continued", contact)])


def test_continuing_a_proposed_partnership_leaves_it_proposed(client):
    last = provider_led_last_year(status="proposed")
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="yes")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    assert last.school.partnerships.get(cohort__start_year=2026).status == "proposed"


def test_without_a_delivery_partner_only_the_lead_provider_is_named(client):
    pairing = ProviderPairingFactory()
    last = PartnershipFactory(
        cohort=CohortFactory(start_year=2025),
        lead_provider=pairing.lead_provider,
        delivery_partner=None,
    )
    SchoolCohortFactory(school=last.school, cohort=last.cohort, programme="provider_led")
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.heading("continue") == f"Do you want to continue with {last.lead_provider}?"
    walk.answer("continue", goes_on="yes")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    assert walk.rows()["Delivery partner"] == "Not known yet"
    walk.confirm()
    assert last.school.partnerships.get(cohort__start_year=2026).delivery_partner is None


def test_a_different_lead_provider_is_proposed_and_the_old_one_told(client):
    last = provider_led_last_year()
    new = ProviderPairingFactory()
    new_contact = LeadProviderContactFactory(lead_provider=new.lead_provider)
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.answer("continue", goes_on="no") == "what-is-changing"
    assert walk.answer("what-is-changing", changes="lead_provider") == "lead-provider"
    assert walk.choices("lead-provider") == [new.lead_provider.name]
    assert walk.answer("lead-provider", lead_provider=new.lead_provider.pk) == "delivery-partner"
    assert walk.choices("delivery-partner") == [new.delivery_partner.name, "We do not know yet"]
    walk.answer("delivery-partner", delivery_partner=new.delivery_partner.pk)
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    partnership = last.school.partnerships.get(cohort__start_year=2026)
    assert partnership.status == "proposed"
    assert partnership.delivery_partner == new.delivery_partner
    assert ("partnership-proposed", new_contact.email) in sent()
    assert ("partnership-left", last.lead_provider.contacts.get().email) in sent()


def test_the_same_lead_provider_with_a_different_delivery_partner(client):
    last = provider_led_last_year()
    other = ProviderPairingFactory(lead_provider=last.lead_provider)
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="no")
    assert walk.answer("what-is-changing", changes="delivery_partner") == "delivery-partner"
    assert walk.choices("delivery-partner") == [other.delivery_partner.name, "We do not know yet"]
    walk.answer("delivery-partner", delivery_partner="not_known")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    partnership = last.school.partnerships.get(cohort__start_year=2026)
    assert (partnership.lead_provider, partnership.delivery_partner) == (last.lead_provider, None)
    assert partnership.status == "proposed"
    kinds = {kind for kind, _ in sent()}
    assert "partnership-left" not in kinds


def test_another_programme_ends_the_tie_to_the_lead_provider(client):
    last = provider_led_last_year()
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="no")
    assert walk.answer("what-is-changing", changes="programme") == "programme"
    assert walk.choices("programme") == ["Design and deliver your own training programme"]
    assert walk.answer("programme", programme="school_led") == "appropriate-body-type"
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    assert answer_of(last.school).programme == "school_led"
    assert not last.school.partnerships.filter(cohort__start_year=2026).exists()
    assert ("partnership-left", last.lead_provider.contacts.get().email) in sent()


def test_a_lead_provider_that_has_stopped_is_said_to_have_stopped(client):
    last = provider_led_last_year(offered=False)
    new = ProviderPairingFactory()
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "no-longer-offered"
    heading = f"{last.lead_provider} does not offer training in 2026 to 2027"
    assert walk.heading("no-longer-offered") == heading
    assert walk.answer("no-longer-offered") == "what-is-changing"
    assert len(walk.choices("what-is-changing")) == 2
    walk.answer("what-is-changing", changes="lead_provider")
    walk.answer("lead-provider", lead_provider=new.lead_provider.pk)
    walk.answer("delivery-partner", delivery_partner="not_known")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    assert {kind for kind, _ in sent()} == {"answer-received"}


def test_a_delivery_partner_that_has_left_is_said_to_have_left(client):
    last = provider_led_last_year(offered=False)
    ProviderPairingFactory(lead_provider=last.lead_provider)
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "no-longer-offered"
    assert "do not work together in 2026 to 2027" in walk.heading("no-longer-offered")
    walk.answer("no-longer-offered")
    assert len(walk.choices("what-is-changing")) == 3


def test_an_ended_partnership_is_not_asked_about(client):
    last = provider_led_last_year()
    last.ending = "mistake"
    last.end(last.started_on)
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "check-answers"


def test_a_school_that_is_no_longer_funded_is_not_asked_to_continue(client):
    last = provider_led_last_year(school=SchoolFactory(type_code=11, section_41=False))
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "check-answers"


# The appropriate body


@pytest.fixture
def at_body_type(client):
    def walk_there(**school):
        last = provider_led_last_year(school=SchoolFactory(**school))
        tutored(last.school)
        walk = Walk(client, school=last.school, recipient="tutor")
        walk.answer("expects-ects", expects_ects="yes")
        walk.answer("continue", goes_on="yes")
        return walk

    return walk_there


def test_each_school_is_offered_its_types_of_body_only(at_body_type):
    hub()
    AppropriateBodyFactory(type="local_authority", last_cohort=2022)
    AppropriateBodyFactory(type="national", name="IStip", chosen_by="independent")
    AppropriateBodyFactory(type="national", name="ESP", chosen_by="overseas")
    walk = at_body_type()
    assert walk.choices("appropriate-body-type") == [
        "Teaching school hub",
        "We have not appointed one yet",
    ]
    walk = at_body_type(type_code=10, section_41=True)
    walk.answer("appropriate-body-type", body_type="national")
    assert walk.choices("appropriate-body") == ["IStip"]


def test_a_body_that_is_not_listed_is_explained_and_saved_as_not_appointed(at_body_type):
    hub()
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    assert walk.answer("appropriate-body", body_not_listed="on") == "body-not-listed"
    assert walk.answer("body-not-listed") == "check-answers"
    assert walk.rows()["Appropriate body"] == "Not listed, so none appointed"
    walk.confirm()
    assert answer_of(walk.invitation.school).appropriate_body is None


def test_choosing_a_body_after_all_forgets_that_it_was_not_listed(at_body_type):
    body = hub()
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    walk.answer("appropriate-body", body_not_listed="on")
    assert walk.answer("appropriate-body", appropriate_body=body.pk) == "check-answers"
    walk.confirm()
    assert answer_of(walk.invitation.school).appropriate_body == body


def test_a_body_typed_but_not_in_the_list_is_refused_and_kept(at_body_type):
    body = hub()
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    response = walk.post(
        "appropriate-body",
        **{"appropriate_body": body.pk, "appropriate_body-typed": "Albany Hub"},
    )
    assert "Select an appropriate body from the list" in response.page.text
    assert response.page.select_one("select")["data-type-ahead"] == "Albany Hub"
    typed = {"appropriate_body": "", "appropriate_body-typed": " alban teaching SCHOOL hub"}
    assert walk.answer("appropriate-body", **typed) == "check-answers"


def test_changing_the_type_asks_for_the_body_again(at_body_type):
    body = hub()
    other = AppropriateBodyFactory(type="national", name="National Body")
    walk = at_body_type()
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    walk.answer("appropriate-body", appropriate_body=body.pk)
    following = walk.answer("appropriate-body-type", change=True, body_type="national")
    assert following == "appropriate-body"
    walk.answer("appropriate-body", change=True, appropriate_body=other.pk)
    assert walk.rows()["Appropriate body"] == "National Body"


# The induction tutor


def test_a_new_school_nominates_its_tutor(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.nominate(email=" Zoë.x@school.example".replace("ë", "e")) == "check-answers"
    page = walk.get("check-answers").page
    assert page.select_one(".app-large-value").text.strip() == "Zoe.x@school.example"
    walk.confirm()
    tutor = walk.invitation.school.find_tutor()
    assert (tutor.email, tutor.full_name) == ("zoe.x@school.example", "Ada Lovelace")
    assert not tutor.has_usable_password()
    assert ("tutor-nominated", "zoe.x@school.example") in sent()
    assert "_auth_user_id" not in client.session


def test_a_person_we_know_keeps_the_name_on_record(client):
    known = UserFactory(first_name="Katherine", last_name="Johnson")
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    walk.nominate(email=known.email.upper())
    assert "Katherine" not in walk.get("check-answers").page.text
    walk.confirm()
    assert walk.invitation.school.find_tutor() == known
    known.refresh_from_db()
    assert known.full_name == "Katherine Johnson"


@pytest.mark.parametrize("make", [StaffFactory, lambda: UserFactory(is_active=False)])
def test_an_address_that_cannot_be_a_tutors_stops_without_saying_why(client, make):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    person = make()
    assert walk.nominate(email=person.email) == "cannot-be-tutor"
    page = walk.get("cannot-be-tutor").page
    assert person.first_name not in page.text
    assert page.select_one("main a[href*='/help/']")
    assert walk.nominate() == "check-answers"


def test_a_link_to_the_contact_of_a_school_with_a_tutor_asks_about_the_tutor_first(client):
    school = SchoolFactory()
    tutored(school)
    walk = Walk(client, school=school)
    assert walk.heading("still-your-tutor") == "Is Grace Hopper still your induction tutor?"
    assert walk.answer("still-your-tutor", still_tutor="yes") == "expects-ects"
    assert walk.answer("expects-ects", expects_ects="yes") == "check-answers"


def test_a_tutor_who_has_gone_is_replaced_and_told_and_loses_their_links(client):
    school = SchoolFactory()
    old = tutored(school)
    theirs = Walk(client, school=school, recipient="tutor", sent_to=old.email)
    walk = Walk(client, school=school)
    walk.answer("still-your-tutor", still_tutor="no")
    assert walk.answer("expects-ects", expects_ects="no") == "nominate-tutor"
    walk.nominate()
    assert "Grace Hopper will no longer be" in walk.get("check-answers").page.text
    walk.confirm()
    assert school.find_tutor().email == "ada@school.example"
    assert ("tutor-replaced", old.email) in sent()
    assert ("tutor-nominated", "ada@school.example") in sent()
    assert client.get(theirs.landing_url).status_code == 410
    assert client.get(walk.landing_url).status_code == 200


def test_naming_the_tutor_we_know_again_changes_nothing(client):
    school = SchoolFactory()
    tutor = tutored(school)
    walk = Walk(client, school=school)
    walk.answer("still-your-tutor", still_tutor="no")
    walk.answer("expects-ects", expects_ects="no")
    walk.nominate(email=tutor.email)
    walk.confirm()
    assert school.appointments.get().tutor == tutor
    assert {kind for kind, _ in sent()} == {"answer-received"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"tutor_first_name": " "}, "Enter a first name"),
        ({"tutor_last_name": "http://evil.example"}, "Last name must only include letters"),
        ({"tutor_email": "ada"}, "Enter an email address in the correct format"),
        ({"tutor_email": "a..b@school.example"}, "Enter an email address in the correct format"),
    ],
)
def test_a_wrong_name_or_address_is_explained_and_kept(client, wrong, message):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    right = {
        "tutor_first_name": "Zoë",
        "tutor_last_name": "O’Neill-Smith",
        "tutor_email": "zoe@school.example",
    }
    response = walk.post("nominate-tutor", **right | wrong)
    assert response.status_code == 200
    assert message in response.page.select_one(".govuk-error-summary").text
    [(field, typed)] = wrong.items()
    assert response.page.select_one(f"[name={field}]")["value"] == typed
    assert walk.answer("nominate-tutor", **right) == "check-answers"


# A partnership that the lead provider has reported


def test_a_reported_partnership_is_asked_about_and_kept_if_right(client):
    partnership = reported()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "reported-partnership"
    assert walk.answer("reported-partnership", reported_right="yes") == "appropriate-body-type"
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    answered = answer_of(partnership.school)
    assert answered.is_settled
    assert answered.programme == "provider_led"
    assert partnership.school.partnerships.get() == partnership


def test_a_reported_partnership_that_is_another_provider_s_gives_way(client):
    partnership = reported()
    other = ProviderPairingFactory()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    assert walk.answer("reported-partnership", reported_right="no") == "what-is-wrong"
    assert walk.answer("what-is-wrong", wrong_because="other_provider") == "lead-provider"
    walk.answer("lead-provider", lead_provider=other.lead_provider.pk)
    walk.answer("delivery-partner", delivery_partner=other.delivery_partner.pk)
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    standing = Partnership.objects.standing().get(school=partnership.school)
    assert (standing.lead_provider, standing.status) == (other.lead_provider, "proposed")
    partnership.refresh_from_db()
    assert partnership.ending == "other_provider"
    contact = partnership.lead_provider.contacts.get().email
    assert ("partnership-reported-wrong", contact) in sent()


def test_a_reported_partnership_not_agreed_leaves_the_set_up_to_the_tutor(client):
    partnership = reported()
    tutor = tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("reported-partnership", reported_right="no")
    assert walk.answer("what-is-wrong", wrong_because="not_agreed") == "check-answers"
    walk.confirm()
    answered = answer_of(partnership.school)
    assert (answered.expects_ects, answered.programme) == ("yes", "")
    assert not Partnership.objects.standing().filter(school=partnership.school).exists()
    assert ("set-up-training", tutor.email) in sent()


def test_no_ends_a_reported_partnership_and_tells_the_lead_provider(client):
    partnership = reported()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="no")
    walk.confirm()
    assert answer_of(partnership.school).expects_ects == "no"
    partnership.refresh_from_db()
    assert partnership.ending == "no_ects"
    contact = partnership.lead_provider.contacts.get().email
    assert ("partnership-reported-wrong", contact) in sent()


def test_a_school_that_does_not_know_yet_keeps_what_its_lead_provider_reported(client):
    partnership = reported()
    tutored(partnership.school)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="unknown")
    page = walk.confirm()
    assert "We will ask you again" in page.text
    assert answer_of(partnership.school).programme == "provider_led"
    assert Partnership.objects.standing().filter(pk=partnership.pk).exists()


def test_a_report_too_old_to_be_wrong_is_taken_as_it_is(client, settings):
    from datetime import date

    partnership = reported()
    tutored(partnership.school)
    settings.SERVICE_TODAY = date(2027, 3, 1)
    walk = Walk(client, school=partnership.school, recipient="tutor")
    assert walk.answer("expects-ects", expects_ects="yes") == "appropriate-body-type"


# Once, and without mixing


def test_a_second_press_shows_the_same_confirmation_and_does_nothing(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="no")
    first = walk.post("check-answers")
    second = walk.post("check-answers")
    assert first.url == second.url
    assert client.get(walk.url("expects-ects")).url == first.url
    assert Email.objects.count() == 1
    assert SchoolCohort.objects.count() == 1


def test_two_people_of_one_office_get_one_answer(client):
    invitation = InvitationFactory()
    first, second = Walk(client, invitation), Walk(client, invitation)
    first.answer("expects-ects", expects_ects="no")
    second.answer("expects-ects", expects_ects="yes")
    second.nominate()
    first.confirm()
    response = second.post("check-answers")
    assert response.url.endswith("/answered/")
    assert "Your own answers were not sent" in client.get(response.url).page.text
    assert answer_of(invitation.school).expects_ects == "no"
    assert not User.objects.filter(email="ada@school.example").exists()


def test_a_tutor_named_in_the_meantime_is_asked_about(client):
    invitation = InvitationFactory()
    walk = Walk(client, invitation)
    walk.answer("expects-ects", expects_ects="unknown")
    walk.nominate()
    tutored(invitation.school)
    assert walk.post("check-answers").url.endswith("/still-your-tutor/")


def test_a_pairing_withdrawn_in_the_meantime_is_explained(client):
    last = provider_led_last_year()
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="yes")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    last.lead_provider.pairings.filter(cohort__start_year=2026).delete()
    assert walk.post("check-answers").url.endswith("/no-longer-offered/")


def test_another_schools_link_does_not_open_this_schools_draft(client):
    walk = Walk(client)
    walk.answer("expects-ects", expects_ects="yes")
    other = Walk(client)
    stolen = walk.url("nominate-tutor").replace(walk.token, other.token)
    assert client.get(stolen).status_code == 404
    assert client.post(stolen, {"expects_ects": "no"}).status_code == 404


def test_lead_providers_are_told_of_a_partnership_once_at_each_address(client):
    last = provider_led_last_year()
    LeadProviderContactFactory(lead_provider=last.lead_provider, email="second@provider.example")
    tutored(last.school)
    walk = Walk(client, school=last.school, recipient="tutor")
    walk.answer("expects-ects", expects_ects="yes")
    walk.answer("continue", goes_on="yes")
    walk.answer("appropriate-body-type", body_type="not_appointed")
    walk.confirm()
    assert Email.objects.filter(kind="partnership-continued").count() == 2


# How much it asks of the database


def test_no_page_asks_more_than_8_queries_nor_a_save_more_than_12(
    client, django_assert_max_num_queries
):
    last = provider_led_last_year()
    for _ in range(20):
        hub(name=f"Hub {_}")
        ProviderPairingFactory(lead_provider=LeadProviderFactory())
    walk = Walk(client, school=last.school)
    steps = [
        ("expects-ects", {"expects_ects": "yes"}),
        ("continue", {"goes_on": "no"}),
        ("what-is-changing", {"changes": "lead_provider"}),
        ("lead-provider", {"lead_provider": LeadProviderFactory._meta.model.objects.last().pk}),
        ("delivery-partner", {"delivery_partner": "not_known"}),
        ("appropriate-body-type", {"body_type": "teaching_school_hub"}),
        ("appropriate-body", {"body_not_listed": "on"}),
        ("body-not-listed", {}),
        (
            "nominate-tutor",
            {
                "tutor_first_name": "Ada",
                "tutor_last_name": "Lovelace",
                "tutor_email": "ada@school.example",
            },
        ),
    ]
    with django_assert_max_num_queries(8):
        client.get(walk.landing_url)
    with django_assert_max_num_queries(8):
        client.get(walk.start_url)
    for step, answers in steps:
        with django_assert_max_num_queries(12):
            walk.answer(step, **answers)
        with django_assert_max_num_queries(8):
            walk.get(step)
    with django_assert_max_num_queries(8):
        walk.get("check-answers")
    page = walk.confirm()
    assert page
    with django_assert_max_num_queries(8):
        client.get(walk.url("check-answers"), follow=False)
