"""
People written down many at once, with what has happened to them so far.

It is for what has been long so: no service is asked, and nobody is emailed. What happens on
the day of loading goes through the services (``named``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from appropriate_bodies.models import AppropriateBody
from config.events.models import Event
from config.events.services import Actor, event
from config.web import clock
from participants.lookups import Person
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Teacher, Training
from participants.names import search_name
from partnerships.models import DeliveryPartner, LeadProvider
from schools.models import Cohort, School

from .people import email_of

OPERATOR = Actor.command("load_sample_data")
#: Schools register their ECTs so long before they start.
_AHEAD = timedelta(days=40)
_BATCH = 2000


@dataclass(frozen=True, kw_only=True)
class Ways:
    """
    How someone’s place at a school begins and ends, and what happens in it.

    ``interrupted`` is what has become of an ECT’s training, and since when.
    """

    started_on: date
    finished_on: date | None = None
    completed_on: date | None = None
    exempt_on: date | None = None
    interrupted: tuple[Training.State, date] | None = None
    training_starts_on: date | None = None


class Roster:
    """Invented people, until they are written down."""

    def __init__(self):
        self._today, self._now = clock.today(), clock.now()
        self._zone = timezone.get_current_timezone()
        self._teachers: list[Teacher] = []
        self._ects: list[ECTAtSchool] = []
        self._mentors: list[MentorAtSchool] = []
        self._mentorships: list[Mentorship] = []
        self._training: list[Training] = []
        self._events: list[Callable[[], Event]] = []

    def add_ect(
        self,
        person: Person,
        ways: Ways,
        *,
        school: School,
        cohort: Cohort,
        by: Actor,
        body: AppropriateBody | None = None,
    ) -> ECTAtSchool:
        """An ECT, with a ``body`` if it is another than the school’s."""
        ect = ECTAtSchool(
            teacher=self._teacher(
                person, induction_completed_on=ways.completed_on, induction_exempt_on=ways.exempt_on
            ),
            school=school,
            cohort=cohort,
            email=email_of(person, urn=school.urn),
            started_on=ways.started_on,
            finished_on=ways.finished_on,
            own_finished_on=ways.finished_on,
            appropriate_body=body,
        )
        self._ects.append(ect)
        if ways.interrupted:
            state, since = ways.interrupted
            self._training.append(Training(ect=ect, cohort=cohort, state=state, started_on=since))
            self._reported(f"training {state}", ect, since)
        self._registered("ECT registered", ect, ways.started_on - _AHEAD, by)
        self._reported("induction completed", ect, ways.completed_on)
        self._reported("exempt from induction", ect, ways.exempt_on)
        return ect

    def add_mentor(
        self,
        person: Person,
        ways: Ways,
        *,
        school: School,
        cohort: Cohort | None,
        by: Actor,
        teacher: Teacher | None = None,
    ) -> MentorAtSchool:
        """
        A mentor, who is trained here if there is a ``cohort``.

        ``teacher`` is for someone who mentors at another school as well.
        """
        mentor = MentorAtSchool(
            teacher=teacher
            or self._teacher(person, mentor_training_completed_on=ways.completed_on),
            school=school,
            cohort=cohort,
            training_starts_on=ways.training_starts_on if cohort else None,
            email=email_of(person, urn=school.urn),
            started_on=ways.started_on,
            finished_on=ways.finished_on,
            own_finished_on=ways.finished_on,
        )
        self._mentors.append(mentor)
        self._registered("mentor registered", mentor, ways.started_on, by)
        self._reported("mentor training completed", mentor, ways.completed_on)
        return mentor

    def give_providers(
        self,
        ect: ECTAtSchool,
        *,
        lead_provider: LeadProvider,
        delivery_partner: DeliveryPartner | None,
    ) -> None:
        """Providers of an ECT’s own, from their first day on."""
        self._training.append(
            Training(
                ect=ect,
                cohort=ect.cohort,
                lead_provider=lead_provider,
                delivery_partner=delivery_partner,
                started_on=ect.started_on,
                finished_on=ect.finished_on,
            )
        )

    def pair(
        self, ect: ECTAtSchool, mentor: MentorAtSchool, *, by: Actor, since: date | None = None
    ) -> date | None:
        """
        Let a mentor mentor an ECT from the first day on which both are here, or a later one.

        It ends with either place, and with the induction. What comes back is the day on which it
        ends because the mentor leaves, for another to follow.
        """
        started_on = max(day for day in (ect.started_on, mentor.started_on, since) if day)
        ends = [ect.finished_on, mentor.finished_on, ect.teacher.induction_over_on]
        finished_on = min((day for day in ends if day), default=None)
        if finished_on and finished_on <= started_on:
            return None
        self._mentorships.append(
            Mentorship(
                school=ect.school,
                ect=ect,
                mentor=mentor,
                started_on=started_on,
                finished_on=finished_on,
            )
        )
        self._assigned(ect, mentor, started_on, by)
        return finished_on if finished_on == mentor.finished_on else None

    def write(self) -> None:
        """Write everyone down, once."""
        for rows in (
            *(self._teachers, self._ects, self._mentors, self._mentorships, self._training),
            # these take the numbers that the others have got by now
            (happened() for happened in self._events),
        ):
            _write(rows)

    def _teacher(self, person, **completed) -> Teacher:
        teacher = Teacher(
            trn=person.trn,
            first_name=person.first_name,
            last_name=person.last_name,
            search_name=search_name(person.first_name, person.last_name),
            date_of_birth=person.date_of_birth,
            **completed,
        )
        self._teachers.append(teacher)
        return teacher

    def _registered(self, kind, place, day, by) -> None:
        after = {"first day": str(place.started_on), "email": place.email}
        if place.cohort:
            after["cohort"] = str(place.cohort)
        self._happened(kind, place.teacher, place.school, day, by, after)

    def _reported(self, kind, place, day) -> None:
        """Operators put it in, if it is so."""
        if day:
            self._happened(kind, place.teacher, place.school, day, OPERATOR, {"day": str(day)})

    def _assigned(self, ect, mentor, first_day, by) -> None:
        day = max(first_day - _AHEAD, mentor.started_on)
        assigned = {"first day": str(first_day)}
        of_ect = {"mentor": mentor.teacher.full_name} | assigned
        of_mentor = {"ECT": ect.teacher.full_name} | assigned
        self._happened("mentor assigned", ect.teacher, ect.school, day, by, of_ect)
        self._happened("ECT assigned", mentor.teacher, ect.school, day, by, of_mentor)

    def _happened(self, kind, teacher, school, day, by, after) -> None:
        at = datetime.combine(min(day, self._today), time(10), self._zone)
        self._events.append(
            partial(
                event,
                kind,
                by=by,
                about=teacher,
                school_urn=school.urn,
                after=after,
                at=min(at, self._now),
            )
        )


def _write(rows: Iterable) -> None:
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)
