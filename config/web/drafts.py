"""
How pages reach drafts: through whoever they belong to.

The number of a draft stands in addresses, so knowing it proves nothing.
"""

from uuid import UUID

from .models import Draft, DraftQuerySet


def of(owner_key: str) -> DraftQuerySet:
    """The drafts of one owner."""
    return Draft.objects.filter(owner_key=owner_key)


def find(pk: UUID | str, *, lock: bool = False) -> Draft | None:
    """
    A draft, whosever it is, or None. Whoever asks compares the owner.

    It is for those who have to tell somebody else's from none at all.
    """
    drafts = Draft.objects.select_for_update() if lock else Draft.objects
    # there is at most one, so unlike first() it need not be put in order
    return next(iter(drafts.filter(pk=pk)), None)


def make(draft: Draft) -> None:
    """Save a new draft. Where it was sent twice at once, the second waits, and changes nothing."""
    Draft.objects.bulk_create([draft], ignore_conflicts=True)


def is_of_someone_with_an_account(pk: UUID | str) -> bool:
    """Whether there is such a draft, and it belongs to somebody who signs in."""
    return Draft.objects.filter(pk=pk, owner_key__startswith="user:").exists()
