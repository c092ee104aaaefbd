"""
Taking in the register's links between schools.

Links of schools that we do not have are counted and left out: the links file tells of more
establishments than the register's own. A link that is in the file no longer stays with us.
"""

from django.db import transaction

from config.records.files import batched
from schools.models import School, SchoolLink

from .rows import LINK_COLUMNS, clean_link

NEEDS = LINK_COLUMNS
BATCH = 2000


def take_in(rows, *, tally, dry_run=False, new_urns=()) -> None:
    """
    Create and change links as the rows say.

    ``new_urns`` are schools that a dry run would have created.
    """
    ids = dict(School.objects.values_list("urn", "pk"))
    known = {*ids, *new_urns}
    left_out = 0
    cleaned = tally.once(
        tally.cleaned(rows, clean_link), key=lambda values: values[:3], what="schools and type"
    )
    for batch in batched(cleaned, BATCH):
        links = sorted((values for _, values in batch if values[0] in known), key=lambda v: v[:3])
        left_out += len(batch) - len(links)
        with transaction.atomic():
            outcomes = _save(links, ids, dry_run)
        for outcome, number in outcomes.items():
            tally.count(outcome, number)
    if left_out:
        tally.remarks.append(f"Left out {left_out:,} links of schools that we do not have.")


def _save(links, ids, dry_run):
    """Write the links that are new or other than ours, and count all three kinds."""
    urns = {values[0] for values in links}
    ours = {
        values[:3]: values
        for values in SchoolLink.objects.filter(school__urn__in=urns).values_list(
            "school__urn", "link_urn", "link_type", "link_name", "established_on"
        )
    }
    differing = [values for values in links if ours.get(values[:3]) != values]
    if differing and not dry_run:
        SchoolLink.objects.bulk_create(
            [
                SchoolLink(
                    school_id=ids[urn],
                    link_urn=link_urn,
                    link_type=link_type,
                    link_name=link_name,
                    established_on=established_on,
                )
                for urn, link_urn, link_type, link_name, established_on in differing
            ],
            update_conflicts=True,
            unique_fields=["school", "link_urn", "link_type"],
            update_fields=["link_name", "established_on"],
        )
    created = sum(values[:3] not in ours for values in links)
    return {
        "created": created,
        "changed": len(differing) - created,
        "unchanged": len(links) - len(differing),
    }
