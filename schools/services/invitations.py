"""Asking schools whether they expect ECTs, and sending them their links."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from config.events.models import Event
from config.events.services import Actor, event, record
from config.web import clock
from config.web.errors import Refused
from notifications import outbox
from notifications.models import Email
from schools import emails
from schools.models import Cohort, Invitation, School, SchoolCohort

BATCH = 1000
#: How often a school may be sent a new link.
PAUSE = timedelta(minutes=5)
MOST_IN_A_DAY = 5


class NoAddress(Refused):
    """There is no address to send a link to."""


class MayNotRegister(Refused):
    """The school has closed, or is of a kind that does not use this service."""


class TooManyLinks(Refused):
    """The school was sent a link minutes ago, or several in a day. ``again_at`` says when."""

    def __init__(self, again_at: datetime):
        super().__init__("You cannot ask for another link yet.")
        self.again_at = again_at


def to_invite(cohort: Cohort) -> QuerySet[Any]:
    """
    The schools still to be asked: invited each year, not asked in this cohort, not answered.

    One whose emails all failed, or expired with the tutor they were for, was not asked. They
    come ``with_tutor``.
    """
    settled = SchoolCohort.objects.filter(cohort=cohort, answered_at__isnull=False).exclude(
        expects_ects=SchoolCohort.Expects.UNKNOWN
    )
    return (
        School.objects.invited()
        .with_tutor()
        .exclude(pk__in=settled.values("school"))
        .exclude(pk__in=_asked(cohort).values("school"))
        .order_by("urn")
    )


def _asked(cohort):
    """The invitations of a cohort that have reached someone, or still may."""
    about = Email.objects.filter(
        kind__in=[emails.INVITATION.name, emails.NEW_LINK.name],
        about_type=Invitation._meta.verbose_name,
        about_id=Cast(OuterRef("pk"), CharField()),
    )
    unsent = Q(state__in=[Email.State.FAILED, Email.State.EXPIRED])
    return cohort.invitations.exclude(Exists(about.filter(unsent)), ~Exists(about.exclude(unsent)))


def address_of(school: Any) -> tuple[str, str]:
    """
    Whom to write to about a school that comes ``with_tutor``: which recipient, at what address.

    The address is empty where we have none.
    """
    if school.tutor_email:
        return Invitation.Recipient.TUTOR, school.tutor_email
    return Invitation.Recipient.SCHOOL_CONTACT, school.contact_email


def address_for(school: School) -> str:
    """The address an invitation for this school would go to today, or nothing."""
    return address_of(School.objects.with_tutor().get(pk=school.pk))[1]


def invite_all(*, cohort: Cohort, school_ids: list[int], by: Actor) -> Iterator[int]:
    """
    Invite many schools, and yield how many were queued as each batch is done.

    Each batch is one transaction that first locks its schools, so that another process at the
    same work finds them invited. Those without an address are passed over.
    """
    for start in range(0, len(school_ids), BATCH):
        yield _invite(cohort, school_ids[start : start + BATCH], by)


@transaction.atomic
def _invite(cohort, school_ids, by):
    list(School.objects.locked().filter(pk__in=school_ids).order_by("urn").values("pk"))
    schools = [
        school for school in to_invite(cohort).filter(pk__in=school_ids) if address_of(school)[1]
    ]
    invitations = _prepare(schools, cohort)
    tries = emails.count_invitations(cohort, schools)
    outbox.write_all(
        emails.compose_invitation(
            invitation, name=school.tutor_name, number=tries.get(school.urn, 0) + 1
        )
        for invitation, school in zip(invitations, schools, strict=True)
    )
    Event.objects.bulk_create(
        event("invited", by=by, about=invitation, school_urn=invitation.school.urn)
        for invitation in invitations
    )
    return len(invitations)


def _prepare(schools, cohort):
    """An invitation for each school, to whom it goes today: a new one, or the one of before."""
    known = {
        (invitation.school_id, invitation.recipient): invitation
        for invitation in cohort.invitations.filter(school__in=schools)
    }
    prepared, new, changed = [], [], []
    for school in schools:
        recipient, address = address_of(school)
        invitation = known.get((school.pk, recipient))
        if invitation is None:
            invitation = Invitation(
                school=school, cohort=cohort, recipient=recipient, sent_to=address
            )
            new.append(invitation)
        elif _readdress(invitation, address):
            changed.append(invitation)
        invitation.school, invitation.cohort = school, cohort
        prepared.append(invitation)
    Invitation.objects.bulk_create(new)
    Invitation.objects.bulk_update(changed, ["sent_to", "version"])
    return prepared


@transaction.atomic
def send_new_link(*, school: School, cohort: Cohort, by: Actor) -> str:
    """
    Send a new link to whom an invitation would go today, and return that address.

    Raises ``NoAddress``, or ``TooManyLinks`` with one sent in the last 5 minutes or 5 in the
    last 24 hours.
    """
    School.objects.locked().get(pk=school.pk)
    _check_limits(school)
    recipient, address = address_of(School.objects.with_tutor().get(pk=school.pk))
    if not address:
        raise NoAddress("We do not have an email address for your school.")
    invitation = _invitation_to(school, cohort, recipient, address)
    emails.new_link(invitation)
    record("new link sent", by=by, about=invitation, school_urn=school.urn)
    return address


def _invitation_to(school, cohort, recipient, address):
    """The invitation for a recipient. A tutor's new address ends the links to the old one."""
    invitation, is_new = Invitation.objects.get_or_create(
        school=school, cohort=cohort, recipient=recipient, defaults={"sent_to": address}
    )
    if not is_new and _readdress(invitation, address):
        invitation.save(update_fields=["sent_to", "version"])
    return invitation


