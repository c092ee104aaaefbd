"""
Writing emails: rendered at once, kept in the outbox, sent later by the worker.

An email is written in the transaction of the event it tells of, so there is never one
without the other. Its ``dedupe_key`` says what it is for; whoever writes the same email a
second time changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from config.web import clock

from .kinds import EmailKind
from .models import Email
from .rendering import render


def compose(
    kind: EmailKind,
    *,
    to: str,
    about: models.Model | None,
    context: dict[str, Any],
    dedupe_key: str,
    school_urn: int | None = None,
    due_at: datetime | None = None,
) -> Email:
    """An email, rendered but not saved: for bulk work with ``write_all``."""
    subject, body = render(kind.template, context)
    return Email(
        kind=kind.name,
        to=to.strip().casefold(),
        subject=subject,
        body=body,
        about_type=str(about._meta.verbose_name) if about else "",
        about_id=str(about.pk) if about else "",
        school_urn=school_urn,
        dedupe_key=dedupe_key,
        priority=kind.priority,
        due_at=due_at or clock.now(),
    )


def write(kind: EmailKind, **details) -> None:
    """
    Put an email into the outbox. The details are those of ``compose``.

    Where one with its ``dedupe_key`` is there already, that one stays as it is.
    """
    Email.objects.bulk_create([compose(kind, **details)], ignore_conflicts=True)


def write_all(emails: Iterable[Email]) -> int:
    """
    Put many composed emails into the outbox, and tell how many are new.

    They go in by the order of their keys, so that two processes that write the same ones
    wait for each other and do not lock each other out.
    """
    ordered = sorted(emails, key=lambda email: email.dedupe_key)
    new = 0
    for start in range(0, len(ordered), 500):
        batch = ordered[start : start + 500]
        Email.objects.bulk_create(batch, ignore_conflicts=True)
        new += Email.objects.filter(pk__in=[email.pk for email in batch]).count()
    return new
