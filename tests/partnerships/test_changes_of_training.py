"""A tutor changes the appropriate body and the programme."""

import pytest

from config.events.models import Event
from notifications.models import Email
from schools.models import SchoolCohort
from tests.factories import AppropriateBodyFactory, LeadProviderContactFactory

from .changing import BODY, PROGRAMME, ChangeWalk, choose, provider_led, set_up
from .situations import hub, rows_of

pytestmark = pytest.mark.django_db


# The appropriate body


def test_a_tutor_changes_the_appropriate_body(client):
    old, new = hub(), hub("Bede Teaching School Hub")
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=old))
    assert choose(walk, new) == "check-answers"
    page = walk.page("check-answers")
    assert f"is {old.name} at the moment" in page.text
    assert rows_of(page)["Appropriate body"] == new.name
    page = walk.confirm()
    assert page.h1.text.strip() == "You have changed your appropriate body"
    assert rows_of(page)["Appropriate body"] == new.name
    assert walk.school.cohorts.get().appropriate_body == new
    event = Event.objects.get(kind="appropriate body changed")
    assert event.before["appropriate body"] == old.name
    assert event.after["appropriate body"] == new.name
    assert event.by_key == f"user:{walk.tutor.pk}"
    assert event.reference in page.text


def test_the_page_shows_what_is_on_record(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=body))
    assert walk.first.page.select_one("input[checked]")["value"] == "teaching_school_hub"
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    selected = walk.page("appropriate-body").select_one("option[selected]")
    assert selected["value"] == str(body.pk)


def test_another_type_begins_with_no_body(client):
    AppropriateBodyFactory(type="national")
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=hub()))
    walk.answer("appropriate-body-type", body_type="national")
    select = walk.page("appropriate-body").select_one("select")
    assert select["data-type-ahead"] == ""
    assert not select.select("option[selected]")


def test_a_body_that_is_offered_no_longer_can_be_left(client):
    old = hub()
    school = set_up(appropriate_body=old)
    old.last_cohort = 2025
    old.save()
    new = hub("Bede Teaching School Hub")
    walk = ChangeWalk(client, BODY, school)
    assert choose(walk, new) == "check-answers"
    assert old.name in walk.page("check-answers").text


def test_a_school_may_have_no_body_any_more(client):
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=hub()))
    assert walk.answer("appropriate-body-type", body_type="not_appointed") == "check-answers"
    page = walk.confirm()
    assert "You need to appoint an appropriate body" in page.text
    assert walk.school.cohorts.get().appropriate_body is None


def test_a_body_that_is_not_listed_is_saved_as_none(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=body))
    walk.answer("appropriate-body-type", body_type=body.type)
    assert walk.answer("appropriate-body", body_not_listed="on") == "body-not-listed"
    assert walk.answer("body-not-listed") == "check-answers"
    walk.confirm()
    assert walk.school.cohorts.get().appropriate_body is None


def test_the_body_of_now_is_no_change(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up(appropriate_body=body))
    assert choose(walk, body) == "same-body"
    assert walk.page("same-body").h1.text == f"{body.name} is your appropriate body already"


def test_none_is_no_change_for_a_school_without_one(client):
    walk = ChangeWalk(client, BODY, set_up())
    assert walk.answer("appropriate-body-type", body_type="not_appointed") == "same-body"
    assert "no appropriate body" in walk.page("same-body").h1.text


def test_a_body_of_another_type_is_not_taken(client):
    body = hub()
    walk = ChangeWalk(client, BODY, set_up())
    walk.answer("appropriate-body-type", body_type="teaching_school_hub")
    response = walk.post("appropriate-body", appropriate_body=body.pk + 1)
    assert "Select an appropriate body from the list" in response.page.text


def test_the_same_change_in_two_tabs_is_made_once(client):
    body = hub()
    first, second = (ChangeWalk(client, BODY, school) for school in [set_up()] * 2)
    choose(first, body)
    choose(second, body)
    first.confirm()
    response = client.post(second.url("check-answers"), follow=True)
    assert response.page.h1.text == f"{body.name} is your appropriate body already"
    assert Event.objects.filter(kind="appropriate body changed").count() == 1


# The programme


def test_a_tutor_changes_the_programme(client):
    partnership = provider_led()
    contact = LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    walk = ChangeWalk(client, PROGRAMME, partnership.school)
    assert walk.choices("programme") == ["Design and deliver your own training programme"]
    assert walk.answer("programme", programme="school_led") == "check-answers"
    page = walk.page("check-answers")
    providers = f"{partnership.lead_provider} and {partnership.delivery_partner}"
    assert f"your partnership with {providers} ends today" in page.text
    assert f"we will tell {partnership.lead_provider} by email" in page.text
    page = walk.confirm()
    assert rows_of(page)["Training programme"] == "Design and deliver your own training programme"
    assert walk.school.cohorts.get().programme == "school_led"
    partnership.refresh_from_db()
    assert (partnership.is_standing, partnership.ending) == (False, "other_programme")
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("partnership-left", contact.email)
    kinds = Event.objects.values_list("kind", flat=True)
    assert set(kinds) >= {"programme changed", "partnership ended"}


def test_a_lead_provider_that_has_stopped_is_told_nothing(client):
    partnership = provider_led(delivery_partner=None)
    LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    partnership.lead_provider.pairings.all().delete()
    walk = ChangeWalk(client, PROGRAMME, partnership.school)
    walk.answer("programme", programme="school_led")
    assert "by email" not in walk.page("check-answers").text
    walk.confirm()
    assert not Email.objects.exists()


def test_a_school_that_becomes_provider_led_waits_for_its_lead_provider(client):
    walk = ChangeWalk(client, PROGRAMME, set_up(programme="school_led"))
    walk.answer("programme", programme="provider_led")
    page = walk.confirm()
    assert "Your lead provider needs to confirm this with us" in page.text
    assert rows_of(page)["Lead provider"] == "Not known yet"
    assert not walk.school.partnerships.exists()


def test_the_programme_of_now_and_those_of_others_are_not_taken(client):
    walk = ChangeWalk(client, PROGRAMME, set_up())
    for programme in ["provider_led", "school_funded_provider", "core_materials", "", "x"]:
        response = walk.post("programme", programme=programme)
        assert response.status_code == 200
        assert response.page.select_one(".govuk-error-summary")
    assert SchoolCohort.objects.get().programme == "provider_led"
