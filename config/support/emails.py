"""Emails about help requests: to whoever asked, and to those who answer."""

import re
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup

from notifications import outbox
from notifications.kinds import EmailKind, register
from notifications.typed import escaped

from .models import SupportRequest

#: How soon we answer, in words.
REPLY_WITHIN = "5 working days"

_LINK = re.compile(r"https://[\w.-]+(?:/[\w./?=&%#+-]*)?", re.ASCII)


def _sample():
    return {
        "reference": "H7KM-29QX",
        "reply_within": REPLY_WITHIN,
        "topic": "My appropriate body is not listed",
        "message": "We have appointed a new hub.\nCan you add it?",
        "name": "Grace Hopper",
        "email": "grace@school.example",
        "about": "Ashford School (URN 100001), 2026 to 2027",
        "shows_message": True,
        "answer": _paragraphs("We have added it. Use the link in your email to go on."),
    }


def _admin_page(email):
    page = reverse("admin:support_supportrequest_change", args=[email.about_id])
    return {"link": f"{settings.SERVICE_URL}{page}"}


ASKED = register(EmailKind("help-asked", "emails/support/asked.md", _sample))
TO_ANSWER = register(
    EmailKind(
        "help-to-answer",
        "emails/support/to_answer.md",
        _sample,
        links=_admin_page,
        sample_links=("link",),
    )
)
ANSWERED = register(EmailKind("help-answered", "emails/support/answered.md", _sample))


def asked(request: SupportRequest) -> None:
    """
    To whoever asked: we have it.

    Nothing that was typed is in it. Anyone can type anyone's address.
    """
    _write(ASKED, request, to=request.email)


def to_answer(request: SupportRequest, *, shows_message: bool) -> None:
    """To the support team: what was asked, if that may be in an email, and where to answer it."""
    _write(TO_ANSWER, request, to=settings.SUPPORT_EMAIL, shows_message=shows_message)


def answered(request: SupportRequest) -> None:
    """To whoever asked: the answer."""
    _write(ANSWERED, request, to=request.email, answer=_paragraphs(request.answer))


def _write(kind, request, *, to, **more):
    outbox.write(
        kind,
        to=to,
        about=request,
        school_urn=request.school_urn,
        dedupe_key=f"{kind.name}/{request.reference}",
        context={
            "reference": request.reference,
            "reply_within": REPLY_WITHIN,
            "topic": request.topic,
            "message": request.message,
            "name": request.name,
            "email": request.email,
            "about": request.about,
            **more,
        },
    )


def _paragraphs(text):
    """
    The lines of an answer, which only staff write: addresses that begin with https:// stay.

    The rest is treated like anything typed.
    """
    return [_with_links(line) for line in text.splitlines() if line.strip()]


def _with_links(line):
    groups = groupby(line.split(), key=lambda word: bool(_LINK.fullmatch(word)))
    return Markup(" ").join(
        Markup(" ".join(words)) if are_links else escaped(" ".join(words))
        for are_links, words in groups
    )
