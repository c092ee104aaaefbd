"""The invented schools: each plays its part, and loading them again disturbs nothing."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError

from config.accounts.models import User
from config.home.sample_data import cast, crowd, gias, loading, named
from config.home.sample_data.providers import Years
from config.web import clock
from notifications.models import Email
from partnerships.models import ProviderPairing
from schools.models import School, TutorAppointment

from .sample_data import _development as _development
from .sample_data import everything, load, playing

YEARS = Years(2026)


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
