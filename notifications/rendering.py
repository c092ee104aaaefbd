"""Turning an email's template into its subject and body."""

import re
from functools import cache

from django.conf import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from config.web import formats

from . import typed
from .models import Email


@cache
def environment() -> Environment:
    """The Jinja2 environment of emails: strict about names, and wary of typed values."""
    env = Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=typed.escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.DEBUG,
    )
    env.filters |= {
        "day": formats.day,
        "academic_year": formats.academic_year,
        "masked": typed.masked,
        "address": typed.address,
        "lines": typed.lines,
    }
    return env


def render(template: str, context: dict) -> tuple[str, str]:
    """
    The subject and body of an email, with its links still to be filled in.

    The template's first line is ``Subject: …``; a blank line stands between it and the body.
    """
    text = environment().get_template(template).render(context)
    head, separator, body = text.partition("\n\n")
    if not (head.startswith("Subject: ") and "\n" not in head and separator):
        raise ValueError(f"{template} does not begin with “Subject: …” and a blank line")
    subject = shorten(head.removeprefix("Subject: ").strip())
    body = re.sub(r"[ \t]+$", "", body, flags=re.MULTILINE)
    return subject, re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"


def shorten(subject: str) -> str:
    """A subject that fits, whatever long name it holds."""
    longest = Email._meta.get_field("subject").max_length or 300
    return subject if len(subject) <= longest else f"{subject[: longest - 1]}…"
