"""How dates, years and addresses read on a page and in an email."""

from datetime import date, datetime

from django.utils import timezone


def day(value: date) -> str:
    """A date as GOV.UK writes it: 1 September 2026."""
    return f"{value:%-d %B %Y}"


def moment(value: datetime) -> str:
    """A moment in London's time: 1 September 2026 at 4:05pm."""
    return f"{day(timezone.localtime(value))} at {time_of_day(value)}"


def time_of_day(value: datetime) -> str:
    """The time of a moment in London: 4:05pm."""
    local = timezone.localtime(value)
    return f"{local:%-I:%M}{'am' if local.hour < 12 else 'pm'}"


def academic_year(start_year: int) -> str:
    """An academic year by both its years: 2026 to 2027."""
    return f"{start_year} to {start_year + 1}"


def in_sentence(label: str) -> str:
    """A label as it reads after another word: “training programme”, and still “ECTs expected”."""
    is_short_form = label[1:2].isupper()
    return label if is_short_form else label[:1].lower() + label[1:]


def masked(email: str) -> str:
    """
    An address that its owner recognises and nobody else can read: ``o****e@school.example``.

    The number of stars does not tell the length. A name of one or two letters shows its
    first letter only.
    """
    name, _, domain = email.rpartition("@")
    last = name[-1] if len(name) > 2 else ""
    return f"{name[:1]}****{last}@{domain}"
