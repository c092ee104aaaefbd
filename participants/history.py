"""
What has happened to someone at a school, in plain words.

It is read from the events and the emails about the person that belong to the school, so that
nothing of another school is in it. Each kind of event has its words in ``WORDS``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, CharField, Exists, JSONField, OuterRef, Value
from django.db.models.functions import Cast, Concat

from config.accounts.models import User
from config.events.models import Event
from config.web import formats
from notifications.models import Email
from schools.models import School

from .models import Teacher

#: By the kind of an event. What it holds is put in: dates in words, and as ``fields`` the names
#: of what changed. A kind without words here, or one that lacks a value, shows as it is called.
WORDS = {
    "ECT registered": "Registered as an ECT, from {after[first day]}",
    "mentor registered": "Registered as a mentor, from {after[first day]}",
    "registration removed": "Registration removed",
    "ECT moved here": "Moved here from another school as an ECT, from {after[first day]}",
    "mentor moved here": "Moved here from another school as a mentor, from {after[first day]}",
    "moved away": "Moves to another school. Last day here: {after[last day]}",
    "registration taken over": "Starts at another school instead. Registration taken out",
    "move away taken back": "Does not move to another school after all",
    "leaving reported": "Leaves. Last day here: {after[last day]}",
    "leaving taken back": "Stays after all",
    "mentor assigned": "{after[mentor]} assigned as mentor, from {after[first day]}",
    "ECT assigned": "Assigned as mentor to {after[ECT]}, from {after[first day]}",
    "ECT assigned to another": "{before[ECT]} has another mentor from {after[first day]}",
    "name changed": "Name changed from {before[name]} to {after[name]}",
    "email address changed": "Email address changed from {before[email]} to {after[email]}",
    "start date changed": "Start date changed from {before[first day]} to {after[first day]}",
    "ECT’s appropriate body changed": (
        "Appropriate body changed from {before[appropriate body]} to {after[appropriate body]}"
    ),
    "induction completed": "Induction completed on {after[day]}",
    "induction not completed": "Induction was not completed on {before[day]}",
    "exempt from induction": "Exempt from induction from {after[day]}",
    "not exempt from induction": "Was not exempt from induction from {before[day]}",
    "mentor training completed": "Mentor training completed on {after[day]}",
    "mentor training not completed": "Mentor training was not completed on {before[day]}",
    "training paused": "Training paused from {after[day]}",
    "training stopped": "Training stopped on {after[day]}",
    "training resumed": "Training resumed on {after[day]}",
    "ECT handed over": "Went on to {after[school]} as an ECT, from {after[first day]}",
    "mentor handed over": "Went on to {after[school]} as a mentor, from {after[first day]}",
    "ECT taken over": "Came from {before[school]} as an ECT, from {after[first day]}",
    "mentor taken over": "Came from {before[school]} as a mentor, from {after[first day]}",
    "changed in the admin": "Record corrected: {fields}",
    "added in the admin": "Record added",
}
#: What stands in the words of a tutor who did something, after the name.
_AFTER_A_NAME = ", induction tutor ("


@dataclass(frozen=True)
class Happening:
    """One thing that has happened, and who did it, as far as a school may know."""

    at: datetime
    words: str
    by: str = ""


def at_school(teacher: Teacher, *, school: School, email: str, reader: User) -> list[Happening]:
    """
    What a school may know of what has happened to someone there, the latest first.

    ``reader`` reads “You” where they did it. Emails are those to them and those to the person,
    whose address there is ``email`` by now: one that went to another address says so. One query.
    """
    about = {
        "about_type": Teacher._meta.verbose_name,
        "about_id": str(teacher.pk),
        "school_urn": school.urn,
    }
    events = Event.objects.filter(**about).annotate(
        is_event=_flag(True), is_ours=_is_by_a_tutor_of(school)
    )
    emails = Email.objects.filter(**about).annotate(
        is_event=_flag(False), is_ours=_flag(False), before=_NO_FACTS, after=_NO_FACTS
    )
    rows = (
        events.order_by()
        .values_list("is_event", "at", "kind", "by_key", "by_words", "before", "after", "is_ours")
        .union(
            emails.order_by().values_list(
                "is_event", "created_at", "subject", "to", "state", "before", "after", "is_ours"
            ),
            all=True,
        )
        .order_by("-at")
    )
    return list(_happenings(list(rows), email=email, reader=reader))


def _happenings(rows, *, email, reader) -> Iterator[Happening]:
    addresses = {email}.union(*(_addresses(before, after) for *_, before, after, _ in rows))
    for is_event, at, what, who, more, before, after, is_ours in rows:
        if is_event:
            yield Happening(at, _words(what, before, after), _name(who, more, is_ours, reader))
        elif who in addresses or who == reader.email:
            known = {email: "them", reader.email: "you"}
            whom = known.get(who, f"them at {who}")
            is_failed = more == Email.State.FAILED
            emailed = "Our email did not reach" if is_failed else "We emailed"
            yield Happening(at, f"{emailed} {whom}: “{what}”")


def _addresses(*facts) -> set[str]:
    """The addresses that the person has had at the school."""
    return {one["email"] for one in facts if one.get("email")}


def _words(kind, before, after) -> str:
    facts = {
        "before": {name: _in_words(value) for name, value in before.items()},
        "after": {name: _in_words(value) for name, value in after.items()},
        "fields": ", ".join(name.replace("_", " ") for name in after),
    }
    try:
        return WORDS[kind].format(**facts)
    except KeyError:
        return kind[:1].upper() + kind[1:]


def _in_words(value) -> str:
    """A fact of an event for people: a date as they read it."""
    try:
        return formats.day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def _name(key, words, is_ours, reader) -> str:
    """Who did it. Another school, and whoever works there, is not named."""
    if key == f"user:{reader.pk}":
        return "You"
    if key.startswith(("staff:", "command:")):
        return "DfE staff"
    return words.partition(_AFTER_A_NAME)[0] if is_ours else "Another school"


def _is_by_a_tutor_of(school):
    """Whether whoever did it is, or was, the school’s induction tutor."""
    appointed = school.appointments.annotate(
        key=Concat(Value("user:"), Cast("tutor_id", CharField()))
    )
    return Exists(appointed.filter(key=OuterRef("by_key")))


def _flag(value):
    return Value(value, BooleanField())


_NO_FACTS = Value({}, JSONField())
