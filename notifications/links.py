"""
The links of an email: made when it is sent, and never stored.

The body has each as ``((name))``, alone or as ``[text](((name)))``.
"""

import re

from . import kinds
from .models import Email

PLACEHOLDER = re.compile(r"\(\((\w+)\)\)")


def mint(email: Email) -> dict[str, str]:
    """
    The links of one email, by name, for someone who has the email already.

    Raises ``kinds.NoLongerNeeded`` when they may not have them any more. An email of a kind
    that the register has lost has no links.
    """
    kind = _kind(email)
    return kind.links(email) if kind else {}


def mint_to_send(email: Email) -> dict[str, str]:
    """As ``mint``, and ``kinds.NoLongerNeeded`` as well when there is nothing left to ask."""
    if kind := _kind(email):
        kind.needed(email)
    return mint(email)


def _kind(email: Email) -> kinds.EmailKind | None:
    try:
        return kinds.get(email.kind)
    except KeyError:
        return None


def fill(body: str, links: dict[str, str]) -> str:
    """The body with its links in place; ``KeyError`` names one that is missing."""
    return PLACEHOLDER.sub(lambda found: links[found[1]], body)
