"""How someone is trained and who checks their induction: their own, or what their school has."""

from datetime import date, timedelta

import pytest

from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool
from participants.queries import Following, training_of, training_of_all
from schools.models import Programme
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    MentorFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.SERVICE_TODAY = date(2026, 11, 24)


@pytest.fixture
def partnership():
    """Of a school that has set up provider-led training, with a body."""
    partnership = PartnershipFactory(started_on=date(2026, 6, 1))
    SchoolCohortFactory(
        school=partnership.school,
        programme="provider_led",
        appropriate_body=AppropriateBodyFactory(),
    )
    return partnership


def an_ect(partnership, **details):
    """An ECT of the school, since September."""
    details = {"started_on": date(2026, 9, 1)} | details
    return ECTFactory(school=partnership.school, **details)


def own_providers(ect, **details):
    """Providers of their own, with the pairing that they need."""
    pairing = ProviderPairingFactory()
    return TrainingFactory(
        **{
            "ect": ect,
            "state": "training",
            "lead_provider": pairing.lead_provider,
            "delivery_partner": pairing.delivery_partner,
            "started_on": ect.started_on,
        }
        | details
    )


def test_someone_with_nothing_of_their_own_follows_the_school(partnership):
    assert training_of(an_ect(partnership)) == Following(
        programme=Programme.PROVIDER_LED,
        lead_provider=partnership.lead_provider,
        delivery_partner=partnership.delivery_partner,
        is_confirmed=True,
        appropriate_body=partnership.school.cohorts.get().appropriate_body,
    )


def test_a_partnership_that_the_school_proposed_is_not_confirmed_yet(partnership):
    partnership.status = "proposed"
    partnership.save()
    assert not training_of(an_ect(partnership)).is_confirmed


def test_what_the_school_changes_reaches_its_people_at_once(partnership):
    ect = an_ect(partnership)
    partnership.ending = "replaced"
    partnership.end(clock.today())
    later = PartnershipFactory(school=partnership.school)
    other = AppropriateBodyFactory()
    partnership.school.cohorts.update(appropriate_body=other)
    following = training_of(ect)
    assert following.lead_provider == later.lead_provider
    assert following.appropriate_body == other
    assert training_of(ect, clock.today() - DAY).lead_provider == partnership.lead_provider


def test_a_partnership_that_comes_later_reaches_days_before_it(partnership):
    partnership.started_on = clock.today()
    partnership.save()
    ect = an_ect(partnership)
    assert training_of(ect, ect.started_on).lead_provider == partnership.lead_provider


@pytest.mark.parametrize("ending", ["not_known", "mistake", "no_ects"])
def test_a_partnership_reported_wrong_leaves_people_without_on_any_day(partnership, ending):
    partnership.ending = ending
    partnership.end(clock.today())
    ect = an_ect(partnership)
    for day in (None, ect.started_on):
        following = training_of(ect, day)
        assert (following.lead_provider, following.providers) == (None, "")
        assert following.is_provider_led


def test_another_programme_has_no_providers(partnership):
    partnership.school.cohorts.update(programme="school_led")
    following = training_of(an_ect(partnership))
    assert following.programme == Programme.SCHOOL_LED
    assert (following.lead_provider, following.is_provider_led) == (None, False)


def test_a_school_that_has_not_answered_for_the_cohort_leaves_everything_open():
    PartnershipFactory()
    assert training_of(ECTFactory()) == Following()


def test_an_own_appropriate_body_comes_before_the_school_s(partnership):
    own = AppropriateBodyFactory()
    following = training_of(an_ect(partnership, appropriate_body=own))
    assert (following.appropriate_body, following.body_is_own) == (own, True)


def test_own_providers_come_before_the_school_s_for_as_long_as_they_hold(partnership):
    ect = an_ect(partnership)
    own = own_providers(ect, finished_on=clock.today() + DAY)
    following = training_of(ect)
    assert following.lead_provider == own.lead_provider
    assert following.delivery_partner == own.delivery_partner
    assert following.is_own
    assert following.is_confirmed
    following = training_of(ect, clock.today() + DAY)
    assert (following.lead_provider, following.is_own) == (partnership.lead_provider, False)


def test_own_providers_make_training_provider_led_wherever_the_person_is(partnership):
    partnership.school.cohorts.update(programme="school_led")
    ect = an_ect(partnership)
    own_providers(ect)
    assert training_of(ect).is_provider_led


def test_own_providers_that_are_removed_do_not_count(partnership):
    ect = an_ect(partnership)
    own_providers(ect, removed_at=clock.now())
    assert not training_of(ect).is_own


def test_someone_who_paused_keeps_the_school_s_providers(partnership):
    ect = an_ect(partnership)
    TrainingFactory(ect=ect)
    assert training_of(ect).lead_provider == partnership.lead_provider


def test_someone_who_starts_later_is_shown_as_on_their_first_day(partnership):
    ect = an_ect(partnership, started_on=clock.today() + 30 * DAY)
    own = own_providers(ect)
    assert training_of(ect).lead_provider == own.lead_provider


def test_someone_who_has_left_is_shown_as_on_their_last_day(partnership):
    ect = an_ect(partnership, finished_on=date(2026, 10, 1), own_finished_on=date(2026, 10, 1))
    own = own_providers(ect, finished_on=date(2026, 10, 1))
    assert training_of(ect).lead_provider == own.lead_provider


def test_a_mentor_follows_the_cohort_of_their_training_and_has_no_body(partnership):
    mentor = MentorFactory(
        school=partnership.school,
        cohort=partnership.cohort,
        training_starts_on=date(2026, 9, 1),
    )
    following = training_of(mentor)
    assert following.lead_provider == partnership.lead_provider
    assert following.appropriate_body is None
    assert training_of(MentorFactory(school=partnership.school)) == Following()


def test_each_follows_their_own_school_and_cohort(partnership):
    other = PartnershipFactory(started_on=date(2026, 6, 1))
    SchoolCohortFactory(school=other.school, programme="provider_led")
    earlier = CohortFactory(start_year=2025)
    ects = [an_ect(partnership), an_ect(other), an_ect(partnership, cohort=earlier)]
    found = training_of_all(ects)
    assert [found[ect].lead_provider for ect in ects] == [
        partnership.lead_provider,
        other.lead_provider,
        None,
    ]


@pytest.mark.parametrize("people", [1, 12])
def test_however_many_people_there_are_it_takes_as_many_queries(
    partnership, people, django_assert_num_queries
):
    for _ in range(people):
        own_providers(an_ect(partnership, appropriate_body=AppropriateBodyFactory()))
    ects = list(ECTAtSchool.objects.for_pages())
    with django_assert_num_queries(1):
        training_of_all(ects)
    bare = list(ECTAtSchool.objects.all())
    with django_assert_num_queries(3):
        training_of_all(bare)


def test_of_nobody_there_is_nothing_to_ask(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert training_of_all(MentorAtSchool.objects.none()) == {}


def test_providers_in_words(partnership):
    following = training_of(an_ect(partnership))
    names = (partnership.lead_provider.name, partnership.delivery_partner.name)
    assert following.providers == " with ".join(names)
