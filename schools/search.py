"""
Finding a school among all there are, by what people type: part of a name, a postcode, a URN.

Every word typed has to stand somewhere in the school's name, town, local authority or
postcode, in any order. So whoever finds too many adds the town.
"""

import re
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from .models import School
from .names import folded

#: How many schools a page shows.
MOST = 20
#: How far they are counted: beyond it, all that matters is that they are many.
MOST_COUNTED = 1000
#: The longest text that is looked at. No school's name is longer.
LONGEST = 200
#: More words than these would only cost time.
MOST_WORDS = 12
#: Words as short as these stand inside too many others: they count where a word begins.
SHORT = 3
_URN = re.compile(r"(?:urn )?0*(\d{5,8})")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b")


@dataclass(frozen=True)
class Found:
    """
    The first schools that match, the likeliest first, and how many match in all.

    A total over ``MOST_COUNTED`` says no more than that it is over.
    """

    schools: list[School]
    total: int


def find(text: str) -> Found:
    """The schools that someone may mean who types this: open and closed, of every type."""
    name = _POSTCODE.sub(r"\1\2", folded(text[:LONGEST]))
    matching = _by_urn(name) or _by_words(name)
    # their keys first, since whole rows would take longer to sort
    keys = list(matching.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    schools = School.objects.in_bulk(keys[:MOST])
    return Found([schools[key] for key in keys[:MOST]], len(keys))


def _by_urn(name) -> QuerySet[School] | None:
    """The school of that number, where it is the number of one."""
    number = _URN.fullmatch(name)
    schools = School.objects.filter(urn=number[1]) if number else School.objects.none()
    return schools if schools.exists() else None


def _by_words(name) -> QuerySet[School]:
    """
    The same name first, then names that begin with what was typed, as whole words, as parts.

    Then come names that begin with the first word, then those whose words begin so. Among
    equals the open stand before the closed, and of those, the ones that may register people.
    """
    words = list(dict.fromkeys(name.split()))[:MOST_WORDS]
    if not words:
        return School.objects.none()
    has_all, begin = Q(), Q()
    for word in words:
        begins = f" {word}"
        has_all &= Q(search_text__contains=begins if len(word) <= SHORT else word)
        begin &= Q(search_text__contains=begins)
    likeness = Case(
        When(search_name=name, then=0),
        When(search_name__startswith=f"{name} ", then=1),
        When(search_name__startswith=name, then=2),
        When(search_name__startswith=words[0], then=3),
        When(begin, then=4),
        default=5,
    )
    return School.objects.filter(has_all).order_by(
        likeness, "-is_open", "-may_register", "search_name", "urn"
    )
