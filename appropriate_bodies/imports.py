"""Taking in the list of appropriate bodies. None is ever deleted: its last cohort ends it."""

from collections import Counter

from django.db import transaction

from config.records.files import Rejected, cells

from .models import AppropriateBody

COLUMNS = ("name", "type", "first_cohort", "last_cohort", "chosen_by")


@transaction.atomic
def take_in(rows, *, tally) -> None:
    """Create and change appropriate bodies as the rows say."""
    ours = {
        cells.name_key(values[0]): values
        for values in AppropriateBody.objects.values_list(*COLUMNS)
    }
    cleaned = tally.once(
        tally.cleaned(rows, clean), key=lambda values: cells.name_key(values[0]), what="name"
    )
    differing, outcomes = [], Counter[str]()
    for _, (name, *facts) in cleaned:
        known = ours.get(cells.name_key(name))
        # the spelling that we have stays
        values = (known[0] if known else name, *facts)
        outcomes["created" if known is None else "changed" if known != values else "unchanged"] += 1
        if known != values:
            differing.append(AppropriateBody(**dict(zip(COLUMNS, values, strict=True))))
    AppropriateBody.objects.bulk_create(
        sorted(differing, key=lambda body: body.name),
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=[column for column in COLUMNS if column != "name"],
    )
    for outcome, number in outcomes.items():
        tally.count(outcome, number)


def clean(row: dict[str, str]) -> tuple:
    """What a row says, in the order of the columns."""
    first = cells.start_year(row["first_cohort"], what="first cohort")
    last = row["last_cohort"] and cells.start_year(row["last_cohort"], what="last cohort")
    if last and last < first:
        raise Rejected(f"the last cohort, {last}, is before the first, {first}")
    return (
        cells.text(row["name"], what="name"),
        cells.choice(row["type"], AppropriateBody.Type.values, what="type"),
        first,
        last or None,
        cells.choice(row["chosen_by"], AppropriateBody.ChosenBy.values, what="chosen_by"),
    )
