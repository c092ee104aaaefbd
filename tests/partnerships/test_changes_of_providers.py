"""A tutor changes the providers, or says that what a lead provider told us is wrong."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from config.events.models import Event
from config.events.services import Actor
from notifications.models import Email
from partnerships.models import Partnership
from partnerships.services import changes
from schools.models import School, SchoolCohort
from tests.factories import (
    CohortFactory,
    LeadProviderContactFactory,
    LeadProviderFactory,
    ProviderPairingFactory,
    SchoolFactory,
)

from .changing import ChangeWalk, provider_led, set_up
from .situations import reported, rows_of, tutored

pytestmark = pytest.mark.django_db

PROVIDERS, WRONG = "change-providers", "report-wrong"


def another_pairing(**details):
    """Providers to change to, who hear of it."""
    pairing = ProviderPairingFactory(**details)
    LeadProviderContactFactory(lead_provider=pairing.lead_provider)
    return pairing


def choose(walk, pairing, *, partner=None):
    """Name the providers of a pairing, or others, and say which step comes next."""
    walk.answer("agreed", has_agreed="yes")
    walk.answer("lead-provider", lead_provider=pairing.lead_provider.pk)
    return walk.answer("delivery-partner", delivery_partner=partner or pairing.delivery_partner.pk)


def standing_of(school):
    return Partnership.objects.standing().get(school=school)


def emails():
    return sorted(Email.objects.values_list("kind", "to"))


# Providers


def test_a_tutor_changes_both_providers(client):
    old, new = provider_led(), another_pairing()
    old_contact = LeadProviderContactFactory(lead_provider=old.lead_provider)
    walk = ChangeWalk(client, PROVIDERS, old.school)
    assert walk.heading == "Have you agreed this with your new providers?"
    assert choose(walk, new) == "check-answers"
    page = walk.page("check-answers")
    assert f"we have {old.providers} on record" in page.text
    assert f"we will tell {old.lead_provider} by email that you are leaving it" in page.text
    assert rows_of(page)["Lead provider"] == new.lead_provider.name
    page = walk.confirm()
    assert rows_of(page)["Confirmed by your lead provider?"] == "Not yet"
    now = standing_of(old.school)
    assert now.has_providers(new.lead_provider, new.delivery_partner)
    assert (now.status, now.reported_at) == ("proposed", None)
    old.refresh_from_db()
    assert (old.is_standing, old.ending) == (False, "replaced")
    assert emails() == [
        ("partnership-left", old_contact.email),
        ("partnership-proposed", new.lead_provider.contacts.get().email),
    ]
    references = Event.objects.exclude(reference="").values_list("reference", flat=True)
    assert len(set(references)) == 1
    assert references[0] in page.text


def test_the_lead_provider_that_stays_is_not_left(client):
    old = provider_led()
    new = another_pairing(lead_provider=old.lead_provider)
    walk = ChangeWalk(client, PROVIDERS, old.school)
    choose(walk, new)
    assert "that you are leaving it" not in walk.page("check-answers").text
    walk.confirm()
    assert standing_of(old.school).delivery_partner == new.delivery_partner
    assert [kind for kind, _ in emails()] == ["partnership-proposed"]


def test_a_lead_provider_that_has_stopped_is_not_told(client):
    old, new = provider_led(delivery_partner=None), another_pairing()
    LeadProviderContactFactory(lead_provider=old.lead_provider)
    old.lead_provider.pairings.all().delete()
    walk = ChangeWalk(client, PROVIDERS, old.school)
    assert walk.answer("agreed", has_agreed="yes") == "lead-provider"
    assert walk.choices("lead-provider") == [new.lead_provider.name]
    choose(walk, new)
    walk.confirm()
    assert [kind for kind, _ in emails()] == ["partnership-proposed"]


def test_a_school_without_a_partnership_names_its_first(client):
    new = another_pairing()
    walk = ChangeWalk(client, PROVIDERS, set_up())
    assert choose(walk, new, partner="not_known") == "check-answers"
    assert "We do not know your lead provider" in walk.page("check-answers").text
    walk.confirm()
    now = standing_of(walk.school)
    assert now.has_providers(new.lead_provider, None)
    assert now.started_on == date(2026, 6, 1)


def test_what_is_not_agreed_yet_stops_there(client):
    another_pairing()
    walk = ChangeWalk(client, PROVIDERS, set_up())
    assert walk.answer("agreed", has_agreed="no") == "agree-first"
    assert walk.page("agree-first").h1.text == "Agree this with your new providers first"
    assert client.post(walk.url("check-answers")).status_code == 302
    assert not Partnership.objects.exists()


def test_the_providers_of_now_are_no_change(client):
    old = provider_led()
    walk = ChangeWalk(client, PROVIDERS, old.school)
    assert choose(walk, old) == "same-providers"
    assert old.providers in walk.page("same-providers").text


def test_a_delivery_partner_that_is_not_known_any_more_is_a_change(client):
    old = provider_led()
    walk = ChangeWalk(client, PROVIDERS, old.school)
    assert choose(walk, old, partner="not_known") == "check-answers"
    walk.confirm()
    assert standing_of(old.school).delivery_partner is None


def test_only_providers_that_work_together_are_taken(client):
    one, other = another_pairing(), another_pairing()
    last_year = ProviderPairingFactory(cohort=CohortFactory(start_year=2025))
    walk = ChangeWalk(client, PROVIDERS, set_up())
    walk.answer("agreed", has_agreed="yes")
    response = walk.post("lead-provider", lead_provider=last_year.lead_provider.pk)
    assert "Select a lead provider from the list" in response.page.text
    walk.answer("lead-provider", lead_provider=one.lead_provider.pk)
    response = walk.post("delivery-partner", delivery_partner=other.delivery_partner.pk)
    assert "Select a delivery partner that works with your lead provider" in response.page.text


def test_a_school_that_trains_itself_has_no_providers_to_change(client):
    walk = ChangeWalk(client, PROVIDERS, set_up(programme="school_led"))
    assert walk.heading == "You do not need a lead provider"
    assert walk.first.page.select_one("main a[href$='/change-programme/']")


def test_a_school_that_is_not_funded_any_more_has_none_either(client):
    walk = ChangeWalk(client, PROVIDERS, set_up(school=SchoolFactory(type_code=11)))
    assert "DfE does not pay" in walk.first.page.text


def test_no_pairings_for_the_year_is_said_so(client):
    walk = ChangeWalk(client, PROVIDERS, set_up())
    assert walk.heading == "There are no lead providers to choose from yet"


def test_a_pairing_that_ends_in_the_middle_is_asked_about_again(client):
    new, other = another_pairing(), another_pairing()
    walk = ChangeWalk(client, PROVIDERS, set_up())
    choose(walk, new)
    new.delete()
    response = walk.post("check-answers")
    assert response.url.endswith("/lead-provider/")
    assert walk.choices("lead-provider") == [other.lead_provider.name]


def test_a_second_press_proposes_once(client):
    new = another_pairing()
    walk = ChangeWalk(client, PROVIDERS, set_up())
    choose(walk, new)
    assert walk.confirm().h1.text == walk.confirm().h1.text
    assert Partnership.objects.count() == Email.objects.count() == 1


def test_a_change_names_what_it_changes(client):
    """A service is told which partnership the tutor was shown, and refuses if it is another."""
    school, new = set_up(), another_pairing()
    details = {
        "school": school,
        "cohort": CohortFactory(),
        "by": Actor.command("tests"),
        "standing": None,
    }
    providers = {"lead_provider": new.lead_provider, "delivery_partner": None}
    changes.change_providers(**details, **providers)
    with pytest.raises(changes.RecordsChanged):
        changes.change_providers(**details, **providers)
    with pytest.raises(changes.RecordsChanged):
        changes.change_programme(**details, programme="school_led")
    details["standing"] = standing_of(school)
    with pytest.raises(changes.NothingToChange):
        changes.change_providers(**details, **providers)
    School.objects.update(type_code=11)
    with pytest.raises(changes.NotProviderLed):
        changes.change_providers(**details, **providers)
    School.objects.update(type_code=1)
    SchoolCohort.objects.update(programme="school_led")
    with pytest.raises(changes.NotProviderLed):
        changes.change_providers(**details, **providers)
    SchoolCohort.objects.update(expects_ects="no", programme="")
    with pytest.raises(changes.NotSetUp):
        changes.change_providers(**details, **providers)


# Reports that are wrong

REASONS = [
    ("other_provider", "We are using another provider"),
    ("not_agreed", "We have not agreed this yet"),
    ("not_known", "We do not know this provider"),
    ("no_ects", "We do not expect any ECTs or mentors"),
    ("mistake", "It is a mistake"),
]


def with_tutor(partnership):
    tutored(partnership.school)
    return partnership


@pytest.mark.parametrize(("reason", "words"), REASONS)
def test_a_tutor_says_what_is_wrong_with_a_report(client, reason, words):
    partnership = with_tutor(reported())
    walk = ChangeWalk(client, WRONG, partnership.school)
    assert walk.choices("what-is-wrong") == [words for _, words in REASONS]
    assert walk.answer("what-is-wrong", wrong_because=reason) == "check-answers"
    assert walk.rows() == {"What is wrong": words}
    page = walk.confirm()
    partnership.refresh_from_db()
    assert (partnership.is_standing, partnership.ending) == (False, reason)
    assert emails() == [
        ("partnership-reported-wrong", partnership.lead_provider.contacts.get().email)
    ]
    event = Event.objects.get(kind="partnership ended")
    assert event.reference in page.text
    if reason == "no_ects":
        assert partnership.school.cohorts.get().expects_ects == "no"
        assert "You do not need to do anything else" in page.text
    else:
        assert not partnership.school.cohorts.exists()
        assert page.select_one("main a[href$='/2026/set-up-training/']")


def test_a_school_that_has_set_up_names_its_provider_after_a_wrong_report(client):
    partnership = provider_led(reported_at=timezone.now())
    walk = ChangeWalk(client, WRONG, partnership.school)
    walk.answer("what-is-wrong", wrong_because="other_provider")
    page = walk.confirm()
    assert page.select_one("main a[href$='/2026/change-providers/']")
    assert partnership.school.cohorts.get().is_set_up


def test_no_ects_is_shown_as_the_answer_it_becomes(client):
    walk = ChangeWalk(client, WRONG, with_tutor(reported()).school)
    walk.answer("what-is-wrong", wrong_because="no_ects")
    text = "your answer for 2026 to 2027 will be that you do not expect ECTs"
    assert text in walk.page("check-answers").text


@pytest.mark.parametrize("reason", ["", "replaced", "other_programme", "x"])
def test_other_reasons_are_not_taken(client, reason):
    walk = ChangeWalk(client, WRONG, with_tutor(reported()).school)
    response = walk.post("what-is-wrong", wrong_because=reason)
    assert response.page.select_one(".govuk-error-summary")


def test_too_late_is_said_so_with_the_way_to_help(client, settings):
    partnership = with_tutor(reported())
    noon = datetime(2026, 6, 10, 12, tzinfo=UTC)
    Partnership.objects.update(reported_at=noon)
    settings.SERVICE_TODAY = date(2026, 10, 31)
    walk = ChangeWalk(client, WRONG, partnership.school)
    assert walk.heading == "What is wrong?"
    walk.answer("what-is-wrong", wrong_because="mistake")
    settings.SERVICE_TODAY += timedelta(days=1)
    response = client.post(walk.url("check-answers"), follow=True)
    page = response.page
    assert page.h1.text == "It is too late to report this here"
    assert "31 October 2026" in page.text
    assert page.select_one("main a[href^='/help/']")
    assert Partnership.objects.get().is_standing


def test_what_the_school_named_itself_is_no_report(client):
    walk = ChangeWalk(client, WRONG, provider_led().school)
    assert walk.heading == "There is no report to correct"
    assert walk.first.page.select_one("main a[href$='/change-providers/']")


def test_without_a_partnership_there_is_no_report(client):
    walk = ChangeWalk(client, WRONG, set_up())
    assert walk.heading == "There is no report to correct"


def test_a_report_is_said_to_be_wrong_once(client):
    walk = ChangeWalk(client, WRONG, with_tutor(reported()).school)
    other_tab = ChangeWalk(client, WRONG, walk.school)
    for tab in [walk, other_tab]:
        tab.answer("what-is-wrong", wrong_because="mistake")
    walk.confirm()
    walk.confirm()
    response = client.post(other_tab.url("check-answers"), follow=True)
    assert response.page.h1.text == "There is no report to correct"
    assert Email.objects.count() == 1


# Queries


def test_pages_keep_to_few_queries(client, django_assert_max_num_queries):
    partnership = provider_led(reported_at=timezone.now())
    LeadProviderContactFactory(lead_provider=partnership.lead_provider)
    new = another_pairing(lead_provider=LeadProviderFactory())
    journeys = {
        PROVIDERS: [
            ("agreed", {"has_agreed": "yes"}),
            ("lead-provider", {"lead_provider": new.lead_provider.pk}),
            ("delivery-partner", {"delivery_partner": new.delivery_partner.pk}),
        ],
        WRONG: [("what-is-wrong", {"wrong_because": "mistake"})],
    }
    for name in [WRONG, PROVIDERS]:
        walk = ChangeWalk(client, name, partnership.school)
        with django_assert_max_num_queries(8):
            client.get(walk.start_url)
        for step, answers in journeys[name]:
            with django_assert_max_num_queries(12):
                walk.answer(step, **answers)
            with django_assert_max_num_queries(8):
                walk.page(step)
        with django_assert_max_num_queries(8):
            walk.page("check-answers")
        walk.confirm()
        with django_assert_max_num_queries(8):
            assert client.get(walk.url("confirmation")).status_code == 200
