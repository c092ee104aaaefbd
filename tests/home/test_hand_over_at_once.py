"""Two machines hand over in the same moment, and others change the same records."""

import pytest

from config.events.models import Event
from config.events.services import Actor
from config.home.handover import findings, services
from config.web.errors import Refused
from notifications.models import Email
from participants.models import ECTAtSchool, Mentorship
from participants.services import leaving, mentorships
from schools.models import School
from schools.services import answers
from tests.at_once import at_once
from tests.factories import CohortFactory

from .handing_over import (
    FIRST_DAY,
    TODAY,
    check_records,
    full_school,
    linked,
    mentor_of,
)
from .handing_over import _september as _september

pytestmark = pytest.mark.django_db(transaction=True)

BY = Actor.command("tests")


def hand_over_all():
    """What one machine hands over."""
    done = [services.hand_over_if_due(finding, by=BY) for finding in list(findings.find())]
    return [each.old.urn for each in done if each]


def unless_refused(function, **details):
    """Do it, or be told why not."""

    def attempt():
        try:
            return function(**details)
        except Refused as refusal:
            return refusal

    return attempt


def test_two_machines_hand_over_each_school_once(capsys):
    schools = [full_school() for _ in range(3)]
    done = at_once(*[hand_over_all] * 4)
    assert sorted(urn for urns in done for urn in urns) == sorted(old.urn for old, _ in schools)
    assert Event.objects.filter(kind="school handed over").count() == 3
    assert Email.objects.filter(kind="school-taken-over").count() == 3
    assert ECTAtSchool.objects.filter(started_on=FIRST_DAY).count() == 3
    assert check_records(capsys) == ""


def test_a_leaver_who_is_reported_in_that_moment_leaves_one_of_the_two(capsys):
    old, new = full_school()
    ect = old.ects.get()
    at_once(hand_over_all, unless_refused(leaving.report, place=ect, last_day=TODAY, by=BY))
    places = ECTAtSchool.objects.not_removed()
    [there] = places.filter(school=new)
    assert places.get(school=old).finished_on == FIRST_DAY
    assert there.own_finished_on in (None, TODAY.replace(day=TODAY.day + 1))
    assert check_records(capsys) == ""


def test_a_mentor_who_is_assigned_in_that_moment_goes_along_or_is_refused(capsys):
    old, new = full_school()
    other = mentor_of(old)
    ect = old.ects.get()
    _, assigned = at_once(
        hand_over_all, unless_refused(mentorships.assign, ect=ect, mentor=other, by=BY)
    )
    going_on = Mentorship.objects.going_on()
    assert going_on.get().school == new
    is_other = going_on.get().mentor.teacher == other.teacher
    assert is_other == (not isinstance(assigned, Refused))
    assert check_records(capsys) == ""


def test_a_new_school_that_answers_in_that_moment_keeps_its_answer(capsys):
    old, new = full_school()
    cohort = CohortFactory(start_year=2026)
    answer = {"school": new, "cohort": cohort, "expects_ects": "no", "by": BY}
    at_once(hand_over_all, unless_refused(answers.answer, **answer))
    assert new.cohorts.get(cohort=cohort).expects_ects == "no"
    assert bool(School.objects.get(pk=new.pk).find_tutor()) != bool(old.find_tutor())
    assert check_records(capsys) == ""


def test_two_of_staff_who_merge_two_schools_into_one_do_not_lock_each_other_out(capsys):
    first, new = full_school()
    other, _ = full_school()
    linked(other, new)

    def merge(old):
        return unless_refused(services.hand_over, school=old, to=new, by=BY, reason="They merge")

    done = at_once(merge(first), merge(other))
    assert sum(isinstance(each, Refused) for each in done) <= 1
    assert new.cohorts.count() == 1
    assert check_records(capsys) == ""


def test_schools_that_hand_over_to_each_other_do_not_lock_each_other_out():
    first, second = full_school()
    second.status_code, second.closed_on = 2, first.closed_on
    second.save()

    def swap(old, new):
        return unless_refused(services.hand_over, school=old, to=new, by=BY, reason="A mistake")

    done = at_once(*[swap(first, second), swap(second, first)] * 2)
    assert all(isinstance(each, Refused) for each in done)
