"""
The ECTs and mentors who have a part to play: one for each thing that can be so of someone.

The README names them. What has been so for long is written down as it is. What their schools
do about them on the day of loading goes through the services, with all that follows from it.
"""

from dataclasses import dataclass
from random import Random

from participants import lookups, movers
from participants.lookups import LookUp, Person, Role
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import leaving, mentorships, moves, people, registrations
from participants.services.people import NameReason
from participants.terms import cohort_year_of
from partnerships.models import DeliveryPartner, LeadProvider

from .cast import URNS
from .people import email_of, invent, trn_at
from .providers import BEACON, CLIFFSIDE, ELM_TREE, ESTUARY, KESTREL, NORTHGATE
from .roster import Roster
from .staffrooms import Staffroom
from .stories import (
    ECTStory,
    MentorStory,
    Times,
    cohort_of_ect,
    cohort_of_mentor,
    ways_of_ect,
    ways_of_mentor,
)

YEWDALE = "Yewdale Primary School"
ASHDOWN, GREENHILL = "Ashdown Primary School", "Greenhill Primary School"
BROOKFIELD, NETTLEFIELD = "Brookfield Academy", "Nettlefield School"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Someone who is at a school already, and what is so of them."""

    name: str
    story: str
    school: str = YEWDALE
    also_at: str = ""
    mentor: str = ""
    body: str = ""
    providers: tuple[str, str] | None = None


_MENTORS = [
    Part(name="Fiona MacKay", story=MentorStory.IN_TRAINING),
    Part(name="Gareth Llewellyn", story=MentorStory.TRAINED),
    Part(name="Yasmin Qureshi", story=MentorStory.NOT_TRAINED),
    Part(name="Helen Armitage", story=MentorStory.TO_BE_TRAINED),
    Part(name="Dominic Vaughan", story=MentorStory.LEAVING),
    Part(name="Ruth Ellison", story=MentorStory.LEFT),
    Part(name="Ivan Petrov", story=MentorStory.IN_TRAINING, school=NETTLEFIELD, also_at=YEWDALE),
    Part(name="Lauren Beck", story=MentorStory.IN_TRAINING, school=GREENHILL),
]
_ECTS = [
    Part(name="Renée O’Connell", story=ECTStory.TRAINING, mentor="Fiona MacKay"),
    Part(name="Callum Reid", story=ECTStory.TRAINING),
    Part(name="Oliver Grant", story=ECTStory.PAUSED, mentor="Gareth Llewellyn"),
    Part(name="Nadia Rahimi", story=ECTStory.STOPPED, mentor="Gareth Llewellyn"),
    Part(name="Harriet Cole", story=ECTStory.COMPLETED, mentor="Gareth Llewellyn"),
    Part(name="Peter Lindqvist", story=ECTStory.EXEMPT),
    Part(name="Bethan Price", story=ECTStory.TRAINING, mentor="Dominic Vaughan", body=ESTUARY),
    Part(
        name="Tunde Bakare",
        story=ECTStory.TRAINING,
        mentor="Ivan Petrov",
        providers=(KESTREL, CLIFFSIDE),
    ),
    Part(name="Amelia Hart", story=ECTStory.TRAINING, mentor="Ruth Ellison"),
    Part(name="Marcus Webb", story=ECTStory.TRAINING, mentor="Yasmin Qureshi"),
    Part(name="Sophie Tran", story=ECTStory.TRAINING, mentor="Yasmin Qureshi"),
    Part(name="Maya Ferris", story=ECTStory.TRAINING, mentor="Yasmin Qureshi"),
    Part(name="Tomasz Zieliński", story=ECTStory.TRAINING, mentor="Yasmin Qureshi"),
    Part(name="Leila Haddad", story=ECTStory.TRAINING, school=ASHDOWN),
]
#: Who is registered on the day of loading.
_NEW_ECT, _NEW_MENTOR = "Jack Marlow", "Priti Desai"

_FIRST_SCHOOLS = {part.name: part.school for part in [*_MENTORS, *_ECTS]} | {
    _NEW_ECT: YEWDALE,
    _NEW_MENTOR: YEWDALE,
}
#: All of them, with their TRNs.
TRNS = {
    name: trn_at(URNS[school], 901 + place)
    for place, (name, school) in enumerate(_FIRST_SCHOOLS.items())
}


class Stage:
    """
    Where they play.

    ``staffrooms`` are those of the cast, by URN; the providers are by name.
    """

    def __init__(
        self,
        *,
        staffrooms: dict[int, Staffroom],
        lead_providers: dict[str, LeadProvider],
        delivery_partners: dict[str, DeliveryPartner],
        times: Times,
        seed: int,
    ):
        self._staffrooms = staffrooms
        self._lead_providers, self._delivery_partners = lead_providers, delivery_partners
        self._times, self._seed = times, seed
        self._mentors: dict[str, MentorAtSchool] = {}
        self._ects: dict[str, ECTAtSchool] = {}

    def set_up(self) -> None:
        """Write down what has been so for long."""
        roster = Roster()
        for part in _MENTORS:
            self._add_mentor(roster, part)
        for part in _ECTS:
            self._add_ect(roster, part)
        roster.write()

    def play(self) -> None:
        """Let the schools do what they do today."""
        self._register()
        self._move()
        self._change()

    def _add_mentor(self, roster, part):
        room, person = self._room(part.school), self._person(part.name)
        year = cohort_of_mentor(part.story, times=self._times)
        ways = ways_of_mentor(part.story, times=self._times)
        mentor = roster.add_mentor(
            person,
            ways,
            school=room.school,
            cohort=room.cohorts[year] if year else None,
            by=room.by,
        )
        if part.also_at:
            other = self._room(part.also_at)
            mentor = roster.add_mentor(
                person, ways, school=other.school, cohort=None, by=other.by, teacher=mentor.teacher
            )
        self._mentors[part.name] = mentor

    def _add_ect(self, roster, part):
        room, year = self._room(part.school), cohort_of_ect(part.story, times=self._times)
        ect = roster.add_ect(
            self._person(part.name),
            ways_of_ect(part.story, year=year, times=self._times),
            school=room.school,
            cohort=room.cohorts[year],
            by=room.by,
            body=next((body for body in room.bodies if body.name == part.body), None),
        )
        if part.providers:
            roster.give_providers(ect, **self._providers(*part.providers))
        if part.mentor:
            roster.pair(ect, self._mentors[part.mentor], by=room.by)
        self._ects[part.name] = ect

    def _register(self):
        yewdale, first_term = self._room(YEWDALE), self._times.next_term()
        registrations.register_ect(
            **self._newcomer(_NEW_ECT, Role.ECT),
            cohort=yewdale.cohorts[self._times.years.registration],
            started_on=self._times.next_start(),
            mentor=self._mentors["Fiona MacKay"],
            by=yewdale.by,
        )
        registrations.register_mentor(
            **self._newcomer(_NEW_MENTOR, Role.MENTOR),
            cohort=yewdale.cohorts[cohort_year_of(first_term)],
            training_starts_on=first_term,
            **self._providers(ELM_TREE, ESTUARY),
            by=yewdale.by,
        )

    def _move(self):
        yewdale, brookfield = self._room(YEWDALE), self._room(BROOKFIELD)
        moves.move_ect(
            **self._mover("Leila Haddad", Role.ECT, yewdale),
            started_on=self._times.ahead(30),
            mentor=self._mentors["Gareth Llewellyn"],
            by=yewdale.by,
        )
        moves.move_ect(
            **self._mover("Tomasz Zieliński", Role.ECT, brookfield),
            started_on=self._times.ahead(25),
            **self._providers(NORTHGATE, BEACON),
            by=brookfield.by,
        )
        moves.move_mentor(
            **self._mover("Lauren Beck", Role.MENTOR, yewdale),
            started_on=self._times.ahead(30),
            by=yewdale.by,
        )

    def _change(self):
        by = self._room(YEWDALE).by
        leaving.report(self._ects["Marcus Webb"], last_day=self._times.ahead(40), by=by)
        leaving.report(self._ects["Sophie Tran"], last_day=self._times.ago(15), by=by)
        mentorships.assign(
            ect=self._ects["Amelia Hart"], mentor=self._mentors["Fiona MacKay"], by=by
        )
        people.change_name(
            place=self._ects["Maya Ferris"],
            first_name="Maya",
            last_name="Ferris-Okoye",
            reason=NameReason.NEW_NAME,
            shown="Maya Ferris",
            by=by,
        )

    def _newcomer(self, name, role):
        person, school = self._person(name), self._room(YEWDALE).school
        return {
            "school": school,
            "person": person,
            "email": email_of(person, urn=school.urn),
            "shown": lookups.find(person, role=role, school=school),
        }

    def _mover(self, name, role, room):
        person = self._person(name)
        looked_up = LookUp(person.trn, role=role, school=room.school)
        return {
            "school": room.school,
            "person": person,
            "email": email_of(person, urn=room.school.urn),
            "shown": (looked_up.find(person), movers.find(looked_up)),
        }

    def _room(self, name) -> Staffroom:
        return self._staffrooms[URNS[name]]

    def _person(self, name) -> Person:
        return invent(TRNS[name], name=name, random=Random(f"{self._seed}/{TRNS[name]}"))

    def _providers(self, lead_provider, delivery_partner):
        return {
            "lead_provider": self._lead_providers[lead_provider],
            "delivery_partner": self._delivery_partners[delivery_partner],
        }
