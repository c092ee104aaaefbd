"""The command that lets closed schools hand over: what it says, and what stops it."""

import pytest

from config.home.handover import findings, services
from tests.factories import CohortFactory, SchoolCohortFactory, TutorAppointmentFactory

from .handing_over import _september as _september
from .handing_over import closed, closed_and_new, full_school, hand_over

pytestmark = pytest.mark.django_db


def test_a_dry_run_says_the_same_and_writes_nothing(capsys):
    old, new = full_school()
    said = hand_over(capsys, dry_run=True)
    assert f"{old.label} to {new.label} from 1 September 2026: its induction tutor," in said
    assert "Nothing was written: this was a dry run." in said
    assert old.find_tutor()
    assert not new.cohorts.exists()
    assert not new.ects.exists()


def test_a_second_run_does_nothing(capsys):
    full_school()
    hand_over(capsys)
    assert "Handed over: 0. Waiting for staff: 0. Failed: 0." in hand_over(capsys)


def test_a_school_that_fails_stops_no_other(capsys, monkeypatch):
    broken, _ = closed_and_new()
    closed_and_new()
    hand = services.of_people.take_over

    def fail_for_one(*, old, **how):
        if old == broken:
            raise ValueError("It cannot be read")
        return hand(old=old, **how)

    monkeypatch.setattr(services.of_people, "take_over", fail_for_one)
    said = hand_over(capsys)
    assert f"{broken.label}: ValueError: It cannot be read" in said
    assert "Handed over: 1. Waiting for staff: 0. Failed: 1." in said
    assert "We could not hand over 1 school" in said
    assert broken.find_tutor()


def test_a_long_list_is_cut_unless_all_is_asked_for(capsys, monkeypatch):
    monkeypatch.setattr("config.home.management.commands.hand_over_closed_schools.LISTED", 1)
    for _ in range(2):
        TutorAppointmentFactory(school=closed())
    assert "and 1 more (use --list-all to see them)" in hand_over(capsys)
    assert "more (use" not in hand_over(capsys, list_all=True)


def test_what_has_changed_since_it_was_found_is_left_alone():
    old, new = closed_and_new()
    [finding] = findings.find()
    SchoolCohortFactory(school=new, cohort=CohortFactory())
    assert services.hand_over_if_due(finding, by=services.Actor.command("tests")) is None
    assert old.find_tutor()
