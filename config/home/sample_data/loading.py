"""Taking the invented data in, by the commands that operators use for real data."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, QuerySet

from appropriate_bodies.models import AppropriateBody
from config.accounts.models import User
from config.web import clock
from partnerships.models import Partnership
from schools.models import Cohort, Programme, School, SchoolCohort, TutorAppointment

from . import cast, gias, providers
from .crowd import crowd
from .providers import Years
from .schools import SampleSchool

STAFF_EMAIL = "staff@education.example"
STAFF_PASSWORD = "only for the sample data"
ANSWERED_BY = "Sample data"


def load(*, count: int, seed: int, folder: Path, output) -> list[SampleSchool]:
    """
    Take in ``count`` schools, and all that stands around them, by way of files in ``folder``.

    What is there already stays as it is: an answer given or a tutor nominated meanwhile.
    """
    years = Years.around(clock.today())
    schools = [
        *cast.cast(years),
        *crowd(max(count - len(cast.PARTS), 0), years=years, seed=seed),
    ]

    def take_in(command, rows, **options):
        path = folder / f"{command}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        call_command(command, path, stdout=output, **options)

    take_in("import_appropriate_bodies", providers.appropriate_bodies())
    take_in("import_lead_providers", providers.lead_providers())
    take_in("import_provider_pairings", providers.pairings(years=years))
    _open_cohorts(years, output)
    gias.write_register(folder / "edubasealldata.csv", (each.establishment for each in schools))
    gias.write_links(folder / "links.csv", cast.links(years))
    call_command(
        "import_schools", folder / "edubasealldata.csv", links=folder / "links.csv", stdout=output
    )
    _appoint_tutors(schools, on=date(years.last, 6, 1))
    set_up = {each.urn for each in schools if each.is_set_up}
    _answer_for_own_programmes(
        {each.urn for each in schools if each.ran_its_own_programme}, year=years.last
    )
    _answer_for_own_programmes(set_up, year=years.all[0], bodies=hubs())
    last_year = {each.urn: each.last_year for each in schools if each.last_year}
    this_year = {each.urn: each.this_year for each in schools if each.this_year}
    take_in("import_partnerships", _new_partnerships(last_year, year=years.last), quiet=True)
    take_in("import_partnerships", _new_partnerships(this_year, year=years.registration))
    answers = SchoolCohort.objects.all()
    _answer_as_reported(answers.filter(cohort__start_year=years.last))
    _answer_as_reported(
        answers.filter(cohort__start_year=years.registration, school__urn__in=set_up)
    )
    return schools


def _open_cohorts(years: Years, output) -> None:
    """Open those that are not, each on its own 1 June."""
    for cohort in Cohort.objects.filter(registration_opens_on=None, start_year__in=years.all):
        call_command("open_cohort", str(cohort.start_year), on=cohort.first_start_on, stdout=output)


@transaction.atomic
def _appoint_tutors(schools: list[SampleSchool], *, on: date) -> None:
    """Appoint a tutor where the school has never had one."""
    tutors = {each.urn: each.tutor for each in schools if each.tutor}
    without = {
        school.urn: school
        for school in School.objects.filter(appointments=None).only("urn")
        if school.urn in tutors
    }
    User.objects.bulk_create(
        [
            User(
                email=tutor.email,
                first_name=tutor.first_name,
                last_name=tutor.last_name,
                password=make_password(None),
            )
            for tutor in {tutors[urn] for urn in without}
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    people = {user.email: user for user in User.objects.filter(is_staff=False).only("email")}
    TutorAppointment.objects.bulk_create(
        [
            TutorAppointment(school=school, tutor=people[tutors[urn].email], started_on=on)
            for urn, school in without.items()
        ],
        batch_size=1000,
    )


def _answer_for_own_programmes(
    urns: set[int], *, year: int, bodies: Sequence[AppropriateBody] = ()
) -> None:
    """Note who ran their own programme, as they had answered then, each with one of the bodies."""
    cohort = Cohort.objects.get(start_year=year)
    SchoolCohort.objects.bulk_create(
        [
            SchoolCohort(
                school=school,
                cohort=cohort,
                expects_ects=SchoolCohort.Expects.YES,
                programme=Programme.offered(school=school, cohort=cohort)[-1],
                appropriate_body=bodies[school.urn % len(bodies)] if bodies else None,
                answered_at=clock.now(),
                answered_by=ANSWERED_BY,
            )
            for school in School.objects.only("urn", "is_funded")
            if school.urn in urns
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def _answer_as_reported(reported: QuerySet[SchoolCohort]) -> None:
    """Note that schools had said themselves what is reported, and named a body each."""
    bodies = hubs()
    unanswered = reported.filter(answered_at=None).annotate(turn=F("school__urn") % len(bodies))
    for turn, body in enumerate(bodies):
        unanswered.filter(turn=turn).update(
            appropriate_body=body, answered_at=clock.now(), answered_by=ANSWERED_BY
        )


def hubs() -> list[AppropriateBody]:
    """The bodies that every school may choose."""
    return list(AppropriateBody.objects.filter(name__in=providers.HUBS).order_by("name"))


def _new_partnerships(providers_by_urn: dict, *, year: int) -> list[list]:
    """Rows for ``import_partnerships``, for schools that have never had one in the cohort."""
    known = set(
        Partnership.objects.filter(cohort__start_year=year).values_list("school__urn", flat=True)
    )
    return [
        ["cohort", "urn", "lead_provider", "delivery_partner"],
        *(
            [year, urn, *lead_provider_and_partner]
            for urn, lead_provider_and_partner in providers_by_urn.items()
            if urn not in known
        ),
    ]


def make_staff() -> None:
    """Make the member of staff who can look at everything in the admin."""
    if not User.objects.filter(email=STAFF_EMAIL).exists():
        User.objects.create_superuser(
            STAFF_EMAIL, STAFF_PASSWORD, first_name="Sample", last_name="Staff"
        )
