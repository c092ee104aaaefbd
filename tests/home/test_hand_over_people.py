"""
The people of a closed school go on at the one that took its place.

After each test ``check_records`` finds nothing wrong.
"""

from datetime import date

import pytest
from django.core.management import call_command

from config.events.models import Event
from config.home.handover import findings
from notifications.models import Email
from participants import statuses
from participants.models import ECTAtSchool, Mentorship, Training
from participants.queries import training_of
from participants.services import leaving, periods, registrations
from schools.models import ClosedSchool
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ProviderPairingFactory,
    TrainingFactory,
)

from .handing_over import (
    BY,
    DAY,
    FIRST_DAY,
    LONG_AGO,
    TODAY,
    WEEK,
    at,
    days,
    ect_of,
    handed_over,
    mentor_of,
    mentored,
)
from .handing_over import _all_rules_are_kept as _all_rules_are_kept
from .handing_over import _september as _september
from .handing_over import schools as schools

pytestmark = pytest.mark.django_db


def test_a_place_ends_at_the_old_school_and_goes_on_at_the_new(schools, capsys):
    old, new = schools
    ect, mentor = ect_of(old), mentor_of(old)
    handed_over(capsys)
    for place in (ect, mentor):
        assert days(place) == (LONG_AGO, FIRST_DAY, FIRST_DAY)
        later = at(new, place)
        assert days(later) == (FIRST_DAY, None, None)
        assert (later.email, later.cohort) == (place.email, place.cohort)
        assert later.registered_at == place.registered_at
    assert statuses.of_ect(ECTAtSchool.objects.for_pages().get(pk=ect.pk)) == "left"
    assert statuses.of_ect(ECTAtSchool.objects.for_pages().get(school=new)) == "training"


def test_the_mentor_stays_the_same(schools, capsys):
    old, new = schools
    before = mentored(old)
    handed_over(capsys)
    assert days(before)[:2] == (LONG_AGO, FIRST_DAY)
    after = Mentorship.objects.get(school=new)
    assert (after.ect, after.mentor) == (at(new, before.ect), at(new, before.mentor))
    assert days(after) == (FIRST_DAY, None, None)


def test_mentors_who_were_to_change_still_change(schools, capsys):
    old, new = schools
    first = mentored(old, finished_on=TODAY + WEEK, own_finished_on=TODAY + WEEK)
    other = mentor_of(old)
    mentored(old, ect=first.ect, mentor=other, started_on=TODAY + WEEK)
    ended = mentored(old, finished_on=FIRST_DAY - DAY, own_finished_on=FIRST_DAY - DAY)
    handed_over(capsys)
    ect = at(new, first.ect)
    assert [(one.mentor, *days(one)[:2]) for one in ect.mentorships.order_by("started_on")] == [
        (at(new, first.mentor), FIRST_DAY, TODAY + WEEK),
        (at(new, other), TODAY + WEEK, None),
    ]
    assert not at(new, ended.ect).mentorships.exists()
    assert days(ended)[1] == FIRST_DAY - DAY


def test_a_mentorship_that_gave_way_to_a_leaver_does_not_go_along(schools, capsys):
    old, new = schools
    made = mentored(old, started_on=TODAY + WEEK)
    made.mentor.end(FIRST_DAY)
    periods.fit_mentor(made.mentor)
    handed_over(capsys)
    assert not at(new, made.ect).mentorships.exists()
    assert not new.mentors.exists()


def test_providers_stay_the_same(schools, capsys):
    old, new = schools
    ect = ect_of(old)
    before = training_of(ect, LONG_AGO)
    handed_over(capsys)
    assert training_of(at(new, ect)) == before
    ect.refresh_from_db()
    assert training_of(ect, FIRST_DAY - DAY) == before


def test_training_of_ones_own_goes_along(schools, capsys):
    old, new = schools
    kept, paused = ect_of(old), ect_of(old)
    pairing = ProviderPairingFactory(cohort=kept.cohort)
    own = TrainingFactory(
        ect=kept,
        started_on=LONG_AGO,
        state="training",
        lead_provider=pairing.lead_provider,
        delivery_partner=pairing.delivery_partner,
    )
    TrainingFactory(ect=paused, started_on=TODAY)
    ended = TrainingFactory(
        ect=paused, started_on=LONG_AGO, finished_on=FIRST_DAY, own_finished_on=FIRST_DAY
    )
    handed_over(capsys)
    assert days(own)[:2] == (LONG_AGO, FIRST_DAY)
    following = training_of(at(new, kept))
    assert following.is_own
    assert following.delivery_partner == pairing.delivery_partner
    assert at(new, kept).training.get().started_on == FIRST_DAY
    assert at(new, paused).training.get().started_on == TODAY
    assert days(ended)[1] == FIRST_DAY
    status = statuses.of_ect(
        ECTAtSchool.objects.for_pages().get(school=new, teacher=paused.teacher)
    )
    assert status == "paused"


