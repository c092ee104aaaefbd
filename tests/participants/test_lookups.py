"""What looking a person up comes to: the first row of the rules that fits."""

from datetime import date, timedelta

import pytest

from config.web import clock
from participants import lookups
from participants.lookups import GO_ON, Finding, LookUp, Outcome, Person, Role
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    SchoolFactory,
    TeacherFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "here", "elsewhere"
PAST, NOW, FUTURE = -60, 0, 60
FACTORIES = {Role.ECT: ECTFactory, Role.MENTOR: MentorFactory}


@pytest.fixture
def school():
    """The school that asks."""
    return SchoolFactory()


@pytest.fixture
def teacher():
    """Whom it asks about."""
    return TeacherFactory(first_name="Zoë")


def day(offset):
    """So many days from today."""
    return clock.today() + timedelta(days=offset)


def place(factory, teacher, school, *, at, start=PAST, end=None, **details):
    """A place of the teacher’s, at the school that asks or at another."""
    finished_on = None if end is None else day(end)
    return factory(
        teacher=teacher,
        school=school if at == HERE else SchoolFactory(),
        started_on=day(start),
        finished_on=finished_on,
        own_finished_on=finished_on,
        **details,
    )


def find(teacher, school, role=Role.ECT, **typed):
    """Look the teacher up, as typed."""
    known = {
        "trn": teacher.trn,
        "first_name": teacher.first_name,
        "last_name": teacher.last_name,
        "date_of_birth": teacher.date_of_birth,
    }
    return lookups.find(Person(**known | typed), role=role, school=school)


UNKNOWN = Finding(Outcome.NEW, is_unknown=True)


# No standing record


@pytest.mark.parametrize("role", Role)
def test_nobody_has_the_trn(school, role):
    person = Person(trn="1234567", first_name="Zoë", last_name="X", date_of_birth=date(1999, 1, 1))
    assert lookups.find(person, role=role, school=school) == UNKNOWN


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
@pytest.mark.parametrize("at", [HERE, ELSEWHERE])
def test_a_record_of_which_all_is_removed_is_no_record(school, teacher, role, factory, at):
    place(factory, teacher, school, at=at, removed_at=clock.now())
    typed = {"first_name": "Other", "date_of_birth": date(1980, 1, 1)}
    assert find(teacher, school, role, **typed) == UNKNOWN


def test_a_record_with_one_thing_left_stands(school, teacher):
    place(ECTFactory, teacher, school, at=HERE, removed_at=clock.now())
    place(ECTFactory, teacher, school, at=ELSEWHERE)
    assert find(teacher, school).outcome == Outcome.ELSEWHERE


# Details


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
@pytest.mark.parametrize("at", [HERE, ELSEWHERE])
@pytest.mark.parametrize("end", [None, NOW, FUTURE])
def test_another_date_of_birth_tells_nothing_else(school, teacher, role, factory, at, end):
    place(factory, teacher, school, at=at, end=end)
    born = teacher.date_of_birth + timedelta(days=1)
    typed = {"date_of_birth": born, "first_name": "Other"}
    assert find(teacher, school, role, **typed) == Finding(Outcome.DETAILS_DIFFER)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
@pytest.mark.parametrize("at", [HERE, ELSEWHERE])
def test_another_first_name_tells_nothing_else(school, teacher, role, factory, at):
    place(factory, teacher, school, at=at)
    assert find(teacher, school, role, first_name="Sue") == Finding(Outcome.NAME_DIFFERS)


@pytest.mark.parametrize("typed", ["ZOE", "Dr Zoë", "zoë", "Zoë Anne"])
def test_a_first_name_may_be_written_differently_and_the_last_be_another(school, teacher, typed):
    here = place(ECTFactory, teacher, school, at=HERE)
    found = find(teacher, school, first_name=typed, last_name="Married")
    assert found == Finding(Outcome.HERE, here.pk)


# The other role


@pytest.mark.parametrize("at", [HERE, ELSEWHERE])
@pytest.mark.parametrize("end", [None, NOW, FUTURE])
def test_a_mentor_is_no_ect(school, teacher, at, end):
    place(MentorFactory, teacher, school, at=at, end=end)
    assert find(teacher, school) == Finding(Outcome.OTHER_ROLE)


