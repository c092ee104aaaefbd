"""The invented ECTs and mentors: of every kind, and as many as are asked for."""

import io
from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from config.accounts.models import User
from config.events.models import Event
from config.home.sample_data import cast, crowd, named
from config.home.sample_data.people import FIRST_TRN_OF_CROWD
from config.web import clock
from notifications.models import Email
from participants import statuses
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Teacher, Training
from participants.statuses import ECTStatus, MentorStatus
from schools.models import School

from .sample_data import _development as _development
from .sample_data import everything, load, playing


def check_records():
    """Raises CommandError if a record breaks a rule."""
    call_command("check_records", stdout=io.StringIO())


#: The first and last days around which a year turns, and a leap day.
@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [
        *(date(2026, 11, 24), date(2027, 5, 30), date(2026, 6, 1), date(2026, 8, 31)),
        *(date(2026, 9, 1), date(2027, 1, 1), date(2028, 2, 29)),
    ],
)
def test_whatever_can_be_so_of_someone_is_so_of_someone(settings, today):
    settings.SERVICE_TODAY = today
    load()

    [yewdale] = playing(cast.PEOPLE)
    ects = yewdale.ects.not_removed().for_pages()
    assert {statuses.of_ect(ect) for ect in ects} == set(ECTStatus)
    assert {status_of(mentor) for mentor in yewdale.mentors.for_pages()} == set(MentorStatus)
    assert yewdale.ects.current().without_mentor().exists()
    assert yewdale.ects.exclude(appropriate_body=None).exists()
    assert Training.objects.filter(ect__school=yewdale).exclude(lead_provider=None).exists()
    check_records()


def status_of(mentor):
    return statuses.of_mentor(mentor, is_mentoring=mentor.mentorships.going_on().exists())


@pytest.mark.django_db
def test_mentors_of_every_kind_are_there():
    load()

    [yewdale] = playing(cast.PEOPLE)
    mentors = yewdale.mentors.current()
    in_training = mentors.filter(cohort__isnull=False, training_starts_on__lte=clock.today())
    assert in_training.filter(teacher__mentor_training_completed_on=None).exists()
    assert mentors.filter(training_starts_on__gt=clock.today()).exists()
    assert mentors.filter(teacher__mentor_training_completed_on__isnull=False).exists()
    assert mentors.filter(cohort=None).exists()
    [at_two] = Teacher.objects.filter(last_name="Petrov")
    assert len({place.school for place in at_two.mentor_places.current()}) == 2


@pytest.mark.django_db
def test_what_schools_do_today_goes_through_the_services():
    load()

    kinds = set(Email.objects.values_list("kind", flat=True))
    assert {"ect-registered", "mentor-registered", "moved", "name-changed"} <= kinds
    tutor = User.objects.get(last_name="Achterberg")
    jack = Teacher.objects.get(trn=named.TRNS["Jack Marlow"])
    noted = Event.objects.filter(about_type="teacher", about_id=jack.pk)
    assert set(noted.values_list("kind", flat=True)) == {"ECT registered", "mentor assigned"}
    assert set(noted.values_list("by_key", flat=True)) == {f"user:{tutor.pk}"}


@pytest.mark.django_db
def test_what_was_before_is_noted_when_it_was():
    load()

    renee = Teacher.objects.get(trn=named.TRNS["Renée O’Connell"])
    noted = Event.objects.filter(about_type="teacher", about_id=renee.pk)
    assert {event.at.date() for event in noted} == {date(2025, 7, 23), date(2025, 9, 1)}


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_people():
    load(teachers=20)
    people = everyone()
    for model in (Training, Mentorship, ECTAtSchool, MentorAtSchool, Teacher):
        model.objects.all().delete()
    load(teachers=20)
    assert everyone() == people


def everyone():
    """Who they are, and who mentors whom since when."""
    who = Teacher.objects.values_list("trn", "first_name", "last_name", "date_of_birth")
    pairs = Mentorship.objects.values_list(
        "ect__teacher__trn", "mentor__teacher__trn", "started_on"
    )
    return set(who), set(pairs)


@pytest.mark.django_db
def test_one_school_has_400_people_of_all_kinds():
    load()

    [longacre] = playing(cast.MANY_PEOPLE)
    assert longacre.ects.count() > 200
    assert longacre.ects.count() + longacre.mentors.count() == 400
    found = Counter(statuses.of_ect(ect) for ect in longacre.ects.for_pages())
    assert set(found) == set(ECTStatus) - {ECTStatus.JOINING}
    assert longacre.ects.current().count() > 150
    assert longacre.ects.current().without_mentor().count() > 10


@pytest.mark.django_db
def test_schools_of_the_cast_that_had_set_up_training_have_people():
    load()

    for school in playing(cast.CONFIRM):
        assert school.ects.exists()
        assert school.mentors.exists()
    for school in playing(cast.NEW):
        assert not school.ects.exists()


@pytest.mark.django_db
def test_teachers_are_spread_over_the_schools_around_the_cast():
    load(schools=100, teachers=400)

    spread = Teacher.objects.filter(trn__gte=str(FIRST_TRN_OF_CROWD))
    assert spread.count() == 400
    schools = School.objects.filter(urn__gte=crowd.FIRST_URN)
    numbers = Counter(schools.exclude(ects=None).values_list("ects__school", flat=True))
    assert len(numbers) > 10
    assert max(numbers.values()) - min(numbers.values()) <= 3
    mentored = ECTAtSchool.objects.filter(school__in=schools).exclude(mentorships=None)
    assert mentored.count() > 150
    assert not Email.objects.filter(about_type="teacher", school_urn__gte=crowd.FIRST_URN).exists()
    check_records()


@pytest.mark.django_db
def test_more_teachers_come_to_those_who_are_there():
    load(teachers=50)
    before = everything()
    load(teachers=50)
    assert everything() == before

    load(teachers=100)

    assert Teacher.objects.filter(trn__gte=str(FIRST_TRN_OF_CROWD)).count() == 100
    teachers = {row["id"]: row for row in everything()[Teacher]}
    assert all(teachers[row["id"]] == row for row in before[Teacher])
    check_records()


@pytest.mark.django_db
def test_teachers_need_a_school_that_has_set_up_training():
    with pytest.raises(CommandError, match="No school"):
        load(schools=10, teachers=5)


@pytest.mark.django_db
@pytest.mark.parametrize("teachers", [-1, 8_000_000])
def test_there_can_be_as_many_teachers_as_there_are_numbers(teachers):
    with pytest.raises(CommandError, match="7,999,999"):
        load(teachers=teachers)
