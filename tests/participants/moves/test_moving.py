"""Moving to another school: what each school has of someone, and what comes back."""

from dataclasses import replace
from datetime import date

import pytest

from config.events.models import Event
from config.web import clock
from notifications.models import Email
from participants.models import Training
from participants.services import addresses, leaving, registrations
from participants.services.locks import MovedMeanwhile
from participants.services.moves import CannotStart, NotFunded
from schools.services.answers import NotOffered
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    MentorFactory,
    PartnershipFactory,
    TrainingFactory,
)

from .situations import (
    DAY,
    IN_APRIL,
    IN_MARCH,
    STARTED_ON,
    TODAY,
    TUTOR,
    ect_at,
    emails,
    lead_provider,
    mentored,
    move_ect,
    person,
    school,
    shown,
    status,
)

pytestmark = pytest.mark.django_db


# What moves, and what stays


def test_an_ect_who_moves_keeps_their_cohort_and_has_an_address_at_each_school():
    earlier = CohortFactory(start_year=2025)
    old, new = (school(name, cohort=earlier) for name in ("Ripon", "Selby"))
    before = ect_at(old, cohort=earlier, started_on=date(2025, 9, 1), email="zoe@old.example")
    after = move_ect(before.teacher, new, email="Zoe@New.example")
    before.refresh_from_db()
    assert (after.cohort, after.email) == (earlier, "zoe@new.example")
    assert (before.email, before.finished_on, before.own_finished_on) == (
        "zoe@old.example",
        TODAY,
        None,
    )


def test_the_mentorship_ends_with_the_place_and_the_ect_needs_a_mentor_here(old, new):
    mentorship = mentored(ect_at(old))
    after = move_ect(mentorship.ect.teacher, new, IN_MARCH)
    mentorship.refresh_from_db()
    assert (mentorship.finished_on, mentorship.own_finished_on) == (IN_MARCH, None)
    assert list(new.ects.without_mentor()) == [after]


def test_a_mentor_at_the_new_school_starts_with_the_ect(old, new):
    mentor = MentorFactory(school=new, started_on=STARTED_ON)
    after = move_ect(ect_at(old).teacher, new, IN_MARCH, mentor=mentor)
    assert after.mentorships.get().started_on == IN_MARCH


def test_a_pause_ends_with_the_place_and_does_not_move(old, new):
    before = ect_at(old)
    pause = TrainingFactory(ect=before, started_on=date(2026, 12, 1))
    after = move_ect(before.teacher, new, IN_MARCH)
    pause.refresh_from_db()
    assert pause.finished_on == IN_MARCH
    assert not after.training.exists()


def test_one_who_left_long_ago_moves_and_nothing_of_then_changes(old, new):
    before = ect_at(old, finished_on=date(2026, 10, 1), own_finished_on=date(2026, 10, 1))
    after = move_ect(before.teacher, new, TODAY)
    before.refresh_from_db()
    assert before.finished_on == date(2026, 10, 1)
    assert status(after) == "training"
    assert emails("someone-leaving") == []
    assert list(Event.objects.filter(school_urn=old.urn)) == []


def test_a_move_before_the_last_day_that_was_reported_ends_the_place_then(old, new):
    before = ect_at(old)
    leaving.report(before, last_day=IN_APRIL, by=TUTOR)
    move_ect(before.teacher, new, IN_MARCH)
    before.refresh_from_db()
    assert (before.finished_on, before.own_finished_on) == (IN_MARCH, IN_APRIL + DAY)
    assert emails("someone-leaving") == ["oldham@tutor.example"]


# Who trains them


def test_the_provider_that_is_kept_is_their_own_whatever_the_schools_is(old, new):
    north = old.partnerships.get()
    after = move_ect(
        ect_at(old).teacher,
        new,
        lead_provider=north.lead_provider,
        delivery_partner=north.delivery_partner,
    )
    training = after.training.get()
    assert (training.lead_provider, training.delivery_partner) == (
        north.lead_provider,
        north.delivery_partner,
    )
    assert training.state == Training.State.TRAINING
    assert (training.started_on, training.finished_on) == (TODAY, None)


def test_a_provider_that_the_school_has_anyway_is_not_their_own(old):
    north = old.partnerships.get()
    twin = school("Newham")
    PartnershipFactory(
        school=twin,
        cohort=north.cohort,
        pairing=None,
        lead_provider=north.lead_provider,
        delivery_partner=north.delivery_partner,
        started_on=STARTED_ON,
    )
    after = move_ect(
        ect_at(old).teacher,
        twin,
        lead_provider=north.lead_provider,
        delivery_partner=north.delivery_partner,
    )
    assert not after.training.exists()
    assert lead_provider(after) == "North"


def test_a_school_that_dfe_does_not_fund_keeps_no_provider(old):
    north = old.partnerships.get()
    independent = school("Newham", programme="school_funded_provider", type_code=11)
    with pytest.raises(NotFunded):
        move_ect(
            ect_at(old).teacher,
            independent,
            lead_provider=north.lead_provider,
            delivery_partner=north.delivery_partner,
        )


