"""An induction tutor changes one thing about a school's training in a cohort."""

from django.db import transaction

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor, record
from config.web.errors import Refused
from partnerships import queries
from partnerships.emails import answers as emails
from partnerships.models import DeliveryPartner, LeadProvider, Partnership
from schools.models import Cohort, Programme, School, SchoolCohort
from schools.services import answers as school_answers

from . import partnerships
from .answers import RecordsChanged


class NotSetUp(Refused):
    """The school has not said how it trains people in the cohort, or no longer expects any."""


class NotProviderLed(Refused):
    """The school does not use a training provider that DfE pays for."""


class PeopleRegistered(Refused):
    """Someone is registered in the cohort, so that the school cannot change this itself."""

    def __init__(self):
        super().__init__("You have ECTs or mentors in this year. Ask DfE to change this.")


class NothingToChange(Refused):
    """The records say so already."""

    def __init__(self):
        super().__init__("This is what we have already, so there is nothing to change.")


@transaction.atomic
def change_appropriate_body(
    *,
    school: School,
    cohort: Cohort,
    appropriate_body: AppropriateBody | None,
    by: Actor,
    reference: str = "",
) -> None:
    """
    The school has appointed another body, or none yet.

    Raises ``NotSetUp``, ``NothingToChange``, or ``NotOffered`` of schools.
    """
    school, school_cohort = _locked(school, cohort)
    if school_cohort.appropriate_body == appropriate_body:
        raise NothingToChange
    school_answers.check_offered(school=school, cohort=cohort, appropriate_body=appropriate_body)
    before = school_answers.summary(school_cohort)
    school_cohort.appropriate_body = appropriate_body
    _save(school_cohort, "appropriate body changed", before=before, by=by, reference=reference)


@transaction.atomic
def change_programme(
    *,
    school: School,
    cohort: Cohort,
    programme: str,
    standing: Partnership | None,
    by: Actor,
    reference: str = "",
) -> None:
    """
    The school trains its people in another way. A partnership ends with it.

    ``standing`` is the partnership that the tutor was shown, which ends.

    Raises ``NotSetUp``, ``PeopleRegistered``, ``NothingToChange``, ``RecordsChanged``, or
    ``NotOffered`` of schools.
    """
    school, school_cohort = _locked(school, cohort)
    if queries.has_people(school=school, cohort=cohort):
        raise PeopleRegistered
    _check_still(standing, school, cohort)
    if school_cohort.programme == programme:
        raise NothingToChange
    school_answers.check_offered(school=school, cohort=cohort, programme=programme)
    before = school_answers.summary(school_cohort)
    school_cohort.programme = programme
    _save(school_cohort, "programme changed", before=before, by=by, reference=reference)
    if standing:
        ending = Partnership.Ending.OTHER_PROGRAMME
        partnerships.end(standing, ending=ending, by=by, reference=reference)
        partnerships.tell_left(standing, cohort=cohort)


@transaction.atomic
def change_providers(
    *,
    school: School,
    cohort: Cohort,
    lead_provider: LeadProvider,
    delivery_partner: DeliveryPartner | None,
    standing: Partnership | None,
    by: Actor,
    reference: str = "",
) -> None:
    """
    The school proposes a partnership in place of the one it has, if it has one.

    ``standing`` is the partnership that the tutor was shown, which ends.

    Raises ``NotSetUp``, ``NotProviderLed``, ``NothingToChange``, ``RecordsChanged``, or
    ``NotOffered`` of partnerships.
    """
    school, school_cohort = _locked(school, cohort)
    if not school.is_funded or school_cohort.programme != Programme.PROVIDER_LED:
        raise NotProviderLed("Your school does not use a training provider funded by DfE.")
    _check_still(standing, school, cohort)
    if standing and standing.has_providers(lead_provider, delivery_partner):
        raise NothingToChange
    if standing:
        ending = Partnership.Ending.REPLACED
        partnerships.end(standing, ending=ending, by=by, reference=reference)
    proposed = partnerships.begin(
        school=school,
        cohort=cohort,
        lead_provider=lead_provider,
        delivery_partner=delivery_partner,
        status=Partnership.Status.PROPOSED,
        by=by,
        reference=reference,
    )
    emails.partnership_proposed(proposed)
    if standing and standing.lead_provider != lead_provider:
        partnerships.tell_left(standing, cohort=cohort)


def _locked(school, cohort) -> tuple[School, SchoolCohort]:
    """The school with its lock, and its answer, which has to be set up."""
    school = School.objects.locked().get(pk=school.pk)
    answers = school.cohorts.select_related("appropriate_body").filter(cohort=cohort)
    school_cohort = answers.first()
    if school_cohort is None or not school_cohort.is_set_up:
        raise NotSetUp(f"Training is not set up for {cohort}.")
    return school, school_cohort


def _check_still(standing, school, cohort):
    """Raise ``RecordsChanged`` unless this is the school's partnership still."""
    if queries.find_standing(school=school, cohort=cohort) != standing:
        raise RecordsChanged("Your partnership has changed a moment ago. Check it again.")


def _save(school_cohort, kind, *, before, by, reference):
    school_cohort.save(update_fields=["programme", "appropriate_body"])
    record(
        kind,
        by=by,
        about=school_cohort,
        school_urn=school_cohort.school.urn,
        before=before,
        after=school_answers.summary(school_cohort),
        reference=reference,
    )
