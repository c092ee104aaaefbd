"""What is refused under the locks, whatever the pages before have offered."""

from datetime import date

import pytest

from config.events.services import Actor
from config.web import clock
from participants import lookups
from participants.lookups import Outcome, Role
from participants.models import ECTAtSchool, MentorAtSchool
from participants.queries.registered import registered_ect
from participants.services import registrations
from participants.services.registrations import AlreadyRegistered, NotSetUp
from schools.services.answers import NotOffered
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    DraftFactory,
    ECTFactory,
    EventFactory,
    MentorFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TeacherFactory,
)

from .moves.situations import person

pytestmark = pytest.mark.django_db
BY = Actor("user:1", "Grace Hopper, induction tutor (grace@school.example)")


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def school(cohort):
    """One that trains people without a provider."""
    made = SchoolFactory()
    SchoolCohortFactory(school=made, cohort=cohort, programme="school_led")
    return made


def found(teacher, role, school):
    """What the pages have been shown."""
    return lookups.find(person(teacher), role=role, school=school)


def register(service, teacher, **details):
    """Register someone by a service, with what it is about to refuse."""
    return service(person=person(teacher), email="new@school.example", by=BY, **details)


def test_a_mentor_whom_another_school_trains_by_now_is_not_trained_by_a_second(school, cohort):
    training = {"cohort": cohort, "training_starts_on": clock.today()}
    there = MentorFactory()
    shown = found(there.teacher, Role.MENTOR, school)
    assert (shown.outcome, shown.is_trained) == (Outcome.ELSEWHERE, False)
    MentorAtSchool.objects.filter(pk=there.pk).update(**training)
    with pytest.raises(AlreadyRegistered):
        register(
            registrations.register_mentor, there.teacher, school=school, shown=shown, **training
        )
    assert not school.mentors.exists()


def test_a_mentor_has_providers_of_their_own_only_where_the_school_uses_one(school, cohort):
    pairing = ProviderPairingFactory(cohort=cohort)
    teacher = TeacherFactory()
    with pytest.raises(NotSetUp):
        register(
            registrations.register_mentor,
            teacher,
            school=school,
            cohort=cohort,
            training_starts_on=clock.today(),
            lead_provider=pairing.lead_provider,
            delivery_partner=pairing.delivery_partner,
            shown=found(teacher, Role.MENTOR, school),
        )
    assert not MentorAtSchool.objects.exists()


def test_what_confirms_a_registration_is_about_the_place_that_was_made_then(school):
    draft = DraftFactory()
    first = ECTFactory(school=school, finished_on=clock.today(), started_on=date(2025, 9, 1))
    EventFactory(
        kind="ECT registered",
        about_id=first.teacher.pk,
        school_urn=school.urn,
        reference=draft.reference,
    )
    ECTFactory(school=school, teacher=first.teacher, started_on=clock.today())
    assert registered_ect(school, draft) == first


def test_an_ect_does_not_get_a_body_that_the_school_may_not_choose(school, cohort):
    ended = AppropriateBodyFactory(last_cohort=cohort.start_year - 1)
    teacher = TeacherFactory()
    with pytest.raises(NotOffered):
        register(
            registrations.register_ect,
            teacher,
            school=school,
            cohort=cohort,
            started_on=clock.today(),
            appropriate_body=ended,
            shown=found(teacher, Role.ECT, school),
        )
    assert not ECTAtSchool.objects.exists()
