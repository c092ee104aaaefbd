"""Which closed schools hand over, and which wait for staff, with the reason why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.home.handover import findings
from config.web import clock
from schools.models import SchoolCohort, SchoolLink
from tests.factories import (
    ECTFactory,
    InvitationFactory,
    MentorFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TutorAppointmentFactory,
)

from .handing_over import (
    DAY,
    TODAY,
    closed,
    closed_and_new,
    ect_of,
    full_school,
    hand_over,
    linked,
    mentor_of,
    set_up,
)
from .handing_over import _september as _september

pytestmark = pytest.mark.django_db


def test_a_school_hands_over_to_the_one_school_that_took_its_place(capsys):
    old, new = full_school()
    said = hand_over(capsys)
    assert (
        f"{old.label} to {new.label} from 1 September 2026: its induction tutor, 1 answer,"
        " 1 partnership, 1 ECT, 1 mentor." in said
    )
    assert "Handed over: 1. Waiting for staff: 0. Failed: 0." in said


def test_one_side_of_the_tie_is_enough(capsys):
    _, new = closed_and_new()
    SchoolLink.objects.filter(school=new).delete()
    assert "Handed over: 1." in hand_over(capsys)


def no_closing_date(old, new):
    old.closed_on = None
    old.save()
    return "Rosewood Academy (URN {}) took its place, and GIAS does not say when it closed."


def no_link(old, new):
    SchoolLink.objects.all().delete()
    return "GIAS names no school that took its place."


def a_link_on_the_other_side_only(old, new):
    SchoolLink.objects.filter(school=old).delete()
    return "GIAS says at Rosewood Academy (URN {}) that it took its place, and does not say so"


def two_successors(old, new):
    linked(old, SchoolFactory(name="Another School"))
    return "Several schools took its place: "


def another_that_names_it(old, new):
    linked(old, SchoolFactory(name="Another School"), successor="")
    return "Several schools took its place: "


def a_merger(old, new):
    SchoolLink.objects.filter(school=old).update(link_type="Successor - merged")
    return "GIAS says “Successor - merged” of it: a merger or a split."


def a_merger_on_the_other_side(old, new):
    SchoolLink.objects.filter(school=new).update(link_type="Predecessor - amalgamated")
    return "GIAS says “Predecessor - amalgamated” of it: a merger or a split."


def a_split(old, new):
    SchoolLink.objects.filter(school=old).update(link_type="Successor - Split School")
    return "GIAS says “Successor - Split School” of it: a merger or a split."


def amalgamated_besides(old, new):
    linked(old, SchoolFactory(), successor="Result of Amalgamation", predecessor="")
    return "GIAS says “Result of Amalgamation” of it: a merger or a split."


def another_predecessor(old, new):
    linked(closed(name="Another School"), new, successor="")
    return "Rosewood Academy (URN {}) took the place of other schools, too: Another School (URN "


def another_predecessor_by_its_own_link(old, new):
    linked(closed(name="Another School"), new, predecessor="")
    return "Rosewood Academy (URN {}) took the place of other schools, too: Another School (URN "


def another_predecessor_that_we_do_not_have(old, new):
    SchoolLink.objects.create(school=new, link_urn=999999, link_type="Predecessor")
    return "Rosewood Academy (URN {}) took the place of other schools, too: URN 999999."


def a_successor_that_took_in_another(old, new):
    linked(closed(), new, successor="", predecessor="Merged - expansion of school capacity")
    return (
        "GIAS says “Merged - expansion of school capacity” of Rosewood Academy (URN {}): a merger"
    )


def a_successor_that_we_do_not_have(old, new):
    SchoolLink.objects.filter(school=old).update(link_urn=999998)
    SchoolLink.objects.filter(school=new).delete()
    return "The school that took its place is not among ours: URN 999998."


def a_successor_that_has_closed(old, new):
    new.status_code = 2
    new.save()
    return "Rosewood Academy (URN {}) took its place, and has closed as well."


def a_successor_that_is_not_open_yet(old, new):
    new.status_code = 4
    new.save()
    return "Rosewood Academy (URN {}) took its place, and is not open yet."


def a_successor_of_another_kind(old, new):
    new.type_code = 47
    new.save()
    return "Rosewood Academy (URN {}) took its place, and may not register people."


def a_successor_with_a_tutor(old, new):
    TutorAppointmentFactory(school=new, finished_on=clock.today() + DAY)
    return "Rosewood Academy (URN {}) took its place, and has records of its own: an induction"


def a_successor_with_an_answer(old, new):
    SchoolCohortFactory(school=new, expects_ects="unknown")
    return "Rosewood Academy (URN {}) took its place, and has records of its own: answers."


def a_successor_with_a_partnership(old, new):
    PartnershipFactory(school=new, finished_on=clock.today() + DAY, ending="mistake")
    return "Rosewood Academy (URN {}) took its place, and has records of its own: partnerships."


def a_successor_with_an_ect(old, new):
    ECTFactory(school=new, finished_on=clock.today() + DAY, own_finished_on=clock.today() + DAY)
    return "Rosewood Academy (URN {}) took its place, and has records of its own: ECTs."


def a_successor_with_an_ect_who_may_come_back(old, new):
    ECTFactory(school=new, removed_at=clock.now(), gave_way=True)
    return "Rosewood Academy (URN {}) took its place, and has records of its own: ECTs."


def a_successor_with_a_mentor(old, new):
    MentorFactory(school=new)
    return "Rosewood Academy (URN {}) took its place, and has records of its own: mentors."


def a_successor_that_may_not_choose_the_programme(old, new):
    set_up(old)
    new.type_code = 11
    new.save()
    return "Rosewood Academy (URN {}) cannot choose the training programme of 2025 to 2026."


def a_closing_that_has_not_come(old, new):
    old.closed_on = TODAY
    old.save()
    return "It goes to Rosewood Academy (URN {}) from 11 September 2026 on."


WAITING = [
    no_closing_date,
    no_link,
    a_link_on_the_other_side_only,
    two_successors,
    another_that_names_it,
    a_merger,
    a_merger_on_the_other_side,
    a_split,
    amalgamated_besides,
    another_predecessor,
    another_predecessor_by_its_own_link,
    another_predecessor_that_we_do_not_have,
    a_successor_that_took_in_another,
    a_successor_that_we_do_not_have,
    a_successor_that_has_closed,
    a_successor_that_is_not_open_yet,
    a_successor_of_another_kind,
    a_successor_with_a_tutor,
    a_successor_with_an_answer,
    a_successor_with_a_partnership,
    a_successor_with_an_ect,
    a_successor_with_an_ect_who_may_come_back,
    a_successor_with_a_mentor,
    a_successor_that_may_not_choose_the_programme,
    a_closing_that_has_not_come,
]


@pytest.mark.parametrize("case", WAITING, ids=lambda case: case.__name__)
def test_it_waits_for_staff_with_a_reason(capsys, case):
    old, new = closed_and_new()
    reason = case(old, new).format(new.urn)
    said = hand_over(capsys)
    assert f"{old.label}: {reason}" in said
    assert "Handed over: 0. Waiting for staff: 1. Failed: 0." in said
    assert old.find_tutor()


def test_it_goes_the_day_after_it_closed(capsys, settings):
    old, _ = closed_and_new()
    old.closed_on = TODAY
    old.save()
    settings.SERVICE_TODAY = TODAY + DAY
    assert "from 11 September 2026: its induction tutor." in hand_over(capsys)


def test_an_invitation_without_an_answer_does_not_stop_it(capsys):
    _, new = closed_and_new()
    InvitationFactory(school=new)
    assert "Handed over: 1." in hand_over(capsys)


def test_records_that_were_removed_do_not_stop_it(capsys):
    _, new = closed_and_new()
    ECTFactory(school=new, removed_at=clock.now())
    TutorAppointmentFactory(school=new, removed_at=clock.now())
    assert "Handed over: 1." in hand_over(capsys)


def left(old):
    ect_of(old, finished_on=TODAY, own_finished_on=TODAY)


def completed(old):
    ect_of(old, teacher__induction_completed_on=TODAY)


def removed(old):
    ect_of(old, removed_at=clock.now())
    mentor_of(old, removed_at=clock.now())


def ended(old):
    set_up(old, finished_on=TODAY, ending="replaced")
    TutorAppointmentFactory(school=old, started_on=TODAY - DAY, finished_on=TODAY)


@pytest.mark.parametrize("case", [left, completed, removed, ended], ids=lambda case: case.__name__)
def test_a_school_that_has_nothing_left_is_not_listed(capsys, case):
    case(closed(name="Empty School"))
    said = hand_over(capsys)
    assert "Empty School" not in said
    assert "Handed over: 0. Waiting for staff: 0." in said


def test_a_school_that_never_had_anything_hands_nothing_over(capsys):
    linked(closed(), SchoolFactory())
    assert "Handed over: 0. Waiting for staff: 0." in hand_over(capsys)


def test_an_open_school_is_not_listed(capsys):
    TutorAppointmentFactory(school__name="Open School")
    ect_of(SchoolFactory(name="Open School", status_code=3))
    assert "Open School" not in hand_over(capsys)


def test_answers_alone_go_along_and_wait_for_nobody(capsys):
    old, new = closed(), SchoolFactory()
    linked(old, new)
    SchoolCohortFactory(school=old, expects_ects="no")
    SchoolCohortFactory(school=closed())
    assert "1 answer." in hand_over(capsys)
    assert SchoolCohort.objects.get(school=new).expects_ects == "no"
    assert "Handed over: 0. Waiting for staff: 0." in hand_over(capsys)


def test_of_two_that_follow_each_other_the_first_goes_first(capsys):
    first, second = closed_and_new()
    tutor = first.find_tutor()
    third = SchoolFactory(name="Rosewood All-through School")
    assert "Handed over: 1." in hand_over(capsys)
    second.status_code, second.closed_on = 2, TODAY - DAY
    second.save()
    linked(second, third)
    assert f"{second.label} to {third.label}" in hand_over(capsys)
    assert third.find_tutor() == tutor
    assert not first.find_tutor()


def test_looking_costs_the_same_however_many_schools_wait():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            list(findings.find())
        return len(captured)

    closed_and_new()
    few = queries()
    for _ in range(3):
        old, _ = full_school()
        two_successors(old, None)
    assert queries() == few <= 8
