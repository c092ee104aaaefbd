"""
The name of someone as a school knew it, kept once the school has nothing to do with them any more.

A name is the person's and may change while they are elsewhere. A school that they have left is
not to learn of that, so its part of their record keeps the name of before.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf

from config.records.periods import PeriodQuerySet
from participants.names import SEARCH_NAME_LENGTH, search_name

_NOTHING_KEPT = {"kept_first_name": "", "kept_last_name": "", "kept_search_name": ""}


def name_order(path: str = "") -> list[Coalesce]:
    """
    The order by name, as schools know it: last name first.

    ``path`` leads to the records of people, as “ect__”.
    """
    return [
        Coalesce(NullIf(F(f"{path}kept_{name}"), Value("")), F(f"{path}teacher__{name}"))
        for name in ("last_name", "first_name")
    ]


class KeptNameQuerySet(PeriodQuerySet):
    """Records of people at schools, by the names that the schools know."""

    def by_name(self):
        """In the order in which lists show people."""
        return self.order_by(*name_order(), "teacher__trn", "pk")

    def named_with(self, folded_word: str):
        """Those whose name, folded, has a word or a part of one."""
        return self.filter(
            Q(kept_search_name__contains=folded_word)
            | Q(kept_first_name="", teacher__search_name__contains=folded_word)
        )

    def keep_name(self, *, first_name: str, last_name: str) -> None:
        """Keep a name where none is kept yet."""
        self.filter(kept_first_name="").update(
            kept_first_name=first_name,
            kept_last_name=last_name,
            kept_search_name=search_name(first_name, last_name),
        )

    def forget_name(self) -> None:
        """Go by the name that each person has now."""
        self.exclude(kept_first_name="").update(**_NOTHING_KEPT)


class KeepsName(models.Model):
    """A record of a ``teacher`` at a school, which may keep the name of before."""

    teacher: Any

    kept_first_name = models.CharField(
        "first name as the school knew it", max_length=100, blank=True, editable=False
    )
    kept_last_name = models.CharField(
        "last name as the school knew it", max_length=100, blank=True, editable=False
    )
    kept_search_name = models.CharField(max_length=SEARCH_NAME_LENGTH, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(**_NOTHING_KEPT) | (~Q(kept_first_name="") & ~Q(kept_last_name="")),
                name="%(app_label)s_%(class)s_keeps_a_whole_name",
            ),
        ]

    @property
    def first_name(self) -> str:
        """As the school knows it."""
        return self.kept_first_name or self.teacher.first_name

    @property
    def last_name(self) -> str:
        """As the school knows it."""
        return self.kept_last_name or self.teacher.last_name

    @property
    def full_name(self) -> str:
        """First and last name, as the school knows them."""
        return f"{self.first_name} {self.last_name}"

    def forget_name(self) -> set[str]:
        """Go by the name that the person has now. Tells which fields that changes."""
        for name, value in _NOTHING_KEPT.items():
            setattr(self, name, value)
        return {*_NOTHING_KEPT}
