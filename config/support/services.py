"""Asking DfE for help, and answering."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from config.accounts import limits
from config.events.services import Actor, record
from config.web import clock
from config.web.errors import Refused

from . import emails
from .contexts import Context
from .models import SupportRequest

#: From one address, in an hour. Each request sends an email to that address, whoever typed it.
REQUESTS_AN_HOUR = 10
#: From one place, to whatever addresses: a school’s people may share one.
FROM_ONE_PLACE = [(20, timedelta(hours=1)), (60, timedelta(days=1))]
#: Without what is easily taken for something else: no 0 or O, no 1, I or L.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class TooManyRequests(Refused):
    """One address has asked too often, or one place."""


class AlreadyAnswered(Refused):
    """Somebody has answered it in the meantime."""


@transaction.atomic
def ask(
    *,
    topic: str,
    message: str,
    name: str,
    email: str,
    context: Context,
    place: str,
    by: Actor,
    is_personal: bool = False,
) -> SupportRequest:
    """
    Put a question to DfE. The asker and the support team each get an email.

    A message that ``is_personal`` is for the admin only, and not in the email. ``place`` is
    where it comes from: see ``limits``. Raises ``TooManyRequests``.
    """
    _refuse_a_flood(email, place)
    asked = SupportRequest.objects.create(
        reference=_new_reference(),
        topic=topic,
        message=message,
        name=name,
        email=email,
        about=context.words,
        school_urn=context.school_urn,
        cohort_year=context.cohort_year,
        trn=context.trn,
        draft_id=context.draft_id or None,
    )
    record(
        "help asked for",
        by=by,
        about=asked,
        school_urn=asked.school_urn,
        reference=asked.reference,
        after={"topic": topic},
    )
    emails.asked(asked)
    emails.to_answer(asked, shows_message=not is_personal)
    return asked


@transaction.atomic
def answer(*, request: SupportRequest, answer: str, by: Actor) -> SupportRequest:
    """Answer a request, which closes it, and email the answer to whoever asked."""
    answered = close(request=request, answer=answer, by=by)
    emails.answered(answered)
    return answered


@transaction.atomic
def close(*, request: SupportRequest, answer: str, by: Actor) -> SupportRequest:
    """
    Close a request with an answer that whoever asked hears in some other way.

    Raises ``AlreadyAnswered``.
    """
    answered = SupportRequest.objects.select_for_update().get(pk=request.pk)
    if not answered.is_open:
        raise AlreadyAnswered("Someone has answered this already")
    answered.answer = answer
    answered.closed_at = clock.now()
    answered.closed_by = by.words
    answered.save(update_fields=["answer", "closed_at", "closed_by"])
    record(
        "help request answered",
        by=by,
        about=answered,
        school_urn=answered.school_urn,
        reference=answered.reference,
    )
    return answered


def _refuse_a_flood(email, place):
    lately = clock.now() - timedelta(hours=1)
    asked = SupportRequest.objects.filter(email__iexact=email, created_at__gte=lately).count()
    if asked >= REQUESTS_AN_HOUR:
        raise TooManyRequests(
            "You have asked us for help many times in the last hour. We have all of those"
            " requests. Wait an hour before you send another one."
        )
    if not limits.take(f"help/from/{place}", allowed=FROM_ONE_PLACE):
        raise TooManyRequests(
            "We have had many requests for help from where you are. Try again later, or email"
            f" {settings.SUPPORT_EMAIL}."
        )


def _new_reference():
    """Eight letters and digits to read out on the phone, which nobody can guess."""
    while True:
        drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        reference = f"{drawn[:4]}-{drawn[4:]}"
        if not SupportRequest.objects.filter(reference=reference).exists():
            return reference