@pytest.mark.parametrize("at", [HERE, ELSEWHERE])
@pytest.mark.parametrize("end", [None, NOW, FUTURE])
def test_an_ect_is_no_mentor_until_the_induction_is_over(school, teacher, at, end):
    place(ECTFactory, teacher, school, at=at, end=end)
    assert find(teacher, school, Role.MENTOR) == Finding(Outcome.OTHER_ROLE)
    teacher.induction_completed_on = day(1)
    teacher.save()
    assert find(teacher, school, Role.MENTOR) == Finding(Outcome.OTHER_ROLE)
    teacher.induction_completed_on = day(NOW)
    teacher.save()
    assert find(teacher, school, Role.MENTOR) == Finding(Outcome.NEW)


# The induction is over


@pytest.mark.parametrize("at", [HERE, ELSEWHERE])
@pytest.mark.parametrize("end", [None, NOW, FUTURE])
@pytest.mark.parametrize(
    ("field", "outcome"),
    [
        ("induction_completed_on", Outcome.INDUCTION_COMPLETED),
        ("induction_exempt_on", Outcome.EXEMPT),
    ],
)
def test_an_induction_that_is_over_stops_an_ect(school, teacher, at, end, field, outcome):
    place(ECTFactory, teacher, school, at=at, end=end)
    setattr(teacher, field, day(NOW))
    teacher.save()
    assert find(teacher, school) == Finding(outcome)
    setattr(teacher, field, day(1))
    teacher.save()
    assert find(teacher, school).outcome != outcome


# Paused or stopped


@pytest.mark.parametrize(
    ("state", "outcome"), [("paused", Outcome.PAUSED), ("stopped", Outcome.STOPPED)]
)
@pytest.mark.parametrize("end", [None, FUTURE])
def test_interrupted_training_here_is_said(school, teacher, state, outcome, end):
    here = place(ECTFactory, teacher, school, at=HERE, end=end)
    TrainingFactory(ect=here, state=state, finished_on=here.finished_on)
    assert find(teacher, school) == Finding(outcome, here.pk)


def test_interrupted_training_elsewhere_is_not_this_schools_concern(school, teacher):
    there = place(ECTFactory, teacher, school, at=ELSEWHERE)
    TrainingFactory(ect=there, state="stopped")
    assert find(teacher, school) == Finding(Outcome.ELSEWHERE)


def test_a_pause_that_is_over_or_still_to_come_is_none(school, teacher):
    here = place(ECTFactory, teacher, school, at=HERE)
    TrainingFactory(ect=here, started_on=day(-9), finished_on=day(NOW))
    TrainingFactory(ect=here, started_on=day(9))
    assert find(teacher, school) == Finding(Outcome.HERE, here.pk)


# Where they are


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("at", "start", "end", "outcome"),
    [
        (HERE, PAST, None, Outcome.HERE),
        (HERE, NOW, None, Outcome.HERE),
        (HERE, FUTURE, None, Outcome.HERE),
        (HERE, PAST, FUTURE, Outcome.LEAVING),
        (HERE, PAST, 1, Outcome.LEAVING),
        (ELSEWHERE, PAST, None, Outcome.ELSEWHERE),
        (ELSEWHERE, FUTURE, None, Outcome.ELSEWHERE),
        (ELSEWHERE, PAST, FUTURE, Outcome.ELSEWHERE),
        (ELSEWHERE, PAST, 1, Outcome.ELSEWHERE),
        (HERE, PAST, NOW, Outcome.LEFT_HERE),
        (ELSEWHERE, PAST, NOW, Outcome.LEFT_ELSEWHERE),
    ],
)
def test_where_someone_is(school, teacher, role, at, start, end, outcome):
    mine = place(FACTORIES[role], teacher, school, at=at, start=start, end=end)
    found = find(teacher, school, role)
    assert found.outcome == outcome
    assert found.place_id == (mine.pk if at == HERE else None)
    assert not found.is_unknown


def test_who_comes_back_goes_on_in_their_cohort_after_they_left(school, teacher):
    cohort = CohortFactory(start_year=2025)
    place(ECTFactory, teacher, school, at=HERE, start=-90, end=-70, cohort=cohort)
    last = place(ECTFactory, teacher, school, at=HERE, end=-5, cohort=cohort)
    assert find(teacher, school) == Finding(
        Outcome.LEFT_HERE, last.pk, left_on=day(-5), cohort_year=2025
    )


