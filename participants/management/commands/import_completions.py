"""Take in what ECTs and mentors have completed, or interrupted."""

from config.events.services import Actor
from config.records.files import ImportCommand
from participants import imports


class Command(ImportCommand):
    """Records what each row says of someone. Nobody is emailed."""

    help = (
        "Take in what ECTs and mentors have completed or interrupted. Nobody is emailed. The kind "
        f"of a row is one of: {'; '.join(f'{kind} ({kind.label})' for kind in imports.Kind)}. "
        "The date is the day from which it is so, like 31-12-2025 or 2025-12-31. An induction "
        "that is over ends the mentorship on that day. A row is rejected when we do not know the "
        "TRN, when the person is no ECT or mentor then, when the date is in the future, or when "
        "another date is on record already: staff put that right in the admin."
    )
    needs = imports.COMPLETION_COLUMNS
    example = "manage.py import_completions completions_2026.csv"
    things = "completions"

    def take_in(self, rows, *, tally, **options):
        imports.take_in_completions(rows, tally=tally, by=Actor.command("import_completions"))
