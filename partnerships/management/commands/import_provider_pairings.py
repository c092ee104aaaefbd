"""Take in who works with whom."""

from config.records.files import ImportCommand
from partnerships import imports


class Command(ImportCommand):
    """Creates provider pairings, and the providers and cohorts they name."""

    help = (
        "Take in which lead provider works with which delivery partner in which cohort. Creates "
        "the providers and the cohorts that are new, and opens no cohort. Pairings are added, "
        "never taken away: staff do that in the admin."
    )
    needs = imports.PAIRING_COLUMNS
    example = "manage.py import_provider_pairings provider_pairings.csv"
    things = "pairings"

    def take_in(self, rows, *, tally, **options):
        imports.take_in_provider_pairings(rows, tally=tally)