def test_a_mentors_training_goes_along(schools, capsys):
    old, new = schools
    mentor = mentor_of(
        old, cohort=CohortFactory(start_year=2025), training_starts_on=date(2026, 1, 1)
    )
    Training.objects.create(
        mentor=mentor, cohort=mentor.cohort, state="stopped", started_on=LONG_AGO
    )
    handed_over(capsys)
    later = at(new, mentor)
    assert (later.cohort, later.training_starts_on) == (mentor.cohort, date(2026, 1, 1))
    assert later.training.get().state == "stopped"


def test_an_appropriate_body_of_ones_own_goes_along_if_the_school_may_choose_it(schools, capsys):
    old, new = schools
    hub = AppropriateBodyFactory()
    council = AppropriateBodyFactory(type="local_authority", last_cohort=2022)
    with_hub, with_council = (
        ect_of(old, appropriate_body=hub),
        ect_of(old, appropriate_body=council),
    )
    said = handed_over(capsys)
    assert at(new, with_hub).appropriate_body == hub
    assert at(new, with_council).appropriate_body is None
    assert "the appropriate bodies that 1 ECT had of their own, so they follow the school" in said
    with_council.refresh_from_db()
    assert with_council.appropriate_body == council


# Those who are leaving, or have left


def test_someone_who_is_leaving_leaves_the_new_school_or_stays_there(schools, capsys):
    old, new = schools
    made = mentored(old)
    leaving.report(made.ect, last_day=TODAY + WEEK - DAY, by=BY)
    handed_over(capsys)
    later = at(new, made.ect)
    assert days(later) == (FIRST_DAY, TODAY + WEEK, TODAY + WEEK)
    leaving.stay(later, by=BY)
    assert days(later) == (FIRST_DAY, None, None)
    assert days(later.mentorships.get()) == (FIRST_DAY, None, None)


def test_someone_who_left_after_the_closing_was_at_the_new_school_until_then(schools, capsys):
    old, new = schools
    leaver = ect_of(old, finished_on=TODAY - DAY, own_finished_on=TODAY - DAY)
    handed_over(capsys)
    assert days(leaver)[:2] == (LONG_AGO, FIRST_DAY)
    assert days(at(new, leaver))[:2] == (FIRST_DAY, TODAY - DAY)


def test_someone_who_had_left_or_completed_stays_where_they_were(schools, capsys):
    old, new = schools
    left = ect_of(old, finished_on=FIRST_DAY, own_finished_on=FIRST_DAY)
    completed = ect_of(old, teacher__induction_completed_on=date(2026, 7, 1))
    handed_over(capsys)
    assert days(left)[1] == FIRST_DAY
    assert days(completed)[1] is None
    assert not new.ects.exists()
    assert not ClosedSchool.objects.filter(findings.has_something()).exists()


# Those who had not begun


@pytest.mark.parametrize("start", [FIRST_DAY, TODAY, TODAY + WEEK])
def test_what_had_not_begun_is_at_the_new_school_alone(schools, capsys, start):
    old, new = schools
    body = AppropriateBodyFactory()
    ect = ect_of(old, started_on=start, appropriate_body=body)
    mentor = mentor_of(old)
    made = mentored(old, ect=ect, mentor=mentor, started_on=start)
    handed_over(capsys)
    ect.refresh_from_db()
    assert ect.removed_at
    assert not ect.gave_way
    assert days(at(new, ect)) == (start, None, None)
    assert at(new, ect).appropriate_body == body
    made.refresh_from_db()
    assert made.removed_at
    assert days(at(new, ect).mentorships.get()) == (start, None, None)


def test_a_registration_that_the_new_school_removes_does_not_come_back_at_the_old(schools, capsys):
    old, new = schools
    ect = ect_of(old, started_on=TODAY + WEEK)
    handed_over(capsys)
    registrations.remove(at(new, ect), by=BY)
    assert not ECTAtSchool.objects.not_removed().exists()


# What is told


def test_each_school_has_it_in_the_persons_history(schools, capsys):
    old, new = schools
    made = mentored(old)
    handed_over(capsys)
    for place, role in [(made.ect, "ECT"), (made.mentor, "mentor")]:
        history = Event.objects.filter(about_type="teacher", about_id=str(place.teacher.pk))
        at_old = history.get(school_urn=old.urn)
        assert at_old.kind == f"{role} handed over"
        assert at_old.after == {"school": new.label, "first day": str(FIRST_DAY)}
        at_new = history.get(school_urn=new.urn)
        assert at_new.kind == f"{role} taken over"
        assert at_new.before == {"school": old.label}
        assert at_new.after["first day"] == str(FIRST_DAY)
        assert at_new.by_key == "command:hand_over_closed_schools"
    assert Event.objects.get(kind="ECT taken over").after["mentor"] == "Grace Hopper"


def test_nobody_is_written_to_who_goes_on_as_before(schools, capsys):
    old, _ = schools
    made = mentored(old)
    handed_over(capsys)
    assert not Email.objects.filter(to__in=[made.ect.email, made.mentor.email]).exists()


def test_a_whole_staffroom_takes_queries_in_proportion(schools, django_assert_max_num_queries):
    old, new = schools
    for _ in range(10):
        mentored(old)
    with django_assert_max_num_queries(450):
        call_command("hand_over_closed_schools", verbosity=0)
    assert new.ects.count() == new.mentors.count() == 10
