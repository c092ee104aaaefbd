"""Emails about a school's answer and its induction tutor."""

import uuid
from datetime import date
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


def _pages(email: Email) -> dict[str, str]:
    """Where a tutor signs in, how a school gets access, and where anyone asks us."""
    pages = {
        "sign_in": "accounts:sign-in",
        "get_access": "schools:get-access",
        "help": "support:start",
    }
    return {name: settings.SERVICE_URL + reverse(page) for name, page in pages.items()}


def _sample_handover() -> dict:
    return {
        "name": "Grace",
        "school": "Ashford Academy",
        "urn": "100002",
        "old": "Ashford School",
        "old_urn": "100001",
        "closed_on": date(2026, 8, 31),
        "is_new_tutor": True,
        "ects": 3,
        "mentors": 1,
        "is_body_missing": True,
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

SCHOOL_TAKEN_OVER = register(
    EmailKind(
        name="school-taken-over",
        template="emails/schools/school_taken_over.md",
        sample=_sample_handover,
        links=_pages,
        sample_links=("sign_in", "help"),
    )
)
SCHOOL_HANDED_OVER = register(
    EmailKind(
        name="school-handed-over",
        template="emails/schools/school_handed_over.md",
        sample=_sample_handover,
        links=_pages,
        sample_links=("help",),
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


def school_taken_over(
    school: School,
    *,
    old: School,
    is_new_tutor: bool,
    ects: int,
    mentors: int,
    is_body_missing: bool,
) -> None:
    """
    To the tutor of a school that took the place of another, else to the school contact.

    ``is_new_tutor`` says that the tutor has come from there. ``is_body_missing`` says that an
    appropriate body could not be taken over.
    """
    appointment = school.find_appointment()
    to = appointment.tutor.email if appointment else school.contact_email
    if not to:
        return
    context = {
        "name": appointment.tutor.first_name if appointment else "",
        "is_new_tutor": is_new_tutor,
        "ects": ects,
        "mentors": mentors,
        "is_body_missing": is_body_missing,
    }
    about = appointment or school
    _of_handover(SCHOOL_TAKEN_OVER, to=to, about=about, old=old, new=school, context=context)


def school_handed_over(appointment: TutorAppointment, *, to: School) -> None:
    """To the tutor of a school that has closed, where the one in its place has its own."""
    tutor, school = appointment.tutor, appointment.school
    context = {"name": tutor.first_name}
    _of_handover(
        SCHOOL_HANDED_OVER, to=tutor.email, about=appointment, old=school, new=to, context=context
    )


def _of_handover(kind, *, to, about, old, new, context):
    outbox.write(
        kind,
        to=to,
        about=about,
        school_urn=new.urn,
        context=context
        | {
            "school": new.name,
            "urn": str(new.urn),
            "old": old.name,
            "old_urn": str(old.urn),
            "closed_on": old.closed_on,
        },
        dedupe_key=f"{kind.name}/{old.urn}/{new.urn}/{uuid.uuid4()}",
    )
