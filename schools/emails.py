"""Emails about a school's answer and its induction tutor."""

import uuid
from typing import cast

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from config.web import formats
from notifications import outbox
from notifications.kinds import EmailKind, NoLongerNeeded, register
from notifications.models import Email

from . import links
from .models import Cohort, Invitation, School, SchoolCohort, TutorAppointment


def _invitation_link(email: Email) -> dict[str, str]:
    """A link for the invitation an email is about, unless it would no longer be right."""
    invitation = Invitation.objects.for_links().get(pk=email.about_id)
    if invitation.sent_to != email.to or not invitation.is_usable:
        raise NoLongerNeeded("The school has another tutor or address, or another year has begun")
    if not invitation.school.may_register:
        raise NoLongerNeeded("The school has closed, or may not register people")
    return {"link": links.url_for(invitation)}


def _unanswered(email: Email) -> None:
    """The invitation itself is sent only while the question is still open."""
    invitation = Invitation.objects.get(pk=email.about_id)
    answered = SchoolCohort.objects.filter(
        school=invitation.school_id, cohort=invitation.cohort_id
    ).first()
    if answered and answered.is_settled:
        raise NoLongerNeeded("The school has answered")


def _sign_in_link(email: Email) -> dict[str, str]:
    """Where a tutor signs in. It lets nobody in by itself."""
    return {"sign_in": settings.SERVICE_URL + reverse("accounts:sign-in")}


def _sample() -> dict:
    return {
        "name": "Grace",
        "school": "Ashford School",
        "year": formats.academic_year(2026),
        "to_tutor": True,
    }


INVITATION = register(
    EmailKind(
        name="expecting-ects",
        template="emails/schools/expecting_ects.md",
        sample=_sample,
        priority=Email.Priority.CAMPAIGN,
        needed=_unanswered,
        links=_invitation_link,
        sample_links=("link",),
    )
)
NEW_LINK = register(
    EmailKind(
        name="new-link",
        template="emails/schools/new_link.md",
        sample=_sample,
        links=_invitation_link,
        sample_links=("link",),
    )
)
ACCESS_LINK = register(
    EmailKind(
        name="access-link",
        template="emails/schools/access_link.md",
        sample=_sample,
        links=_invitation_link,
        sample_links=("link",),
    )
)
TUTOR_NOMINATED = register(
    EmailKind(
        name="tutor-nominated",
        template="emails/schools/tutor_nominated.md",
        sample=_sample,
        links=_sign_in_link,
        sample_links=("sign_in",),
    )
)
TUTOR_REPLACED = register(
    EmailKind(
        name="tutor-replaced",
        template="emails/schools/tutor_replaced.md",
        sample=_sample,
    )
)
SET_UP_TRAINING = register(
    EmailKind(
        name="set-up-training",
        template="emails/schools/set_up_training.md",
        sample=_sample,
        links=_sign_in_link,
        sample_links=("sign_in",),
    )
)


def count_invitations(cohort: Cohort, schools: list[School]) -> dict[int, int]:
    """How often these schools have been written the yearly question, by URN, if at all."""
    written = Email.objects.filter(
        kind=INVITATION.name,
        dedupe_key__startswith=_invitation_key(cohort),
        school_urn__in=[school.urn for school in schools],
    )
    return dict(written.order_by().values_list("school_urn").annotate(Count("pk")))


def _invitation_key(cohort):
    return f"{INVITATION.name}/{cohort.start_year}/"


def compose_invitation(invitation: Invitation, *, name: str | None, number: int = 1) -> Email:
    """
    The yearly question, not yet saved.

    ``name`` is the tutor's first name, if to a tutor. ``number`` says which try it is.
    """
    school, cohort = invitation.school, cast(Cohort, invitation.cohort)
    key = f"{_invitation_key(cohort)}{school.urn}"
    return outbox.compose(
        INVITATION,
        to=invitation.sent_to,
        about=invitation,
        school_urn=school.urn,
        context={
            "name": name or "",
            "school": school.name,
            "year": str(cohort),
            "to_tutor": invitation.recipient == Invitation.Recipient.TUTOR,
        },
        dedupe_key=key if number == 1 else f"{key}/{number}",
    )


def new_link(invitation: Invitation) -> None:
    """The link that someone asked for on the page of an old one."""
    school, cohort = invitation.school, invitation.cohort
    outbox.write(
        NEW_LINK,
        to=invitation.sent_to,
        about=invitation,
        school_urn=school.urn,
        context={"school": school.name, "year": str(cohort)},
        dedupe_key=f"new-link/{uuid.uuid4()}",
    )


def access_link(invitation: Invitation) -> None:
    """The link that someone asked for on “Get access”."""
    school = invitation.school
    outbox.write(
        ACCESS_LINK,
        to=invitation.sent_to,
        about=invitation,
        school_urn=school.urn,
        context={"school": school.name},
        dedupe_key=f"access-link/{uuid.uuid4()}",
    )


def tutor_nominated(appointment: TutorAppointment, *, cohort: Cohort | None) -> None:
    """To the new induction tutor: what this is and what comes next."""
    _to_tutor(TUTOR_NOMINATED, appointment, {"year": str(cohort) if cohort else ""})


def tutor_replaced(appointment: TutorAppointment) -> None:
    """To someone who is no longer the induction tutor, whether or not someone else is."""
    _to_tutor(TUTOR_REPLACED, appointment, {})


def set_up_training(appointment: TutorAppointment, *, cohort: Cohort) -> None:
    """To the tutor of a school that expects ECTs and has not said how it trains them."""
    _to_tutor(SET_UP_TRAINING, appointment, {"year": str(cohort)}, cohort=cohort)


def _to_tutor(kind, appointment, context, *, cohort=None):
    tutor, school = appointment.tutor, appointment.school
    # an appointment that staff have ended by mistake stands again: each time is told
    once = str(cohort.start_year) if cohort else str(uuid.uuid4())
    outbox.write(
        kind,
        to=tutor.email,
        about=appointment,
        school_urn=school.urn,
        context=context | {"name": tutor.first_name, "school": school.name},
        dedupe_key=f"{kind.name}/{appointment.pk}/{once}",
    )
