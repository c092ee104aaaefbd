"""
Taking in the register of schools.

What the register says today replaces what it said before, a batch of schools at a time,
each batch in a transaction of its own: an interrupted run is simply run again. A column
that a file lacks is left as it is, since the public download has no email addresses. No
school is ever deleted.
"""

from django.db import transaction

from config.records.files import Rejected, batched
from schools.models import School

from .rows import COLUMNS, NEEDED, clean

NEEDS = tuple(COLUMNS[field] for field in NEEDED)
MAY_HAVE = tuple(column for field, column in COLUMNS.items() if field not in NEEDED)
BATCH = 2000


def take_in(rows, *, columns, tally, dry_run=False) -> set[int]:
    """
    Create and change schools as the rows say. Returns the URNs of all that are fine.

    ``columns`` are those that the file has.
    """
    fields = [field for field, column in COLUMNS.items() if column in columns]
    urns: set[int] = set()
    cleaned = tally.once(_cleaned(rows, fields, tally), key=lambda values: values[0], what="URN")
    for batch in batched(cleaned, BATCH):
        # in the order of URNs, so that two runs at once wait for each other, not both
        schools = sorted((values for _, values in batch), key=lambda values: values[0])
        with transaction.atomic():
            outcomes = _save(schools, (*fields, "search_name"), dry_run)
        for outcome, number in outcomes.items():
            tally.count(outcome, number)
        urns.update(values[0] for values in schools)
    return urns


def _cleaned(rows, fields, tally):
    for line, row in rows:
        notes: list[str] = []
        try:
            values = clean(row, fields, notes.append)
        except Rejected as error:
            tally.reject(line, str(error))
            continue
        for note in notes:
            tally.note(line, note)
        yield line, values


def _save(schools, fields, dry_run):
    """Write the schools that are new or other than ours, and count all three kinds."""
    urns = [values[0] for values in schools]
    ours = {
        values[0]: values for values in School.objects.filter(urn__in=urns).values_list(*fields)
    }
    differing = [values for values in schools if ours.get(values[0]) != values]
    if differing and not dry_run:
        School.objects.bulk_create(
            [School(**dict(zip(fields, values, strict=True))) for values in differing],
            update_conflicts=True,
            unique_fields=["urn"],
            update_fields=[field for field in fields if field != "urn"],
        )
    created = sum(urn not in ours for urn in urns)
    return {
        "created": created,
        "changed": len(differing) - created,
        "unchanged": len(schools) - len(differing),
    }
