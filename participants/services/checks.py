"""
Looking people up, as often as a school needs to, and asking DfE to check what does not match.

Whoever could try details without end would find out whose they are. So look-ups that do not
match are counted for each tutor, and written down, and so are addresses that others have.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from config.accounts import limits
from config.events.services import Actor, record
from config.support import contexts
from config.support import services as support
from config.support.models import SupportRequest
from config.web.errors import Refused
from config.web.models import Draft
from participants.lookups import Finding, Outcome, Person, Role
from schools.models import School

#: How many look-ups of one tutor may not match, and how many of the addresses that they give may
#: be other people's: slips of the pen, not a search.
ALLOWED = [(20, timedelta(hours=1)), (60, timedelta(days=1))]
_DOES_NOT_MATCH = {Outcome.DETAILS_DIFFER, Outcome.NAME_DIFFERS}


#: What staff see that a request is about.
_TOPIC = "Check the details of {a_person}"


class AskedAlready(Refused):
    """A request about the same draft waits for its answer."""


class Waiting(NamedTuple):
    """A request to check a record, and the draft that waits for it, if there is one still."""

    request: SupportRequest
    draft: Draft | None


@transaction.atomic(savepoint=False)
def may_show(finding: Finding, *, school: School, by: Actor, reference: str = "") -> bool:
    """
    Whether a tutor may be shown what a look-up came to. One that does not match counts.

    It is written down, too, without what was typed. Where there were too many of those,
    nothing is shown for now, whatever this one came to.
    """
    key, outcome = f"participants.look-up/{by.key}", finding.outcome
    if outcome not in _DOES_NOT_MATCH:
        return not limits.is_spent(key, allowed=ALLOWED)
    kind = "look-up did not match"
    after = {"outcome": outcome.value}
    return _count(key, kind, school=school, by=by, reference=reference, after=after)


@transaction.atomic(savepoint=False)
def may_show_address(*, is_taken: bool, school: School, by: Actor, reference: str = "") -> bool:
    """Whether a tutor may be shown if an address is another person's. The same holds for it."""
    key = f"participants.address/{by.key}"
    if not is_taken:
        return not limits.is_spent(key, allowed=ALLOWED)
    kind = "email address was another person’s"
    return _count(key, kind, school=school, by=by, reference=reference)


def _count(key, kind, *, school, by, **details) -> bool:
    """Count and write down what tells of other people, unless there was too much of it."""
    if not limits.take(key, allowed=ALLOWED):
        return False
    record(kind, by=by, about=school, school_urn=school.urn, **details)
    return True


@transaction.atomic
def ask_to_check(
    *,
    draft: Draft,
    school: School,
    person: Person,
    role: Role,
    details: list[tuple[str, str]],
    message: str,
    name: str,
    email: str,
    place: str,
    by: Actor,
) -> SupportRequest:
    """
    Ask DfE to compare a record with what was typed in a draft, which waits for the answer.

    ``details`` are the questions and what was typed, in words; ``message`` is what the asker
    adds. ``place`` is where it comes from: see ``limits``.

    Raises ``AskedAlready``, or ``TooManyRequests`` of help.
    """
    if find_open_request(draft):
        raise AskedAlready("You have asked us to check these details already.")
    typed = [f"{key}: {value}" for key, value in details]
    added = ["", message] if message else []
    return support.ask(
        topic=_TOPIC.format(a_person="an ECT" if role == Role.ECT else "a mentor"),
        message="\n".join(["Please check these details:", *typed, *added]),
        name=name,
        email=email,
        context=contexts.Context(
            school=school.label,
            school_urn=school.urn,
            person=contexts.Person(words=f"{person.full_name}, TRN {person.trn}", trn=person.trn),
            draft_id=str(draft.pk),
        ),
        place=place,
        by=by,
        is_personal=True,
    )


def find_open_request(draft: Draft) -> SupportRequest | None:
    """The request that waits about a draft, or None."""
    return _requests().filter(draft_id=draft.pk, closed_at=None).first()


def find_request(draft_id: UUID | str, *, by: datetime) -> SupportRequest | None:
    """The last one about a draft that was sent by a moment, or None."""
    return _requests().filter(draft_id=draft_id, created_at__lte=by).first()


def waiting_for(trn: str) -> list[Waiting]:
    """
    What waits for the record with a TRN to be checked, the first to ask first, locked.

    A draft that has been gone on with in the meantime waits no more.
    """
    requests = _requests().filter(trn=trn, closed_at=None).select_for_update()
    found = list(requests.order_by("created_at", "id"))
    open_drafts = Draft.objects.filter(completed_at=None)
    drafts = open_drafts.in_bulk([request.draft_id for request in found])
    return [Waiting(request, drafts.get(request.draft_id)) for request in found]


def _requests():
    """Those that ``ask_to_check`` has made, the newest first."""
    topics = [_TOPIC.format(a_person=a_person) for a_person in ("an ECT", "a mentor")]
    return SupportRequest.objects.filter(topic__in=topics, draft_id__isnull=False)
