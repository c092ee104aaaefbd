"""A school changes what an ECT or a mentor is called, or their email address there."""

from django.db import models, transaction

from config.accounts.models import normalised
from config.events.services import Actor, record
from config.web.errors import Refused
from participants.changeable import Change, changes_of_ect, changes_of_mentor
from participants.emails import changes as emails
from participants.models import ECTAtSchool, MentorAtSchool, Teacher

from .addresses import claim
from .locks import lock_school, lock_teacher


class NameReason(models.TextChoices):
    """Why a school changes a name. The last two are not about the same person."""

    NEW_NAME = "new_name", "They got married or changed their name legally"
    KNOWN_AS = "known_as", "They go by another name"
    ERROR = "error", "The name we have is not right"
    MISTAKE = "mistake", "They should not have been registered"
    REPLACED = "replaced", "Another person has taken their place"


class MayNotChange(Refused):
    """The person has left, has completed induction, or is still another school’s to change."""


class RecordsChanged(Refused):
    """Somebody has changed the same thing since the school was shown it."""


class NothingToChange(Refused):
    """The records say so already."""


class TutorsOwnAddress(Refused):
    """The address is that of the school’s induction tutor, who cannot be the ECT."""


@transaction.atomic
def change_name(
    *,
    place: ECTAtSchool | MentorAtSchool,
    first_name: str,
    last_name: str,
    reason: NameReason,
    shown: str,
    by: Actor,
    reference: str = "",
) -> None:
    """
    Give a person another name, and email them at each school where they are.

    ``shown`` is the name that the school was shown, of which it gives the new one. A name is
    the person's, not the school's: where another school has them too, its record says that
    the name changed, and neither who changed it nor why. A school that they have left keeps the
    name that it knew.

    Raises ``MayNotChange``, ``RecordsChanged`` or ``NothingToChange``.
    """
    place = _locked(place, Change.NAME)
    teacher = place.teacher
    if teacher.full_name != shown:
        raise RecordsChanged("The name on record has changed a moment ago. Check it again.")
    if (teacher.first_name, teacher.last_name) == (first_name, last_name):
        raise NothingToChange("This is the name that we have already.")
    before = teacher.first_name, teacher.last_name
    teacher.first_name, teacher.last_name = first_name, last_name
    teacher.save(update_fields=["first_name", "last_name", "search_name"])
    keep_name(teacher, *before)
    places = places_of(teacher)
    elsewhere = {one.school.urn for one in places} - {place.school.urn}
    for urn in [place.school.urn, *sorted(elsewhere)]:
        is_here = urn == place.school.urn
        record(
            "name changed",
            by=by if is_here else Actor(by.key, "The induction tutor of another school"),
            about=teacher,
            school_urn=urn,
            before={"name": shown},
            after={"name": teacher.full_name},
            reason=reason.label if is_here else "",
            reference=reference if is_here else "",
        )
    emails.name_changed(places, before=shown, told_by=place.school)


@transaction.atomic
def change_email(
    *,
    place: ECTAtSchool | MentorAtSchool,
    email: str,
    shown: str,
    by: Actor,
    reference: str = "",
) -> None:
    """
    Write to a person at another address, as far as this school is concerned.

    ``shown`` is the address that the school was shown. Both addresses are emailed.

    Raises ``MayNotChange``, ``RecordsChanged``, ``NothingToChange``, ``TutorsOwnAddress`` or
    ``EmailTaken``.
    """
    place = _locked(place, Change.EMAIL)
    if place.email != shown:
        raise RecordsChanged("The email address has changed a moment ago. Check it again.")
    if normalised(email) == place.email:
        raise NothingToChange("This is the email address that we have already.")
    tutor = place.school.find_tutor()
    if isinstance(place, ECTAtSchool) and tutor and tutor.email == normalised(email):
        raise TutorsOwnAddress("This is the email address of the school’s induction tutor.")
    place.email = claim(email, teacher=place.teacher)
    place.save(update_fields=["email"])
    record(
        "email address changed",
        by=by,
        about=place.teacher,
        school_urn=place.school.urn,
        before={"email": shown},
        after={"email": place.email},
        reference=reference,
    )
    emails.email_changed(place, before=shown)


def _locked(place, change) -> ECTAtSchool | MentorAtSchool:
    """The place as it is now, with its locks. Raises ``MayNotChange``."""
    school = lock_school(place.school)
    lock_teacher(place.teacher)
    is_ect = isinstance(place, ECTAtSchool)
    places = school.ects if is_ect else school.mentors
    changes_of = changes_of_ect if is_ect else changes_of_mentor
    now = places.not_removed().for_pages().filter(pk=place.pk).first()
    if now is None or change not in changes_of(now):
        raise MayNotChange("This cannot be changed any more.")
    return now


def keep_name(teacher: Teacher, first_name: str, last_name: str) -> None:
    """
    Let the schools that had someone, and have not any more, keep the name of before.

    They are not to learn of another. It is called once the name of the person has changed.
    """
    now = {place.school_id for place in places_of(teacher)}
    for places in (teacher.ect_places, teacher.mentor_places):
        past = places.exclude(school__in=now)
        past.keep_name(first_name=first_name, last_name=last_name)


def places_of(teacher: Teacher) -> list[ECTAtSchool | MentorAtSchool]:
    """
    Where someone is or will be, ECT or mentor.

    An ECT whose induction is over may have left long ago: nobody has to tell us.
    """
    return [
        place
        for places in (teacher.ect_places, teacher.mentor_places)
        for place in places.current().select_related("school", "teacher").order_by("pk")
    ]
