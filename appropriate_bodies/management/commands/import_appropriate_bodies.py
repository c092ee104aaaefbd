"""Take in the list of appropriate bodies."""

from appropriate_bodies import imports
from config.records.files import ImportCommand


class Command(ImportCommand):
    """Creates and changes appropriate bodies, by name. Never deletes."""

    help = (
        "Take in the list of appropriate bodies. The type is teaching_school_hub, national or "
        "local_authority; chosen_by is all, independent or overseas; last_cohort stays empty "
        "while the body goes on. Names are compared without regard to capitals and spaces."
    )
    needs = imports.COLUMNS
    example = "manage.py import_appropriate_bodies appropriate_bodies.csv"
    things = "appropriate bodies"

    def take_in(self, rows, *, tally, **options):
        imports.take_in(rows, tally=tally)
