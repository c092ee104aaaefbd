"""A school answers for a cohort: everything that follows, in one transaction."""

from dataclasses import dataclass

from django.db import transaction

from appropriate_bodies.models import AppropriateBody
from config.accounts.models import User
from config.events.services import Actor, record
from config.web.errors import Refused
from partnerships import queries
from partnerships.emails import answers as emails
from partnerships.emails import reports as report_emails
from partnerships.models import DeliveryPartner, LeadProvider, Partnership
from schools import emails as school_emails
from schools.models import Cohort, School, SchoolCohort
from schools.services import answers as school_answers
from schools.services import tutors

from . import partnerships, reports


class RecordsChanged(Refused):
    """What the school was asked about has changed since."""


@dataclass(frozen=True, kw_only=True)
class NewTutor:
    """The person a school nominates."""

    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """
    What a school says for a cohort.

    ``tutor`` and ``reported`` are the induction tutor and this year's partnership as the
    school was shown them. ``wrong_because`` is why that partnership is wrong
    (``Partnership.Ending``), if the school says so. ``last`` is last year's partnership, if it
    was asked about; ``lead_provider`` and ``delivery_partner`` are those it names for this
    year.
    """

    expects_ects: str
    tutor: User | None = None
    new_tutor: NewTutor | None = None
    reported: Partnership | None = None
    programme: str = ""
    lead_provider: LeadProvider | None = None
    delivery_partner: DeliveryPartner | None = None
    last: Partnership | None = None
    appropriate_body: AppropriateBody | None = None
    wrong_because: str = ""

    @property
    def leaves_set_up_to_tutor(self) -> bool:
        """Whether a tutor we know has still to say how training is run."""
        expects = self.expects_ects == SchoolCohort.Expects.YES
        return expects and not self.programme and self.new_tutor is None


@transaction.atomic
def answer_for_school(
    *,
    school: School,
    cohort: Cohort,
    answer: Answer,
    by: Actor,
    respondent: str,
    is_tutor: bool = False,
    reference: str,
) -> None:
    """
    Take in a school's answer: its tutor, its answer, its partnership, and all the emails.

    ``respondent`` is the address of whoever answers, who gets a copy. ``is_tutor`` says that it
    is the induction tutor, who may also set up training after a bare yes, and may change a no.

    Raises ``AlreadyAnswered``, ``CannotBeTutor``, ``NotOffered``, ``TutorChanged`` or
    ``RecordsChanged``.
    """
    School.objects.locked().get(pk=school.pk)
    standing = queries.find_standing(school=school, cohort=cohort)
    if standing != answer.reported:
        raise RecordsChanged("Your lead provider has just told us something else.")
    if answer.new_tutor:
        tutors.appoint(
            school=school,
            cohort=cohort,
            first_name=answer.new_tutor.first_name,
            last_name=answer.new_tutor.last_name,
            email=answer.new_tutor.email,
            replaces=answer.tutor,
            by=by,
            reference=reference,
        )
    if standing and answer.expects_ects == SchoolCohort.Expects.UNKNOWN:
        # the lead provider knows better, so its report stands
        record(
            "school does not know yet",
            by=by,
            about=school,
            school_urn=school.urn,
            reference=reference,
        )
    else:
        school_answers.answer(
            school=school,
            cohort=cohort,
            expects_ects=answer.expects_ects,
            programme=answer.programme,
            appropriate_body=answer.appropriate_body,
            by=by,
            is_tutor=is_tutor,
            reference=reference,
        )
        _settle_partnership(standing, answer, school, cohort, by=by, reference=reference)
    emails.answer_received(
        school=school,
        cohort=cohort,
        to={respondent, _tutor_email(school)} - {""},
        rows=queries.answer_rows(school=school, cohort=cohort),
        is_unknown=answer.expects_ects == SchoolCohort.Expects.UNKNOWN,
        reference=reference,
    )
    if not is_tutor and answer.leaves_set_up_to_tutor:
        _ask_tutor_to_set_up(school, cohort)


def _settle_partnership(standing, answer, school, cohort, *, by, reference):
    """End the reported partnership if it is wrong, and begin the one the school names."""
    says_no = answer.expects_ects == SchoolCohort.Expects.NO
    wrong_because = Partnership.Ending.NO_ECTS if says_no else answer.wrong_because
    if standing and wrong_because:
        if not says_no and not reports.may_be_reported_wrong(standing):
            raise RecordsChanged("It is too late to report this partnership as wrong.")
        partnerships.end(standing, ending=wrong_because, by=by, reference=reference)
        report_emails.reported_wrong(standing)
    if answer.lead_provider:
        _begin(answer, school=school, cohort=cohort, by=by, reference=reference)
    if answer.last and answer.lead_provider != answer.last.lead_provider:
        partnerships.tell_left(answer.last, cohort=cohort)


def _begin(answer, *, school, cohort, by, reference):
    last = answer.last
    goes_on = (
        last is not None
        and last.lead_provider == answer.lead_provider
        and last.delivery_partner == answer.delivery_partner
    )
    partnership = partnerships.begin(
        school=school,
        cohort=cohort,
        lead_provider=answer.lead_provider,
        delivery_partner=answer.delivery_partner,
        status=last.status if goes_on else Partnership.Status.PROPOSED,
        by=by,
        reference=reference,
    )
    if goes_on:
        emails.partnership_continued(partnership)
    else:
        emails.partnership_proposed(partnership)


def _ask_tutor_to_set_up(school, cohort):
    if appointment := school.find_appointment():
        school_emails.set_up_training(appointment, cohort=cohort)


def _tutor_email(school):
    tutor = school.find_tutor()
    return tutor.email if tutor else ""