@pytest.mark.parametrize(
    ("last_at", "outcome"), [(HERE, Outcome.LEFT_HERE), (ELSEWHERE, Outcome.LEFT_ELSEWHERE)]
)
def test_the_last_school_counts_for_someone_who_left(school, teacher, last_at, outcome):
    first_at = ELSEWHERE if last_at == HERE else HERE
    place(ECTFactory, teacher, school, at=first_at, start=-90, end=-40)
    place(ECTFactory, teacher, school, at=last_at, start=-40, end=-10)
    found = find(teacher, school)
    assert found.outcome == outcome
    assert (found.left_on is None) == (last_at == ELSEWHERE)


def test_someone_who_left_here_and_is_elsewhere_now_is_elsewhere(school, teacher):
    place(ECTFactory, teacher, school, at=HERE, start=-90, end=-40)
    place(ECTFactory, teacher, school, at=ELSEWHERE, start=-40)
    assert find(teacher, school) == Finding(Outcome.ELSEWHERE)


def test_someone_who_leaves_here_for_another_school_is_still_here(school, teacher):
    here = place(ECTFactory, teacher, school, at=HERE, end=FUTURE)
    place(ECTFactory, teacher, school, at=ELSEWHERE, start=FUTURE)
    assert find(teacher, school) == Finding(Outcome.LEAVING, here.pk)


def test_a_mentor_here_and_elsewhere_is_here(school, teacher):
    place(MentorFactory, teacher, school, at=ELSEWHERE)
    here = place(MentorFactory, teacher, school, at=HERE)
    place(MentorFactory, teacher, school, at=ELSEWHERE)
    assert find(teacher, school, Role.MENTOR) == Finding(Outcome.HERE, here.pk)


def test_what_gave_way_to_a_move_does_not_count(school, teacher):
    place(ECTFactory, teacher, school, at=HERE, start=FUTURE, removed_at=clock.now(), gave_way=True)
    place(ECTFactory, teacher, school, at=ELSEWHERE)
    assert find(teacher, school) == Finding(Outcome.ELSEWHERE)


# What a school is told


def test_a_finding_names_places_of_the_school_that_asks_only(school, teacher):
    theirs = place(ECTFactory, teacher, school, at=ELSEWHERE, end=FUTURE)
    found = find(teacher, school)
    assert theirs.pk not in vars(found).values()
    assert vars(found) == vars(Finding(Outcome.ELSEWHERE))


@pytest.mark.parametrize("role", Role)
def test_each_outcome_of_a_role_goes_on_or_stops(role):
    assert GO_ON[role] <= set(Outcome)
    assert not GO_ON[role] & {Outcome.DETAILS_DIFFER, Outcome.NAME_DIFFERS, Outcome.OTHER_ROLE}


# Budgets


def test_one_query_is_enough_however_much_there_is_and_whatever_names_are_tried(
    school, teacher, django_assert_num_queries
):
    teacher.induction_completed_on = day(-300)
    teacher.save()
    place(ECTFactory, teacher, school, at=HERE, start=-800, end=-700)
    place(ECTFactory, teacher, school, at=ELSEWHERE, start=-700, end=-300)
    for _ in range(5):
        place(MentorFactory, teacher, school, at=ELSEWHERE)
    look_up = LookUp(teacher.trn, role=Role.MENTOR, school=school)
    typed = {"trn": teacher.trn, "last_name": "X", "date_of_birth": teacher.date_of_birth}
    with django_assert_num_queries(1):
        outcomes = [
            look_up.find(Person(first_name=name, **typed)).outcome for name in ("Sue", "Zoe")
        ]
    assert outcomes == [Outcome.NAME_DIFFERS, Outcome.ELSEWHERE]


def test_a_known_and_an_unknown_trn_take_the_same_work(school, teacher, django_assert_num_queries):
    place(ECTFactory, teacher, school, at=ELSEWHERE)
    with django_assert_num_queries(1):
        find(teacher, school)
    with django_assert_num_queries(1):
        find(teacher, school, trn="7654321")


def test_an_ect_who_has_paused_here_takes_no_more(school, teacher, django_assert_num_queries):
    ect = place(ECTFactory, teacher, school, at=HERE)
    TrainingFactory(ect=ect, state="paused", started_on=day(PAST))
    with django_assert_num_queries(1):
        assert find(teacher, school).outcome == Outcome.PAUSED
