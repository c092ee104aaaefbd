"""Writing down what happened, in the transaction in which it happens."""

from dataclasses import dataclass

from config.web import request_ids

from .models import Event


@dataclass(frozen=True)
class Actor:
    """Who does something: a key that a program can follow, and words for people."""

    key: str
    words: str

    @classmethod
    def command(cls, name: str) -> "Actor":
        """An operator, by the management command they run."""
        return cls(f"command:{name}", f"Operator ({name})")

    @classmethod
    def staff(cls, user) -> "Actor":
        """A member of DfE staff, in the admin."""
        return cls(f"staff:{user.pk}", f"DfE staff ({user.email})")


def event(kind: str, *, by: Actor, about, school_urn=None, reason="", reference="", **changes):
    """
    An event about the record ``about``, not yet saved: for bulk work.

    ``changes`` may hold ``before`` and ``after``, dictionaries of plain values.
    """
    return Event(
        kind=kind,
        by_key=by.key,
        by_words=by.words,
        about_type=about._meta.verbose_name,
        about_id=str(about.pk),
        school_urn=school_urn,
        reason=reason,
        reference=reference,
        request_id=request_ids.current(),
        **changes,
    )


def record(kind: str, *, by: Actor, about, **details) -> Event:
    """Write down one thing that has happened. The details are those of ``event``."""
    recorded = event(kind, by=by, about=about, **details)
    recorded.save()
    return recorded
