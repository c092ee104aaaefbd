"""What a school answers for a cohort."""

from django.db import transaction

from appropriate_bodies.models import AppropriateBody
from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from schools.models import Cohort, Programme, School, SchoolCohort


class AlreadyAnswered(Refused):
    """The school has said yes or no by now."""


class NotOffered(Refused):
    """The school may not choose this."""


@transaction.atomic
def answer(
    *,
    school: School,
    cohort: Cohort,
    expects_ects: str,
    by: Actor,
    programme: str = "",
    appropriate_body: AppropriateBody | None = None,
    is_tutor: bool = False,
    reference: str = "",
) -> SchoolCohort:
    """
    Write down the school's own answer for a cohort.

    Raises ``AlreadyAnswered`` once it has said yes or no (or, to its tutor, once training is
    set up), and ``NotOffered`` for a programme or an appropriate body that this school may not
    choose.
    """
    School.objects.locked().get(pk=school.pk)
    school_cohort = school.cohorts.filter(cohort=cohort).first()
    if school_cohort is None:
        school_cohort = SchoolCohort(school=school, cohort=cohort)
    elif school_cohort.is_set_up if is_tutor else school_cohort.is_settled:
        raise AlreadyAnswered("Your school has already answered.")
    check_offered(
        school=school, cohort=cohort, programme=programme, appropriate_body=appropriate_body
    )
    before = summary(school_cohort)
    school_cohort.expects_ects = expects_ects
    school_cohort.programme = programme
    school_cohort.appropriate_body = appropriate_body
    school_cohort.answered_at = clock.now()
    school_cohort.answered_by = by.words
    school_cohort.save()
    record(
        "school answered",
        by=by,
        about=school_cohort,
        school_urn=school.urn,
        before=before,
        after=summary(school_cohort),
        reference=reference,
    )
    return school_cohort


def check_offered(*, school, cohort, programme="", appropriate_body=None) -> None:
    """Raise ``NotOffered`` unless the school may choose these for the cohort."""
    if programme and programme not in Programme.offered(school=school, cohort=cohort):
        raise NotOffered("Your school cannot choose this training programme.")
    if (
        appropriate_body
        and not AppropriateBody.objects.offered(
            to=school.chooses_bodies_as, cohort_year=cohort.start_year
        )
        .filter(pk=appropriate_body.pk)
        .exists()
    ):
        raise NotOffered("Your school cannot choose this appropriate body.")


def summary(school_cohort: SchoolCohort) -> dict[str, str]:
    """What it says, in plain values for an event."""
    if not school_cohort.expects_ects:
        return {}
    body = school_cohort.appropriate_body
    return {
        "expects ECTs": school_cohort.expects_ects,
        "programme": school_cohort.programme,
        "appropriate body": body.name if body else "",
    }
