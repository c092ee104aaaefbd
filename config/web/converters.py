"""
The numbers in addresses, no longer than they can be.

A longer one is no address of ours: not every query can be asked about a number of any length.
"""

from django.urls import register_converter
from django.urls.converters import IntConverter


class URN(IntConverter):
    """A school’s unique reference number: six digits, and eight at most."""

    regex = "[0-9]{1,8}"


class Year(IntConverter):
    """The first year of a cohort: four digits."""

    regex = "[0-9]{4}"


class Number(IntConverter):
    """The number of a record: as many digits as a database’s own numbers may have, safely."""

    regex = "[0-9]{1,18}"


def add_to_addresses() -> None:
    """Let routes say “<urn:urn>”, “<year:year>” and, of a record, “<number:…>”."""
    register_converter(URN, "urn")
    register_converter(Year, "year")
    register_converter(Number, "number")
