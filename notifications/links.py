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
    The links of one email, by name.

    Raises ``kinds.NoLongerNeeded`` when there is nothing left that the email could ask for.
    An email of a kind that the register has lost has no links.
    """
    try:
        kind = kinds.get(email.kind)
    except KeyError:
        return {}
    return kind.links(email)


def fill(body: str, links: dict[str, str]) -> str:
    """The body with its links in place; ``KeyError`` names one that is missing."""
    return PLACEHOLDER.sub(lambda found: links[found[1]], body)
