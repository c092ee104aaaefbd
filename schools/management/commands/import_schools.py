"""Take in GIAS, the register of schools."""

from config.records.files import ImportCommand, Tally
from schools import gias


class Command(ImportCommand):
    """Creates and changes schools as GIAS has them, and their links. Never deletes."""

    help = (
        "Take in the register of schools (GIAS, edubasealldata*.csv), in UTF-8 or Windows-1252. "
        "Creates and changes schools, never deletes one, and leaves columns that the file lacks "
        "as they are. Run it again whenever you like: a second run changes nothing."
    )
    needs = gias.schools.NEEDS
    may_have = gias.schools.MAY_HAVE
    example = "manage.py import_schools edubasealldata20261124.csv --links links_edubase.csv"
    things = "schools"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--links",
            metavar="FILE",
            help="GIAS’s links between schools, which name predecessors and successors",
        )

    def handle(self, **options):
        schools = self.opened(options["file"], needs=self.needs, may_have=self.may_have)
        links = options["links"] and self.opened(options["links"], needs=gias.links.NEEDS)
        tallies = {"schools": Tally()} | ({"links": Tally()} if links else {})
        with self.reporting(options, **tallies):
            with self.following(schools, tallies["schools"]) as rows:
                urns = gias.schools.take_in(
                    rows,
                    columns=schools.columns,
                    tally=tallies["schools"],
                    dry_run=options["dry_run"],
                )
            if not links:
                return
            with self.following(links, tallies["links"]) as rows:
                gias.links.take_in(
                    rows, tally=tallies["links"], dry_run=options["dry_run"], new_urns=urns
                )
