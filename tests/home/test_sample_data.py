"""The invented schools: each plays its part, and loading them again disturbs nothing."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.accounts.models import User
from config.events.models import Event
from config.home.sample_data import cast, crowd, gias, loading, named
from config.home.sample_data.people import FIRST_TRN_OF_CROWD
from config.home.sample_data.providers import Years
from config.web import clock
from notifications.models import Email
from participants import statuses
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Teacher, Training
from participants.statuses import ECTStatus, MentorStatus
from partnerships.models import LeadProvider, Partnership, ProviderPairing
from schools.models import Cohort, School, SchoolCohort, SchoolLink, TutorAppointment

YEARS = Years(2026)


@pytest.fixture(autouse=True)
def _development(settings):
    settings.DEBUG = True
    settings.SERVICE_TODAY = date(2026, 11, 24)


def load(**options):
    output = io.StringIO()
    call_command("load_sample_data", **{"schools": 60, "stdout": output} | options)
    return output.getvalue()


def check_records():
    """Raises CommandError if a record breaks a rule."""
    call_command("check_records", stdout=io.StringIO())


def playing(story):
    """The schools of one story."""
    names = [part.name for part in cast.PARTS if part.story == story]
    schools = School.objects.filter(name__in=names)
    assert len(schools) == len(names) > 0
    return schools


def last_partnership(school):
    return school.partnerships.standing().get(cohort__start_year=YEARS.last)


def is_offered(partnership):
    return ProviderPairing.objects.filter(
        cohort__start_year=YEARS.registration,
        lead_provider=partnership.lead_provider,
        delivery_partner=partnership.delivery_partner,
    ).exists()


def goes_on(lead_provider):
    return lead_provider.pairings.filter(cohort__start_year=YEARS.registration).exists()


def has_tutor(school):
    return school.appointments.standing().exists()


@pytest.mark.django_db
def test_last_year_of_the_cast_is_as_its_stories_say():
    load()

    confirming = playing(cast.CONFIRM)
    assert {has_tutor(school) for school in confirming} == {True, False}
    assert all(is_offered(last_partnership(school)) for school in confirming)
    for school in playing(cast.PROVIDER_STOPPED):
        assert not goes_on(last_partnership(school).lead_provider)
    for school in playing(cast.PARTNER_LEFT):
        partnership = last_partnership(school)
        assert goes_on(partnership.lead_provider)
        assert not is_offered(partnership)
    for school in playing(cast.NO_PARTNER):
        assert last_partnership(school).delivery_partner is None
    for school in playing(cast.OWN_PROGRAMME):
        assert school.cohorts.get(cohort__start_year=YEARS.last).programme == "school_led"
    for school in playing(cast.NEW):
        assert not has_tutor(school)
        assert not school.partnerships.exists()


@pytest.mark.django_db
def test_the_cast_today_is_as_its_stories_say():
    load()

    for school in playing(cast.REPORTED):
        reported = school.partnerships.standing().get(cohort__start_year=YEARS.registration)
        assert reported.status == "confirmed"
        assert reported.reported_at
    assert TutorAppointment.objects.filter(tutor__last_name="Osei").count() == 2
    for school in playing(cast.SECTION_41):
        assert school.is_funded
        assert school.type_code == 11
    for school in playing(cast.NOT_FUNDED):
        assert school.may_register
        assert not school.is_funded
    for school in playing(cast.CLOSED):
        assert not school.is_open
        [link] = school.links.filter(link_type="Successor")
        assert School.objects.get(urn=link.link_urn) in playing(cast.SUCCESSOR)
    for school in playing(cast.NO_ADDRESS):
        assert school.contact_email == ""
    for school in [*playing(cast.PEOPLE), *playing(cast.MANY_PEOPLE)]:
        assert all(answer.is_set_up for answer in school.cohorts.all())
        assert all(answer.appropriate_body for answer in school.cohorts.all())
        assert school.cohorts.count() == 3


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


@pytest.mark.django_db
def test_invitations_go_to_all_who_are_asked_and_have_an_address():
    printed = load(invite=True)

    invited = School.objects.invited().exclude(contact_email="", appointments=None)
    invited = invited.exclude(name__in=["Yewdale Primary School", "Longacre Academy"])
    assert Email.objects.filter(kind="expecting-ects").count() == invited.count() > 20
    assert "Ashdown Primary School" in printed


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    load(invite=True)
    before = everything()
    load(invite=True)
    assert everything() == before


def everything():
    models = [
        *(School, SchoolLink, SchoolCohort, TutorAppointment, Cohort),
        *(LeadProvider, ProviderPairing, Partnership, User, Email),
        *(Teacher, ECTAtSchool, MentorAtSchool, Mentorship, Training, Event),
    ]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


@pytest.mark.django_db
def test_loading_again_keeps_what_was_done_meanwhile():
    load()
    school = playing(cast.REPORTED).filter(appointments__isnull=False).get()
    school.appointments.get().end(clock.today())
    reported = school.partnerships.get(cohort__start_year=YEARS.registration)
    reported.ending = "mistake"
    reported.finished_on = date(2026, 11, 24)
    reported.save()

    load()

    assert not has_tutor(school)
    assert not school.partnerships.standing().filter(cohort=reported.cohort).exists()


@pytest.mark.django_db
def test_staff_can_look_at_it_all():
    load()
    staff = User.objects.get(email=loading.STAFF_EMAIL)
    assert staff.is_superuser
    assert staff.check_password(loading.STAFF_PASSWORD)


@pytest.mark.django_db
def test_it_is_refused_outside_development(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="for development only"):
        load()
    assert not School.objects.exists()


def test_the_register_has_the_form_of_the_real_one(tmp_path):
    path = written(tmp_path, count=100, seed=1)
    with path.open(encoding="cp1252", newline="") as file:
        header, *rows = csv.reader(file)
    assert len(header) == len(set(header)) > 140
    assert {len(row) for row in rows} == {len(header)}
    assert "St Thérèse’s Catholic Primary School" in {row[4] for row in rows}
    with pytest.raises(UnicodeDecodeError):
        path.read_text(encoding="utf-8")


def test_the_same_seed_makes_the_same_schools_however_many(tmp_path):
    some = written(tmp_path, count=100, seed=1).read_bytes()
    assert written(tmp_path, count=100, seed=1).read_bytes() == some
    assert written(tmp_path, count=200, seed=1).read_bytes().startswith(some)
    assert written(tmp_path, count=100, seed=2).read_bytes() != some


def written(folder, *, count, seed) -> Path:
    path = folder / "register.csv"
    schools = [*cast.cast(YEARS), *crowd.crowd(count, years=YEARS, seed=seed)]
    gias.write_register(path, (school.establishment for school in schools))
    return path


@pytest.mark.parametrize(
    ("today", "registration"),
    [(date(2026, 5, 31), 2025), (date(2026, 6, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_the_registration_cohort_fits_the_day(today, registration):
    assert Years.around(today).registration == registration


def test_the_readme_names_the_whole_cast():
    assert [part.name for part in cast.PARTS if part.name not in text_of("README.md")] == []


def test_the_readme_names_everyone_who_shows_something():
    readme = text_of("README.md")
    assert [name for name in named.TRNS if name not in readme] == []
    assert {"rowan.achterberg@tutors.example", "nneka.obi@tutors.example"} <= tutors_named(readme)


def tutors_named(readme):
    """Whose address stands there and is that of a tutor whose school has a story about people."""
    parts = [part for part in cast.cast(YEARS) if part.is_set_up]
    return {part.tutor.email for part in parts if f"`{part.tutor.email}`" in readme}


def test_readme_and_demo_tell_how_staff_sign_in():
    for name in ("README.md", "bin/demo"):
        assert loading.STAFF_EMAIL in text_of(name)
        assert loading.STAFF_PASSWORD in text_of(name)


def text_of(name):
    return (Path(__file__).parents[2] / name).read_text(encoding="utf-8")
