"""The numbers of drafts that stand in addresses."""

import uuid

from config.web import clock
from config.web.models import Draft
from schools.access import owner_key
from tests.factories import (
    DraftFactory,
)


def unfinished(journey, *, of, subject=""):
    """
    A sample for an address: a draft of the school’s, which ``of`` says who has begun.

    ``subject`` is what it is about, or makes that of the place whose address it is.
    """
    return lambda person: _draft(person, of, journey=journey, subject=subject).pk


def completed(journey, *, of, subject=""):
    """The same, which they have sent."""
    sent = {"completed_at": clock.now(), "result_url": "../confirmation/"}
    return lambda person: _draft(person, of, journey=journey, subject=subject, **sent).pk


def number_of_stopped(there):
    """The number of the draft at a school that registers an ECT whose details do not match."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(there.school.urn)))


def stopped(person):
    """A sample for an address: that draft, which the tutor has begun."""
    there = person.asks_about
    details = {"owner_key": owner_key(there.tutor, there.school), "journey": "register-ect"}
    number = number_of_stopped(there)
    return Draft.objects.get_or_create(pk=number, school_urn=there.school.urn, **details)[0].pk


def _draft(person, of, *, subject, **details):
    there = person.asks_about
    owners = {
        "tutor": owner_key(there.tutor, there.school),
        "former tutor": owner_key(person.world.former_tutor, there.school),
        "answer": there.invitation.owner_key,
        "access": there.access.owner_key,
    }
    return DraftFactory(
        owner_key=owners[of],
        school_urn=there.school.urn,
        subject=subject(there) if callable(subject) else subject,
        **details,
    )
