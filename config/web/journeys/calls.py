"""
Where a journey leads back to, that another journey has called.

The address travels in the query of the called journey's first page, signed, so that nobody
can be led anywhere else. The first answer makes the draft, which notes it from then on.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer

_PARAMETER = "return"
_signer = Signer(salt="config.web.journeys.calls")


class Return(NamedTuple):
    """A page to come back to, and what the link to it says. Empty where nobody has called."""

    url: str = ""
    words: str = ""


def query(back: Return) -> str:
    """What to add to the address of a journey that is called: “return=…”."""
    return urlencode({_PARAMETER: _signer.sign_object(back)})


def read(request) -> Return:
    """Where the address of a request says to come back to. One that was altered says nothing."""
    try:
        return Return(*_signer.unsign_object(request.GET.get(_PARAMETER, "")))
    except BadSignature:
        return Return()