def _readdress(invitation, address):
    """Point it to an address, and tell whether that is another one."""
    if invitation.sent_to == address:
        return False
    invitation.sent_to = address
    if invitation.is_to_tutor:
        invitation.version += 1
    return True


@transaction.atomic
def send_access_link(*, school: School, by: Actor) -> str:
    """
    Send the school contact a link to name the induction tutor, and return its address.

    It goes there even if the school has a tutor. Raises ``MayNotRegister``, ``NoAddress``, or
    ``TooManyLinks``: new links and access links count together.
    """
    school = School.objects.locked().get(pk=school.pk)
    if not school.may_register:
        raise MayNotRegister("Your school does not use this service.")
    _check_limits(school)
    if not school.contact_email:
        raise NoAddress("We do not have an email address for your school.")
    invitation = school.invitations.filter(purpose=Invitation.Purpose.ACCESS).first()
    if invitation is None:
        invitation = Invitation(
            school=school,
            purpose=Invitation.Purpose.ACCESS,
            recipient=Invitation.Recipient.SCHOOL_CONTACT,
        )
    invitation.sent_to = school.contact_email
    invitation.save()
    emails.access_link(invitation)
    record("access link sent", by=by, about=invitation, school_urn=school.urn)
    return invitation.sent_to


def new_links_sent(school: School) -> list[datetime]:
    """When the school was sent new links in the last 24 hours, the latest first."""
    return _sent(school, emails.NEW_LINK)


def access_links_sent(school: School) -> list[datetime]:
    """The same, of links to get access."""
    return _sent(school, emails.ACCESS_LINK)


def _sent(school, *kinds):
    sent = Email.objects.filter(
        kind__in=[kind.name for kind in kinds],
        school_urn=school.urn,
        created_at__gt=clock.now() - timedelta(days=1),
    )
    latest = sent.order_by("-created_at").values_list("created_at", flat=True)
    return list(latest[:MOST_IN_A_DAY])


def _check_limits(school):
    sent = _sent(school, emails.NEW_LINK, emails.ACCESS_LINK)
    if sent and sent[0] > clock.now() - PAUSE:
        raise TooManyLinks(sent[0] + PAUSE)
    if len(sent) == MOST_IN_A_DAY:
        raise TooManyLinks(sent[-1] + timedelta(days=1))
