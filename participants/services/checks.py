"""
Looking people up, as often as a school needs to, and asking DfE to check what does not match.

Whoever could try details without end would find out whose they are. So look-ups that do not
match are counted for each tutor, and written down.
"""

from datetime import timedelta

from django.db import transaction

from config.accounts import limits
from config.events.services import Actor, record
from config.web.errors import Refused
from participants.lookups import Finding, Outcome
from schools.models import School

#: How many look-ups of one tutor may not match: slips of the pen, not a search.
ALLOWED = [(20, timedelta(hours=1)), (60, timedelta(days=1))]
_DOES_NOT_MATCH = {Outcome.DETAILS_DIFFER, Outcome.NAME_DIFFERS}


class TooManyLookUps(Refused):
    """So many look-ups of a tutor did not match that nothing is looked up for now."""


@transaction.atomic
def note_look_up(finding: Finding, *, school: School, by: Actor, reference: str = "") -> None:
    """
    Count a look-up before anyone is shown what it came to.

    One that does not match is written down, without what was typed. Raises ``TooManyLookUps``
    where there were too many of those, whatever this one came to.
    """
    key = f"participants.look-up/{by.key}"
    if limits.is_spent(key, allowed=ALLOWED):
        raise TooManyLookUps
    if finding.outcome not in _DOES_NOT_MATCH:
        return
    if not limits.take(key, allowed=ALLOWED):
        raise TooManyLookUps
    record(
        "look-up did not match",
        by=by,
        about=school,
        school_urn=school.urn,
        after={"outcome": finding.outcome.value},
        reference=reference,
    )
