"""What a link to get access does: it names the school's induction tutor."""

from django.db import transaction

from config.accounts.models import User
from config.events.services import record
from schools.models import Cohort, Invitation, TutorAppointment

from . import tutors


@transaction.atomic
def name_tutor(
    *,
    invitation: Invitation,
    first_name: str,
    last_name: str,
    email: str,
    replaces: User | None,
    reference: str,
) -> TutorAppointment:
    """
    Make someone the induction tutor of the school that holds the link.

    ``replaces`` is the tutor that the school believes it has, or None. Raises what
    ``tutors.appoint`` raises. That the link was used is written down even if nothing changes.
    """
    appointment = tutors.appoint(
        school=invitation.school,
        cohort=Cohort.objects.registration_cohort(),
        first_name=first_name,
        last_name=last_name,
        email=email,
        replaces=replaces,
        by=invitation.actor,
        reference=reference,
    )
    record(
        "access link used",
        by=invitation.actor,
        about=invitation,
        school_urn=invitation.school.urn,
        reference=reference,
    )
    return appointment
