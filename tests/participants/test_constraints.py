"""What the database itself refuses, whoever writes: the forms and services are passed by."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool
from tests.factories import (
    CohortFactory,
    ECTFactory,
    LeadProviderFactory,
    MentorFactory,
    MentorshipFactory,
    ProviderPairingFactory,
    SchoolFactory,
    TeacherFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db

TODAY = clock.today
WEEK = timedelta(days=7)


@pytest.fixture
def refused(db):
    """Hold a block to being refused by the database, at once or at the end of the transaction."""

    class Refused:
        def __enter__(self):
            self.raises = pytest.raises(DatabaseError)
            self.raises.__enter__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def __exit__(self, kind, error, traceback):
            if kind is None:
                try:
                    connection.check_constraints()
                except DatabaseError as late:
                    kind, error = type(late), late
            self.atomic.__exit__(kind, error, traceback)
            return self.raises.__exit__(kind, error, traceback)

    return Refused()


def ends(day):
    """A period that has ended by itself."""
    return {"finished_on": day, "own_finished_on": day}


GONE = {"removed_at": clock.now()}


# Teachers


def test_two_teachers_cannot_have_one_trn(refused):
    teacher = TeacherFactory()
    with refused:
        TeacherFactory(trn=teacher.trn)


@pytest.mark.parametrize(
    "trn", ["", "123456", "12345678", "12/3456", "123456a", "１２３４５６７", "1234567\n"]
)
def test_a_trn_has_seven_digits(refused, trn):
    with refused:
        TeacherFactory(trn=trn)


@pytest.mark.parametrize("name", [{"first_name": ""}, {"last_name": ""}])
def test_a_teacher_has_both_names(refused, name):
    with refused:
        TeacherFactory(**name)


def test_an_induction_is_not_both_completed_and_exempt(refused):
    with refused:
        TeacherFactory(induction_completed_on=TODAY(), induction_exempt_on=TODAY())


# Places


def test_a_teacher_is_an_ect_at_one_school_at_a_time(refused):
    ect = ECTFactory()
    with refused:
        ECTFactory(teacher=ect.teacher)


def test_a_teacher_cannot_start_at_the_next_school_before_leaving_the_last(refused):
    ect = ECTFactory(**ends(TODAY() + WEEK))
    with refused:
        ECTFactory(teacher=ect.teacher, started_on=TODAY() + WEEK - timedelta(days=1))


def test_a_teacher_may_start_on_the_first_day_after_leaving():
    ect = ECTFactory(**ends(TODAY() + WEEK))
    assert ECTFactory(teacher=ect.teacher, started_on=TODAY() + WEEK)


def test_an_end_cannot_be_moved_into_the_next_place(refused):
    ect = ECTFactory(**ends(TODAY() + WEEK))
    ECTFactory(teacher=ect.teacher, started_on=TODAY() + WEEK)
    with refused:
        ECTAtSchool.objects.filter(pk=ect.pk).update(**ends(TODAY() + 2 * WEEK))


def test_a_removed_place_is_in_nobodys_way():
    ect = ECTFactory(**GONE)
    assert ECTFactory(teacher=ect.teacher)


def test_a_removed_place_cannot_come_back_over_another(refused):
    gone = ECTFactory(**GONE)
    ECTFactory(teacher=gone.teacher)
    with refused:
        ECTAtSchool.objects.filter(pk=gone.pk).update(removed_at=None)


def test_a_mentor_is_registered_once_at_a_school(refused):
    mentor = MentorFactory()
    with refused:
        MentorFactory(teacher=mentor.teacher, school=mentor.school)


def test_a_mentor_may_mentor_at_several_schools():
    mentor = MentorFactory()
    assert MentorFactory(teacher=mentor.teacher)


def test_a_mentor_is_trained_through_one_school(refused):
    training = {"cohort": CohortFactory(), "training_starts_on": date(2026, 9, 1)}
    mentor = MentorFactory(**training)
    with refused:
        MentorFactory(teacher=mentor.teacher, **training)


@pytest.mark.parametrize("values", [{"training_starts_on": date(2026, 9, 1)}, {"cohort": True}])
def test_a_mentors_cohort_and_term_go_together(refused, values):
    if "cohort" in values:
        values = {"cohort": CohortFactory()}
    with refused:
        MentorFactory(**values)


@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
def test_a_place_has_an_email_address(refused, factory):
    with refused:
        factory(email="")


PERIODS = [ECTFactory, MentorFactory, MentorshipFactory, TrainingFactory]


@pytest.mark.parametrize("factory", PERIODS)
@pytest.mark.parametrize("days", [0, -1])
def test_a_period_ends_after_it_starts(refused, factory, days):
    with refused:
        factory(**ends(TODAY() + timedelta(days=days)))


@pytest.mark.parametrize("factory", PERIODS)
@pytest.mark.parametrize("finished_on", [None, 2 * WEEK])
def test_a_period_ends_by_its_own_end(refused, factory, finished_on):
    end = finished_on and TODAY() + finished_on
    with refused:
        factory(finished_on=end, own_finished_on=TODAY() + WEEK)


@pytest.mark.parametrize("factory", PERIODS)
def test_a_period_that_gave_way_is_void(refused, factory):
    with refused:
        factory(gave_way=True)


@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
@pytest.mark.parametrize("name", ["kept_first_name", "kept_last_name", "kept_search_name"])
def test_a_place_keeps_a_whole_name_or_none(refused, factory, name):
    place = factory()
    with refused:
        type(place).objects.filter(pk=place.pk).update(**{name: "Ada"})


@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
def test_a_place_gives_way_to_another_only_if_it_is_void(refused, factory):
    other = factory()
    with refused:
        factory(gave_way_to=other, **GONE)


# Mentorships


def test_an_ect_has_one_mentor_at_a_time(refused):
    mentorship = MentorshipFactory()
    other = MentorFactory(school=mentorship.school)
    with refused:
        MentorshipFactory(school=mentorship.school, ect=mentorship.ect, mentor=other)


def test_a_mentor_may_mentor_several_ects():
    mentorship = MentorshipFactory()
    assert MentorshipFactory(school=mentorship.school, mentor=mentorship.mentor)


def test_a_mentor_of_another_school_cannot_mentor(refused):
    ect = ECTFactory()
    with refused:
        MentorshipFactory(school=ect.school, ect=ect, mentor=MentorFactory())


def test_an_ect_of_another_school_cannot_be_mentored(refused):
    mentor = MentorFactory()
    with refused:
        MentorshipFactory(school=mentor.school, ect=ECTFactory(), mentor=mentor)


def test_someone_who_is_mentored_cannot_be_carried_to_another_school(refused):
    mentorship = MentorshipFactory()
    with refused:
        ECTAtSchool.objects.filter(pk=mentorship.ect.pk).update(school=SchoolFactory())


# Training


def test_training_belongs_to_one_person(refused):
    with refused:
        TrainingFactory(mentor=MentorFactory())


def test_training_belongs_to_somebody(refused):
    with refused:
        TrainingFactory(ect=None, cohort=CohortFactory())


def test_training_of_ones_own_says_what_differs(refused):
    with refused:
        TrainingFactory(state="training")


def test_a_delivery_partner_goes_with_a_lead_provider(refused):
    pairing = ProviderPairingFactory()
    with refused:
        TrainingFactory(delivery_partner=pairing.delivery_partner)


def test_providers_work_together_in_the_cohort(refused):
    pairing = ProviderPairingFactory()
    with refused:
        TrainingFactory(
            lead_provider=LeadProviderFactory(), delivery_partner=pairing.delivery_partner
        )


def test_training_is_in_the_cohort_of_the_ect(refused):
    ect = ECTFactory()
    with refused:
        TrainingFactory(ect=ect, cohort=CohortFactory(start_year=2025))


def test_training_is_in_the_cohort_of_the_mentor(refused):
    mentor = MentorFactory(cohort=CohortFactory(), training_starts_on=date(2026, 9, 1))
    with refused:
        TrainingFactory(ect=None, mentor=mentor, cohort=CohortFactory(start_year=2025))


def test_an_ects_cohort_cannot_change_without_their_training(refused):
    training = TrainingFactory()
    with refused:
        ECTAtSchool.objects.filter(pk=training.ect.pk).update(cohort=CohortFactory(start_year=2025))


def test_someone_has_training_of_their_own_once_at_a_time(refused):
    training = TrainingFactory()
    with refused:
        TrainingFactory(ect=training.ect, state="stopped")


def test_a_state_of_training_is_a_known_one(refused):
    with refused:
        TrainingFactory(state="asleep")


def test_what_others_rest_on_cannot_be_deleted():
    mentorship = MentorshipFactory()
    for record in (mentorship.ect.teacher, mentorship.ect, mentorship.mentor):
        with pytest.raises(Exception, match="protected"), transaction.atomic():
            record.delete()
    assert MentorAtSchool.objects.exists()
