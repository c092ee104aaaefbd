"""Another school comes in between, before all is locked that may be written."""

import pytest

from participants.services import locks
from tests.factories import ECTFactory, MentorFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def test_a_move_waits_for_no_school_that_it_did_not_know(monkeypatch):
    mentor, known = MentorFactory(), locks._schools_of

    def then_registered_elsewhere(trn):
        found = known(trn)
        MentorFactory(teacher=mentor.teacher)
        return found

    monkeypatch.setattr(locks, "_schools_of", then_registered_elsewhere)
    with pytest.raises(locks.MovedMeanwhile):
        locks.lock_move(mentor.teacher.trn, school=SchoolFactory())
    monkeypatch.setattr(locks, "_schools_of", known)
    school, teacher = locks.lock_move(mentor.teacher.trn, school=mentor.school)
    assert (school, teacher) == (mentor.school, mentor.teacher)


def test_an_induction_waits_for_no_school_that_it_did_not_know(monkeypatch):
    ect, lock = ECTFactory(), locks.lock_teacher

    def after_they_moved(teacher):
        ect.end(ect.started_on)
        ECTFactory(teacher=teacher)
        return lock(teacher)

    monkeypatch.setattr(locks, "lock_teacher", after_they_moved)
    with pytest.raises(locks.MovedMeanwhile):
        locks.lock_induction(ect.teacher)
    monkeypatch.setattr(locks, "lock_teacher", lock)
    teacher, [place] = locks.lock_induction(ect.teacher)
    assert teacher == ect.teacher
    assert place.school != ect.school
