"""A school answers its invitation."""

import pytest

from tests.factories import (
    CohortFactory,
    InvitationFactory,
    LeadProviderContactFactory,
    LeadProviderFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
)

from .situations import Walk, answer_of, hub, provider_led_last_year, sent, tutored

pytestmark = pytest.mark.django_db


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
