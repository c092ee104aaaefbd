"""Take in which schools lead providers say they train."""

from config.events.services import Actor
from config.records.files import ImportCommand
from partnerships import imports


class Command(ImportCommand):
    """Reports partnerships in the name of their lead providers, and emails the schools."""

    help = (
        "Take in which schools lead providers say they train. Each row makes, confirms or "
        "completes a partnership, and the school is emailed about it. The delivery partner may "
        "be empty. A row is rejected when the school is closed or not funded, has another lead "
        "provider or programme, or when the providers are not offered in the cohort."
    )
    needs = imports.PARTNERSHIP_COLUMNS
    example = "manage.py import_partnerships partnerships_2025.csv --quiet"
    things = "partnerships"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--quiet", action="store_true", help="send no emails: for partnerships of past years"
        )

    def take_in(self, rows, *, tally, **options):
        imports.take_in_partnerships(
            rows, tally=tally, by=Actor.command("import_partnerships"), quiet=options["quiet"]
        )
