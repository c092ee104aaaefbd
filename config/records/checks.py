"""
Checking records for what must be true of them.

``Rule`` names what must be true and finds what breaks it. A model's own constraints become
rules by themselves, so that a database that has lost one, or was filled past it, is found out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, Count, Exists, OuterRef, Q, UniqueConstraint

from .constraints import CompositeForeignKey, NoOverlap


@dataclass(frozen=True)
class Rule:
    """What must be true, in words, and how to find the records of which it is not."""

    words: str
    find_broken: Callable[[], Iterable[models.Model]]


def rules_of(model: type[models.Model]) -> Iterator[Rule]:
    """A rule for each constraint of a model."""
    finders: dict[type, Callable] = {
        CheckConstraint: _unchecked,
        UniqueConstraint: _repeated,
        NoOverlap: _overlapping,
        CompositeForeignKey: _pointing_nowhere,
    }
    for constraint in model._meta.constraints:
        find = finders[type(constraint)]
        yield Rule(constraint.name, partial(find, model, constraint))


def _unchecked(model, constraint):
    return model._base_manager.filter(~constraint.condition)


def _repeated(model, constraint):
    rows = model._base_manager.filter(constraint.condition or Q())
    known = {f"{field}__isnull": False for field in constraint.fields}
    groups = rows.filter(**known).values(*constraint.fields).annotate(n=Count("pk"))
    for group in groups.filter(n__gt=1).values(*constraint.fields).order_by():
        yield from rows.filter(**group)


def _overlapping(model, constraint):
    rows = model._base_manager.filter(removed_at=None)
    same = {field: OuterRef(field) for field in constraint.fields}
    others = rows.filter(
        Q(finished_on=None) | Q(finished_on__gt=OuterRef("started_on")), **same
    ).exclude(pk=OuterRef("pk"))
    begun = Q(started_on__lt=OuterRef("finished_on"))
    ended = rows.filter(finished_on__isnull=False).filter(Exists(others.filter(begun)))
    return [*ended, *rows.filter(finished_on=None).filter(Exists(others))]


def _pointing_nowhere(model, constraint):
    known = {f"{field}__isnull": False for field in constraint.fields}
    target = _model_of(constraint.to_table)
    there = target._base_manager.filter(
        **{
            column: OuterRef(model._meta.get_field(field).attname)
            for column, field in zip(constraint.to_columns, constraint.fields, strict=True)
        }
    )
    return model._base_manager.filter(**known).filter(~Exists(there))


def _model_of(table):
    return next(model for model in apps.get_models() if model._meta.db_table == table)
