"""The email to those who train people of a school that has closed, and of the one in its place."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from config.web import formats
from notifications import outbox
from notifications.kinds import EmailKind, register
from partnerships.models import LeadProvider, Partnership
from schools.models import School


def _sample() -> dict:
    partner = "Ashford Teaching School Hub"
    return {
        "old": "Ashford School",
        "old_urn": "100001",
        "closed_on": date(2026, 8, 31),
        "school": "Ashford Academy",
        "urn": "100002",
        "lead_provider": "Northern Lights Training",
        "begun": [(formats.academic_year(2026), partner, False)],
        "ended": [(formats.academic_year(2025), partner, True)],
    }


PARTNERSHIPS_HANDED_OVER = register(
    EmailKind(
        name="partnerships-handed-over",
        template="emails/partnerships/partnerships_handed_over.md",
        sample=_sample,
    )
)


def partnerships_handed_over(
    *,
    old: School,
    new: School,
    begun: Iterable[Partnership],
    ended: Iterable[Partnership],
    others: Iterable[LeadProvider],
) -> None:
    """
    To each lead provider, one email: which partnerships go on at ``new``, and which have ended.

    ``others`` train people of ``old`` apart from its partnerships.
    """
    going_on, over = _by_provider(begun), _by_provider(ended)
    details = {
        "old": old.name,
        "old_urn": str(old.urn),
        "closed_on": old.closed_on,
        "school": new.name,
        "urn": str(new.urn),
    }
    once = uuid.uuid4()
    outbox.write_all(
        outbox.compose(
            PARTNERSHIPS_HANDED_OVER,
            to=contact.email,
            about=new,
            school_urn=new.urn,
            context=details
            | {
                "lead_provider": provider.name,
                "begun": going_on.get(provider, []),
                "ended": over.get(provider, []),
            },
            dedupe_key=f"{PARTNERSHIPS_HANDED_OVER.name}/{new.urn}/{once}/{contact.pk}",
        )
        for provider in {*going_on, *over, *others}
        for contact in provider.contacts.all()
    )


def _by_provider(partnerships):
    """Of each lead provider: the year, the delivery partner, and whether it is confirmed."""
    found = defaultdict(list)
    for one in sorted(partnerships, key=lambda one: -one.cohort.start_year):
        partner = one.delivery_partner
        found[one.lead_provider].append(
            (str(one.cohort), partner.name if partner else "", one.is_confirmed)
        )
    return found
