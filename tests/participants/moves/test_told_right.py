"""Schools and lead providers are told of a move what is so: when it is one, and what it changes."""

from datetime import date

import pytest

from config.events.models import Event
from participants.services import details, leaving, registrations

from .situations import (
    DAY,
    IN_APRIL,
    IN_MARCH,
    TUTOR,
    as_seen,
    ect_at,
    emails,
    move_ect,
    status,
)

pytestmark = pytest.mark.django_db


def left(on):
    return {"finished_on": on, "own_finished_on": on}


def test_a_cancelled_move_of_one_who_had_begun_nowhere_is_told_to_the_lead_provider(old, new):
    after = move_ect(ect_at(old, started_on=IN_APRIL).teacher, new, IN_MARCH)
    assert emails("joining-training") == ["south@provider.example"]
    registrations.remove(after, by=TUTOR)
    assert emails("not-joining-training") == ["north@provider.example", "south@provider.example"]


def test_one_who_comes_back_does_not_move_wherever_they_were_before(old, new):
    first_left, then_left = date(2026, 10, 1), date(2026, 12, 1)
    teacher = ect_at(old, **left(first_left)).teacher
    ect_at(new, teacher=teacher, started_on=first_left, **left(then_left))
    again = ect_at(new, teacher=teacher, started_on=IN_MARCH)
    assert status(again) == "starting"
    registrations.remove(again, by=TUTOR)
    assert emails("not-joining-training") == []


def test_who_leaves_all_the_same_when_the_move_is_cancelled_does_not_stay(old, new):
    before = ect_at(old)
    leaving.report(before, last_day=IN_APRIL, by=TUTOR)
    after = move_ect(before.teacher, new, IN_MARCH)
    registrations.remove(after, by=TUTOR)
    assert as_seen(before).last_day == IN_APRIL
    assert emails("someone-back") == ["oldham@tutor.example"]
    assert emails("leaver-stays") == []


def test_a_move_that_is_put_off_beyond_the_last_day_reported_is_a_move_still(old, new):
    before = ect_at(old)
    leaving.report(before, last_day=IN_APRIL - DAY, by=TUTOR)
    after = move_ect(before.teacher, new, IN_MARCH)
    details.change_start_date(ect=after, started_on=IN_APRIL + DAY, shown=IN_MARCH, by=TUTOR)
    assert as_seen(before).last_day == IN_APRIL - DAY
    assert emails("someone-back") == emails("leaver-stays") == []
    assert emails("someone-leaving") == ["oldham@tutor.example"] * 2
    [last, *_] = Event.objects.filter(school_urn=old.urn)
    assert (last.kind, last.after) == ("moved away", {"last day": "2027-04-11"})