def test_someone_whose_training_has_stopped_has_no_provider_to_keep(old, new):
    before = ect_at(old)
    TrainingFactory(ect=before, state="stopped", started_on=date(2026, 12, 1))
    _, mover = shown(before.teacher, "ECT", new)
    assert (mover.lead_provider, mover.delivery_partner) == (None, None)
    move_ect(before.teacher, new)
    assert emails("leaving-training") == []
    assert emails("joining-training") == ["south@provider.example"]


def test_training_that_was_void_says_nothing_of_who_trains_someone(old, new):
    before = ect_at(old)
    TrainingFactory(
        ect=before, state="stopped", started_on=date(2026, 12, 1), removed_at=clock.now()
    )
    _, mover = shown(before.teacher, "ECT", new)
    assert mover.providers == "North with North Partner"


def test_a_provider_kept_once_is_kept_again(old, new):
    third = school("Thirsk")
    north = old.partnerships.get()
    kept = {"lead_provider": north.lead_provider, "delivery_partner": north.delivery_partner}
    first = move_ect(ect_at(old).teacher, new, date(2027, 1, 4), **kept)
    _, mover = shown(first.teacher, "ECT", third)
    assert mover.providers == "North with North Partner"
    second = move_ect(first.teacher, third, **kept)
    assert lead_provider(second) == "North"
    assert first.training.get().finished_on == TODAY


# The appropriate body and the address


def test_an_appropriate_body_that_the_school_may_not_choose_is_refused(old, new):
    panel = AppropriateBodyFactory(type="national", chosen_by="independent")
    before = ect_at(old)
    with pytest.raises(NotOffered):
        move_ect(before.teacher, new, appropriate_body=panel)
    before.refresh_from_db()
    assert before.finished_on is None


def test_the_address_of_another_person_is_refused_and_ones_own_is_not(old, new):
    before = ect_at(old, email="zoe@old.example")
    ect_at(old, email="other@old.example")
    with pytest.raises(addresses.EmailTaken):
        move_ect(before.teacher, new, email="other@old.example")
    assert move_ect(before.teacher, new, email="zoe@old.example").email == "zoe@old.example"


# When they may start


@pytest.mark.parametrize("started_on", [STARTED_ON - DAY, STARTED_ON])
def test_nobody_starts_before_they_started_where_they_were_last(old, new, started_on):
    with pytest.raises(CannotStart):
        move_ect(ect_at(old).teacher, new, started_on)


def test_the_first_day_that_may_be_is_the_one_after(old, new):
    assert move_ect(ect_at(old).teacher, new, STARTED_ON + DAY)


def test_a_year_ahead_is_the_last_day_that_may_be(old, new):
    teacher = ect_at(old).teacher
    with pytest.raises(CannotStart):
        move_ect(teacher, new, date(2028, 1, 21))
    assert move_ect(teacher, new, date(2028, 1, 20))


def test_training_has_to_be_set_up_for_their_cohort(old):
    with pytest.raises(registrations.NotSetUp):
        move_ect(ect_at(old).teacher, school("Newham", cohort=CohortFactory(start_year=2025)))


# What others do meanwhile


def test_what_has_changed_since_it_was_shown_is_refused(old, new):
    before = ect_at(old)
    seen = shown(before.teacher, "ECT", new)
    move_ect(before.teacher, school("Thirsk"), date(2027, 1, 4))
    with pytest.raises(MovedMeanwhile):
        move_ect(before.teacher, new, shown=seen)


def test_a_plan_that_another_school_has_made_meanwhile_is_not_overruled_unawares(old, new):
    before = ect_at(old)
    seen = shown(before.teacher, "ECT", new)
    at_third = move_ect(before.teacher, school("Thirsk"), IN_APRIL)
    with pytest.raises(MovedMeanwhile):
        move_ect(before.teacher, new, IN_MARCH, shown=seen)
    move_ect(before.teacher, new, IN_MARCH)
    assert status(at_third) is None


def test_one_who_is_here_already_does_not_move_here(old, new):
    before = ect_at(old)
    move_ect(before.teacher, new)
    with pytest.raises(MovedMeanwhile):
        move_ect(before.teacher, new)


def test_another_date_of_birth_moves_nobody(old, new):
    before = ect_at(old)
    stranger = replace(person(before.teacher), date_of_birth=date(1990, 1, 1))
    with pytest.raises(MovedMeanwhile):
        move_ect(before.teacher, new, person=stranger)


# Schools that hear of it


def test_a_school_without_a_tutor_hears_nothing(old, new):
    old.appointments.all().delete()
    move_ect(ect_at(old).teacher, new)
    assert emails("someone-leaving") == []


def test_a_closed_school_hears_nothing(old, new):
    before = ect_at(old)
    old.status_code = 2
    old.save()
    move_ect(before.teacher, new)
    assert emails("someone-leaving") == []
    assert status(before) == "left"


def test_neither_school_finds_the_other_in_its_history(old, new):
    after = move_ect(ect_at(old).teacher, new, IN_MARCH)
    registrations.remove(after, by=TUTOR)
    for here, there in ((old, "Newham"), (new, "Oldham")):
        for event in Event.objects.filter(school_urn=here.urn):
            words = f"{event.by_words} {event.before} {event.after} {event.reason}"
            assert there not in words
            assert "Ruth" not in words or here == new
        for email in Email.objects.filter(school_urn=here.urn):
            assert there not in email.subject + email.body
