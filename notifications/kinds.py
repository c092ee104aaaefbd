"""
The register of email kinds.

Each app's ``emails.py`` registers its own when the app is ready, so that the worker knows
how to make an email's links, and previews and tests know of every email there is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import Email


class NoLongerNeeded(Exception):  # noqa: N818 (it says what the email is)
    """
    Raised by a kind's ``needed`` or ``links``: what the email asks for is done or has ended.

    The email is then not sent. The message says why, for staff.
    """


def always(email: Email) -> None:
    """For a kind of email that is sent whatever has happened since."""


def no_links(email: Email) -> dict[str, str]:
    """For a kind of email without personal links."""
    return {}


@dataclass(frozen=True)
class EmailKind:
    """
    One sort of email: its text, how urgent it is, and how its links are made.

    ``template`` is a file under templates/. ``sample`` gives a context to show the email
    with, without the database. ``links`` makes the links of one email at the moment it is
    sent, by the names that the text has them under: {"link": "https://…"} fills
    ``((link))``. ``sample_links`` are those names, for previews.

    ``needed`` is asked before an email is sent, and raises ``NoLongerNeeded`` when what it
    asks for has been done. ``links`` raises the same when its reader may no longer have a
    link: one who had it before may not use it either.
    """

    name: str
    template: str
    sample: Callable[[], dict[str, Any]]
    priority: int = Email.Priority.EVENT
    needed: Callable[[Email], None] = always
    links: Callable[[Email], dict[str, str]] = no_links
    sample_links: tuple[str, ...] = ()


_kinds: dict[str, EmailKind] = {}


def register(kind: EmailKind) -> EmailKind:
    """Add a kind to the register, and hand it back. A name is registered once."""
    if kind.name in _kinds:
        raise ValueError(f"Two kinds of email are called “{kind.name}”")
    _kinds[kind.name] = kind
    return kind


def get(name: str) -> EmailKind:
    """The kind of that name; ``KeyError`` if there is none."""
    return _kinds[name]


def all_kinds() -> list[EmailKind]:
    """Every kind, by name."""
    return sorted(_kinds.values(), key=lambda kind: kind.name)
