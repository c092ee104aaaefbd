"""
A person's record as a story, for staff: each place with its days, school and training.

It is worked out from the periods. Partnerships and training change on days of their own, so
the days of a place are cut where any of them begins or ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from config.web import formats
from partnerships.models import Partnership
from schools.models import Programme, SchoolCohort

from .models import ECTAtSchool, MentorAtSchool, Teacher, Training


@dataclass(frozen=True)
class Stretch:
    """Some days, and what was so in them."""

    first_day: date
    end: date | None
    words: str

    @property
    def days(self) -> str:
        """From when until when, in words."""
        if self.end is None:
            return f"From {formats.day(self.first_day)}"
        last_day = self.end - timedelta(days=1)
        if last_day == self.first_day:
            return formats.day(self.first_day)
        return f"{formats.day(self.first_day)} to {formats.day(last_day)}"


@dataclass(frozen=True)
class Chapter:
    """A place at a school: what it was, and what was so in its days."""

    place: Stretch
    facts: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)


def story(teacher: Teacher) -> list[Chapter]:
    """A person's places, the first of them first, in a number of queries that grows with them."""
    places = [*_with_all(teacher.ect_places), *_with_all(teacher.mentor_places)]
    places.sort(key=lambda place: (place.started_on, place.registered_at))
    return [_chapter(place) for place in places]


def _with_all(places):
    found = places.not_removed().select_related("teacher", "school", "cohort")
    return found.prefetch_related(
        "training__lead_provider",
        "training__delivery_partner",
        "mentorships__mentor__teacher",
        "mentorships__ect__teacher",
    )


def _chapter(place):
    is_ect = isinstance(place, ECTAtSchool)
    role = "ECT" if is_ect else "Mentor"
    chapter = Chapter(_stretch(place, f"{role} at {place.school.label}"))
    chapter.facts.append(f"Email address: {place.email}")
    if place.cohort:
        chapter.facts.append(f"Cohort: {place.cohort}")
        answer = place.school.cohorts.filter(cohort=place.cohort).first()
        programme = answer.get_programme_display() if answer else ""
        chapter.facts.append(f"Training programme: {programme or 'not set up'}")
        if is_ect:
            chapter.facts.append(f"Appropriate body: {_body(place, answer)}")
        chapter.stretches.extend(_training(place, answer))
    for mentorship in sorted(_standing(place.mentorships.all()), key=_first_day):
        chapter.stretches.append(_stretch(mentorship, _mentoring(mentorship, is_ect=is_ect)))
    return chapter


def _mentoring(mentorship, *, is_ect):
    if is_ect:
        return f"Mentored by {mentorship.mentor.teacher.full_name}"
    return f"Mentors {mentorship.ect.teacher.full_name}"


def _body(ect, answer):
    if ect.appropriate_body:
        return f"{ect.appropriate_body} (their own)"
    if answer and answer.appropriate_body:
        return f"{answer.appropriate_body} (the school’s)"
    return "not appointed yet"


def _training(
    place: ECTAtSchool | MentorAtSchool, answer: SchoolCohort | None
) -> Iterator[Stretch]:
    """The providers of each stretch of a place's days, and where training was interrupted."""
    own = list(_standing(place.training.all()))
    of_school: list[Partnership] = []
    if answer and answer.programme == Programme.PROVIDER_LED:
        found = place.school.partnerships.not_removed().filter(cohort=place.cohort)
        of_school = list(found.with_providers())
    days = _cuts(place, [*own, *of_school])
    for first_day, end in zip(days, [*days[1:], place.finished_on], strict=True):
        if words := _on_a_day(first_day, own, of_school):
            yield Stretch(first_day, end, words)


def _on_a_day(day, own, of_school):
    mine = next((one for one in own if _holds(one, day)), None)
    theirs = next((one for one in of_school if _holds(one, day)), None)
    words = []
    if mine and mine.lead_provider:
        partner = f" with {mine.delivery_partner}" if mine.delivery_partner else ""
        words.append(f"Trained by {mine.lead_provider}{partner} (their own)")
    elif theirs:
        words.append(f"Trained by {theirs.providers} (the school’s)")
    if mine and mine.state != Training.State.TRAINING:
        words.append(f"training {mine.get_state_display().lower()}")
    return ", ".join(words)


def _cuts(place, periods) -> list[date]:
    """The first days of the stretches."""
    days = {place.started_on}
    for period in periods:
        days |= {period.started_on, period.finished_on} - {None}
    end = place.finished_on or date.max
    return sorted(day for day in days if place.started_on <= day < end)


def _standing(periods: Iterable) -> Iterator:
    return (period for period in periods if period.removed_at is None)


def _first_day(period):
    return period.started_on


def _holds(period, day):
    return period.started_on <= day and (period.finished_on is None or period.finished_on > day)


def _stretch(period, words):
    return Stretch(period.started_on, period.finished_on, words)
