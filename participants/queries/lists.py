"""The lists of a school's ECTs and mentors: who is in them, and what they say of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from participants import statuses
from participants.changeable import Change, changes_of_ect
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship
from participants.names import folded
from participants.statuses import ECTStatus, MentorStatus
from schools.models import Cohort, School

from .following import Following, training_of_all
from .mentors import training_in_words

#: The longest text that is looked for. No name is longer.
LONGEST = 200
#: More words than these would only cost time.
MOST_WORDS = 12
#: What stands before the digits of a TRN.
_BEFORE_A_TRN = {"rp", "trn"}


class Show(StrEnum):
    """Which people a list shows, as its address says it."""

    CURRENT = "current"
    WITHOUT_MENTOR = "without-mentor"
    PAST = "past"


@dataclass(frozen=True)
class Asked:
    """What someone asks of a list: which people, and whom they look for."""

    show: Show = Show.CURRENT
    text: str = ""

    @classmethod
    def of(cls, query, *, offered: Iterable[Show]) -> "Asked":
        """What an address asks for. What is not on offer counts as not asked."""
        show = next((one for one in offered if one == query.get("show")), Show.CURRENT)
        seen = (one if one.isprintable() else " " for one in query.get("q", ""))
        return cls(show, " ".join("".join(seen).split())[:LONGEST])

    def address(self, **more) -> str:
        """The end of the address that asks the same, but for what is given."""
        asked = {"show": self.show, "q": self.text} | more
        kept = {name: str(value) for name, value in asked.items() if value}
        return f"?{urlencode(kept)}"


@dataclass(frozen=True)
class ECTRow:
    """An ECT in a list: ``mentorships`` are those of today and later, the first of them first."""

    ect: ECTAtSchool
    status: ECTStatus
    following: Following
    mentorships: list[Mentorship]

    @property
    def assign_url(self) -> str:
        """Where they get a mentor, if the school may still give them one."""
        if Change.MENTOR not in changes_of_ect(self.ect):
            return ""
        where = {"urn": self.ect.school.urn, "ect": self.ect.pk}
        return reverse("participants:assign-mentor", kwargs=where)

    @property
    def needs_mentor(self) -> bool:
        """Whether somebody has to be found who mentors them."""
        return not (self.mentorships or self.status.is_past)


@dataclass(frozen=True)
class MentorRow:
    """A mentor in a list."""

    mentor: MentorAtSchool
    status: MentorStatus
    following: Following
    ects: int

    @property
    def training(self) -> str:
        """How far they have got with their training, in words."""
        return training_in_words(self.mentor, self.following)


def ects(school: School, asked: Asked) -> models.QuerySet[ECTAtSchool]:
    """A school's ECTs, by name. Who left and came back is there once."""
    places = school.ects.last_at_each_school()
    places = places.past() if asked.show == Show.PAST else places.current()
    if asked.show == Show.WITHOUT_MENTOR:
        places = places.without_mentor()
    return _matching(places, asked.text).for_pages().by_name()


def mentors(school: School, asked: Asked) -> models.QuerySet[MentorAtSchool]:
    """A school's mentors, by name. Who left and came back is there once."""
    places = school.mentors.last_at_each_school()
    places = places.past() if asked.show == Show.PAST else places.current()
    going_on = Mentorship.objects.going_on().filter(mentor=OuterRef("pk")).order_by()
    counted = going_on.values("mentor").annotate(counted=Count("pk")).values("counted")
    return (
        _matching(places, asked.text)
        .for_pages()
        .annotate(ects_now=Coalesce(Subquery(counted), 0))
        .by_name()
    )


def ect_rows(ects: Iterable[ECTAtSchool]) -> list[ECTRow]:
    """What a list says of each: two queries more than ``ects``."""
    ects = list(ects)
    following = training_of_all(ects)
    mentorships = defaultdict(list)
    going_on = Mentorship.objects.going_on().filter(ect__in=ects)
    for mentorship in going_on.select_related("mentor__teacher").order_by("started_on"):
        mentorships[mentorship.ect_id].append(mentorship)
    return [ECTRow(ect, statuses.of_ect(ect), following[ect], mentorships[ect.pk]) for ect in ects]


def mentor_rows(mentors: Iterable[MentorAtSchool]) -> list[MentorRow]:
    """What a list says of each: one query more than ``mentors``."""
    mentors = list(mentors)
    following = training_of_all(mentors)
    return [_mentor_row(mentor, following[mentor]) for mentor in mentors]


def where_to_set_up(school: School) -> str:
    """Where a school sets up training that has not done so for any year yet; else nothing."""
    cohort = Cohort.objects.registration_cohort()
    if cohort is None or not school.may_register:
        return ""
    if any(answer.is_set_up for answer in school.cohorts.all()):
        return ""
    return reverse(
        "partnerships:set-up-training", kwargs={"urn": school.urn, "year": cohort.start_year}
    )


def _mentor_row(mentor, following):
    status = statuses.of_mentor(mentor, is_mentoring=mentor.ects_now > 0)
    return MentorRow(mentor, status, following, mentor.ects_now)


def _matching(places, text):
    """
    Those with every word of a text in their name, in any order, and its digits in their TRN.

    So a TRN is found however it is written, without the noughts in front, and by some digits.
    """
    if not text:
        return places
    typed = folded(text).split()
    digits = "".join(str(int(one)) for word in typed for one in word if one.isdecimal())
    words = [word for word in typed if not any(one.isdecimal() for one in word)]
    if digits:
        words = [word for word in words if word not in _BEFORE_A_TRN]
        places = places.filter(teacher__trn__contains=digits)
    for word in dict.fromkeys(words[:MOST_WORDS]):
        places = places.named_with(word)
    return places if typed else places.none()
