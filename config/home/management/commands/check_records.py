"""Checks every rule about the records, over the whole database."""

from collections.abc import Iterator
from itertools import islice

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from config.records.checks import Rule, rules_of
from config.records.files.progress import bar
from participants.rules import RULES as OF_PEOPLE
from partnerships.rules import RULES as OF_PARTNERSHIPS
from schools.rules import RULES as OF_SCHOOLS

#: The apps whose models' constraints are checked as well.
APPS = ["participants", "partnerships", "schools", "appropriate_bodies"]
#: How many records are named for each rule.
LISTED = 100


class Command(BaseCommand):
    """
    Names each record that breaks a rule.

    It writes nothing. It exits with 1 when a record breaks a rule.
    """

    help = (
        "Check every rule about the records: those of each table, and those that span tables. "
        "Name each record that breaks one. Nothing is written."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py check_records"

    def handle(self, **options):
        rules = list(_rules())
        broken = 0
        with bar("Checking", total=len(rules)) as show:
            for number, rule in enumerate(rules, start=1):
                broken += self._check(rule)
                show(number)
        if broken:
            raise CommandError(f"{broken:,} records break a rule.")
        self.stdout.write(f"We checked {len(rules)} rules. Every record keeps to them.")

    def _check(self, rule):
        found = 0
        records = iter(rule.find_broken())
        for record in islice(records, LISTED):
            if not found:
                self.stdout.write(f"{rule.words}. Not so:")
            self.stdout.write(f"  {record._meta.verbose_name} {record.pk}: {record}")
            found += 1
        more = sum(1 for _ in records)
        if more:
            self.stdout.write(f"  and {more:,} more")
        return found + more


def _rules() -> Iterator[Rule]:
    yield from OF_SCHOOLS
    yield from OF_PARTNERSHIPS
    yield from OF_PEOPLE
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            yield from rules_of(model)
