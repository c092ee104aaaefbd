"""Take in the lead providers and their addresses."""

from config.records.files import ImportCommand
from partnerships import imports


class Command(ImportCommand):
    """Creates lead providers, and adds the addresses at which they hear from us."""

    help = (
        "Take in the lead providers and their contact addresses, a line for each address. "
        "Addresses are added, never taken away: staff do that in the admin."
    )
    needs = imports.LEAD_PROVIDER_COLUMNS
    example = "manage.py import_lead_providers lead_providers.csv"
    things = "addresses"

    def take_in(self, rows, *, tally, **options):
        imports.take_in_lead_providers(rows, tally=tally)
