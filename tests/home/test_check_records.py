"""``check_records`` names each record that breaks a rule, whichever way it got there."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import CheckConstraint

from config.records.constraints import NoOverlap
from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Training
from partnerships.models import Partnership
from schools.models import School
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    StaffFactory,
    TeacherFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

pytestmark = pytest.mark.django_db

TODAY = clock.today
WEEK = timedelta(days=7)


def check(capsys):
    """What the command says."""
    try:
        call_command("check_records")
    except CommandError as error:
        return capsys.readouterr().out + str(error)
    return capsys.readouterr().out


def set_up(place):
    """The same, at a school that has set up training for their cohort."""
    SchoolCohortFactory(school=place.school, cohort=place.cohort, programme="school_led")
    return place


def changed(record, **values):
    """The same record, with values that no service would write."""
    type(record)._base_manager.filter(pk=record.pk).update(**values)
    return record


def test_records_that_keep_to_the_rules_are_fine(capsys):
    mentorship = MentorshipFactory()
    set_up(mentorship.ect)
    TrainingFactory(ect=mentorship.ect)
    TutorAppointmentFactory()
    said = check(capsys)
    assert "Every record keeps to them" in said
    assert "Not so" not in said


def mentorship_before_its_ect():
    ect = set_up(ECTFactory())
    mentor = MentorFactory(school=ect.school, started_on=TODAY() - WEEK)
    made = MentorshipFactory(school=ect.school, ect=ect, mentor=mentor)
    return changed(made, started_on=TODAY() - WEEK)


def mentorship_after_its_mentor_left():
    made = MentorshipFactory()
    set_up(made.ect)
    changed(made.mentor, finished_on=TODAY() + WEEK, own_finished_on=TODAY() + WEEK)
    return made


def mentorship_of_a_removed_ect():
    made = MentorshipFactory()
    changed(made.ect, removed_at=clock.now())
    return made


def training_that_outlives_its_place():
    made = TrainingFactory(ect=set_up(ECTFactory()))
    changed(made.ect, finished_on=TODAY() + WEEK, own_finished_on=TODAY() + WEEK)
    return made


def somebody_who_mentors_themself():
    made = MentorshipFactory()
    changed(made.mentor, teacher=made.ect.teacher)
    return made


def mentorship_that_outlives_the_induction():
    made = MentorshipFactory()
    made.ect.teacher.induction_completed_on = TODAY()
    made.ect.teacher.save()
    return made


def somebody_who_is_both():
    ect = set_up(ECTFactory())
    MentorFactory(teacher=ect.teacher)
    return ect


def two_with_one_address():
    mentor = MentorFactory()
    return set_up(ECTFactory(email=mentor.email))


def a_mentor_with_an_ects_address():
    ect = set_up(ECTFactory())
    return MentorFactory(email=ect.email)


def an_end_without_a_reason():
    return set_up(ECTFactory(finished_on=TODAY() + WEEK))


def somebody_who_gave_way_to_nobody():
    gone = ECTFactory(removed_at=clock.now())
    return ECTFactory(removed_at=clock.now(), gave_way=True, gave_way_to=gone)


def somebody_at_a_school_that_expects_nobody():
    ect = ECTFactory()
    SchoolCohortFactory(school=ect.school, cohort=ect.cohort, expects_ects="no")
    return ect


KEPT = {"kept_first_name": "Ada", "kept_last_name": "King", "kept_search_name": "ada king"}


def an_ect_by_a_name_of_before():
    return changed(set_up(ECTFactory()), **KEPT)


def a_mentor_by_a_name_of_before():
    return changed(MentorFactory(), **KEPT)


def a_mentor_in_the_cohort_of_another_year():
    return set_up(
        MentorFactory(
            cohort=CohortFactory(start_year=2026), training_starts_on=date(TODAY().year, 1, 1)
        )
    )


def a_partnership_without_its_programme():
    return PartnershipFactory()


def a_tutor_who_is_staff():
    return TutorAppointmentFactory(tutor=StaffFactory())


@pytest.mark.parametrize(
    "make",
    [
        mentorship_before_its_ect,
        mentorship_after_its_mentor_left,
        mentorship_of_a_removed_ect,
        training_that_outlives_its_place,
        somebody_who_mentors_themself,
        mentorship_that_outlives_the_induction,
        somebody_who_is_both,
        two_with_one_address,
        a_mentor_with_an_ects_address,
        an_end_without_a_reason,
        somebody_who_gave_way_to_nobody,
        somebody_at_a_school_that_expects_nobody,
        an_ect_by_a_name_of_before,
        a_mentor_by_a_name_of_before,
        a_mentor_in_the_cohort_of_another_year,
        a_partnership_without_its_programme,
        a_tutor_who_is_staff,
    ],
    ids=lambda make: make.__name__,
)
def test_a_record_that_breaks_a_rule_is_named(capsys, make):
    record = make()
    record.refresh_from_db()
    said = check(capsys)
    assert f"  {record._meta.verbose_name} {record.pk}: {record}\n" in said
    assert "break a rule." in said


@pytest.fixture
def let_go():
    """Have the database hold a table no longer to its checks and its overlaps."""

    def of(model):
        for constraint in model._meta.constraints:
            if isinstance(constraint, NoOverlap) or (
                isinstance(constraint, CheckConstraint) and connection.vendor != "sqlite"
            ):
                _execute(_drop(model, constraint))
        if connection.vendor == "sqlite":
            _execute("PRAGMA ignore_check_constraints = 1")

    yield of
    if connection.vendor == "sqlite":
        _execute("PRAGMA ignore_check_constraints = 0")


def _drop(model, constraint):
    if connection.vendor == "sqlite":
        return f"DROP TRIGGER {constraint.name}_insert"
    return f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {constraint.name}"


def _execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("kind", [ECTAtSchool, MentorAtSchool, Mentorship, Training, Partnership])
def test_a_period_that_ends_before_it_begins_is_found_where_the_database_let_it_in(
    capsys, let_go, kind
):
    makers = {
        ECTAtSchool: ECTFactory,
        MentorAtSchool: MentorFactory,
        Mentorship: MentorshipFactory,
        Training: TrainingFactory,
        Partnership: PartnershipFactory,
    }
    let_go(kind)
    record = changed(makers[kind](), finished_on=TODAY() - WEEK)
    name = f"{kind._meta.app_label}_{kind._meta.model_name}_ends_after_start"
    assert f"{name}. Not so:\n  {kind._meta.verbose_name} {record.pk}: " in check(capsys)


def test_places_that_overlap_are_found_where_the_database_let_them_in(capsys, let_go):
    teacher = TeacherFactory()
    let_go(ECTAtSchool)
    ECTFactory(teacher=teacher, finished_on=TODAY() + WEEK, own_finished_on=TODAY() + WEEK)
    ECTFactory(teacher=teacher, school=School.objects.get(), started_on=TODAY() + timedelta(days=1))
    said = check(capsys)
    assert said.count("  ECT at a school") >= 2
    assert "participants_ectatschool_one_school_at_a_time. Not so:" in said
