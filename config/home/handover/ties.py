"""
What GIAS says of schools that came before others, or after them.

It says so on both sides, and not always on both: each link is read from either end.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from schools.models import SchoolLink

SUCCESSOR, PREDECESSOR = "Successor", "Predecessor"
#: Words in a link's type that tell of more than one school in the place of another.
_NOT_PLAIN = ("merged", "amalgam", "split")


@dataclass
class Ties:
    """
    One school's ties to others, by their URN.

    ``named`` are the schools that its own links call its successors. ``not_plain`` are types
    that tell of a merger or a split, in GIAS's words.
    """

    successors: set[int] = field(default_factory=set)
    predecessors: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)
    not_plain: set[str] = field(default_factory=set)

    def add(self, urn: int, link_type: str, *, is_own: bool) -> None:
        """Note that it is tied to another school, in words that stand with either of the two."""
        role = _role(link_type, is_own=is_own)
        if role == SUCCESSOR:
            self.successors.add(urn)
            if is_own:
                self.named.add(urn)
        elif role == PREDECESSOR:
            self.predecessors.add(urn)
        if any(word in link_type.casefold() for word in _NOT_PLAIN):
            self.not_plain.add(link_type)


def of_schools(urns: Iterable[int]) -> dict[int, Ties]:
    """The ties of each of these schools, in one query."""
    urns = set(urns)
    found: dict[int, Ties] = defaultdict(Ties)
    links = SchoolLink.objects.order_by().values_list("school__urn", "link_urn", "link_type")
    of_either = links.filter(school__urn__in=urns).union(links.filter(link_urn__in=urns))
    for urn, link_urn, link_type in of_either:
        if urn in urns:
            found[urn].add(link_urn, link_type, is_own=True)
        if link_urn in urns:
            found[link_urn].add(urn, link_type, is_own=False)
    return found


def _role(link_type, *, is_own):
    """What the other school is to the one whose ties these are, if one came after the other."""
    for word, other_way_round in [(SUCCESSOR, PREDECESSOR), (PREDECESSOR, SUCCESSOR)]:
        if link_type.startswith(word):
            return word if is_own else other_way_round
    return ""
