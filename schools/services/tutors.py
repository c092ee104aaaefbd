"""Who a school's induction tutor is."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from config.accounts.models import User, normalised
from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused
from schools import emails
from schools.models import Cohort, Invitation, School, TutorAppointment


class TutorChanged(Refused):
    """The school has got another induction tutor since it was asked."""


class CannotBeTutor(Refused):
    """This address cannot be an induction tutor's: it is a member of staff's, or barred."""


def can_be_tutor(email: str) -> bool:
    """Whether this address may be an induction tutor's. It tells nothing else about it."""
    unusable = User.objects.filter(is_staff=True) | User.objects.filter(is_active=False)
    return not unusable.filter(email=normalised(email)).exists()


@transaction.atomic
def appoint(
    *,
    school: School,
    cohort: Cohort | None,
    first_name: str,
    last_name: str,
    email: str,
    replaces: User | None,
    by: Actor,
    reference: str = "",
) -> TutorAppointment:
    """
    Make someone the school's induction tutor from today, in place of the one before.

    Someone who is known by that address keeps the name on record. The tutor before loses the
    school and their links at once. Both are emailed, about the year of ``cohort`` if there is one.

    ``replaces`` is the tutor that the school believes it has, or None.

    Raises ``TutorChanged`` where it has another, and ``CannotBeTutor``.
    """
    School.objects.locked().get(pk=school.pk)
    if not can_be_tutor(email):
        raise CannotBeTutor("We cannot use this email address for an induction tutor.")
    tutor, _ = User.objects.get_or_create(
        email=normalised(email),
        defaults={
            "first_name": first_name,
            "last_name": last_name,
            "password": make_password(None),
        },
    )
    standing = school.appointments.standing().select_related("tutor").first()
    if (standing.tutor if standing else None) != replaces:
        raise TutorChanged("Your school has another induction tutor by now.")
    if standing and standing.tutor == tutor:
        return standing
    if standing:
        _end(standing, by=by)
    appointment = TutorAppointment.objects.create(
        school=school, tutor=tutor, started_on=clock.today()
    )
    record(
        "induction tutor appointed",
        by=by,
        about=appointment,
        school_urn=school.urn,
        before={"tutor": standing.tutor.email} if standing else {},
        after={"tutor": tutor.email},
        reference=reference,
    )
    welcome(appointment, cohort=cohort)
    return appointment


def welcome(appointment: TutorAppointment, *, cohort: Cohort | None) -> None:
    """Tell someone that they are the induction tutor now, about the year of ``cohort``."""
    emails.tutor_nominated(appointment, cohort=cohort)


def part_with(appointment: TutorAppointment) -> None:
    """Take every link from someone whose appointment has ended, and tell them."""
    revoke_links(appointment.school)
    emails.tutor_replaced(appointment)


def revoke_links(school: School) -> None:
    """Take from a school's induction tutor every link to answer for it."""
    for invitation in school.invitations.filter(recipient=Invitation.Recipient.TUTOR):
        invitation.version += 1
        invitation.save(update_fields=["version"])


def _end(appointment, *, by):
    """The old tutor leaves: from this day on, and with every link they were sent."""
    school = appointment.school
    appointment.end(clock.today())
    part_with(appointment)
    record("induction tutor replaced", by=by, about=appointment, school_urn=school.urn)
