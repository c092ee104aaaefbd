"""
The schools that have a part to play: several for each way through the service.

The README names them, so they keep their names and URNs. New ones go to the end.
"""

from dataclasses import dataclass, replace
from datetime import date

from .gias import Establishment, Link
from .providers import (
    BEACON,
    BLUEBELL,
    CLIFFSIDE,
    ELM_TREE,
    ESTUARY,
    FELLVIEW,
    HARBOUR,
    KESTREL,
    LARK_RISE,
    MILLSTREAM,
    MOORLAND,
    NORTHGATE,
    Years,
)
from .schools import AREAS, OVERSEAS, SampleSchool, Tutor

FIRST_URN = 900_001

CONFIRM = "Confirm last year’s partnership"
PROVIDER_STOPPED = "Last year’s lead provider has stopped"
PARTNER_LEFT = "Last year’s delivery partner has left"
NO_PARTNER = "Last year’s delivery partner is not known"
REPORTED = "A lead provider has reported a partnership for the new year"
OWN_PROGRAMME = "Ran its own programme last year (two schools, one tutor)"
NEW = "Brand new, without an induction tutor"
SECTION_41 = "Independent, funded through Section 41"
NOT_FUNDED = "Independent or overseas, not funded: gets no invitation"
CLOSED = "Closed, with a successor: gets no invitation"
SUCCESSOR = "Successor of a closed school"
NO_ADDRESS = "No email address in the register"
NAMES = "Accents and apostrophes"
PEOPLE = "Set up, with ECTs and mentors of every kind"
MANY_PEOPLE = "Set up, with 400 ECTs and mentors"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One school of the cast."""

    story: str
    name: str
    tutor: str = ""
    last_year: tuple[str, str] | None = None
    this_year: tuple[str, str] | None = None
    ran_its_own_programme: bool = False
    is_set_up: bool = False
    type_code: int = 1
    phase_code: int = 2
    section_41: bool = False
    has_address: bool = True
    closed_by: str = ""


def _independent(story, name, **more) -> Part:
    return Part(story=story, name=name, type_code=11, phase_code=0, **more)


PARTS = [
    Part(
        story=CONFIRM,
        name="Ashdown Primary School",
        tutor="Grace Adeyemi",
        last_year=(NORTHGATE, BEACON),
    ),
    Part(
        story=CONFIRM,
        name="Brookfield Academy",
        tutor="Tom Whitfield",
        last_year=(LARK_RISE, MOORLAND),
        type_code=34,
        phase_code=4,
    ),
    Part(story=CONFIRM, name="Cedar Lane Primary School", last_year=(ELM_TREE, BLUEBELL)),
    Part(story=CONFIRM, name="Dunmore High School", last_year=(KESTREL, CLIFFSIDE), phase_code=4),
    Part(
        story=PROVIDER_STOPPED,
        name="Elmbridge School",
        tutor="Priya Nair",
        last_year=(HARBOUR, BEACON),
        phase_code=4,
    ),
    Part(story=PROVIDER_STOPPED, name="Fairview Infant School", last_year=(HARBOUR, ESTUARY)),
    Part(
        story=PARTNER_LEFT,
        name="Greenhill Primary School",
        tutor="Owen Pritchard",
        last_year=(NORTHGATE, MILLSTREAM),
    ),
    Part(
        story=PARTNER_LEFT,
        name="Hawthorn Academy",
        last_year=(NORTHGATE, MILLSTREAM),
        type_code=28,
        phase_code=4,
    ),
    Part(
        story=NO_PARTNER,
        name="Ivybank Primary School",
        tutor="Hannah Levy",
        last_year=(ELM_TREE, ""),
    ),
    Part(
        story=NO_PARTNER,
        name="Juniper Special School",
        last_year=(LARK_RISE, ""),
        type_code=7,
        phase_code=0,
    ),
    Part(story=NEW, name="Kingfisher Free School", type_code=35, phase_code=7),
    Part(story=NEW, name="Larkspur Primary School"),
    Part(
        story=OWN_PROGRAMME,
        name="Meadowbank Academy",
        tutor="Daniel Osei",
        ran_its_own_programme=True,
        type_code=34,
    ),
    Part(
        story=OWN_PROGRAMME,
        name="Nettlefield School",
        tutor="Daniel Osei",
        ran_its_own_programme=True,
    ),
    _independent(SECTION_41, "Oakridge School", section_41=True),
    _independent(
        SECTION_41,
        "Pinewood House School",
        section_41=True,
        tutor="Marta Kowalska",
        last_year=(NORTHGATE, ESTUARY),
    ),
    _independent(NOT_FUNDED, "Quarry Hall School"),
    Part(story=NOT_FUNDED, name="Riverton British School, Lisbon", type_code=37, phase_code=0),
    Part(story=CLOSED, name="Rosewood Infant School", closed_by="Rosewood Primary Academy"),
    Part(story=CLOSED, name="Sandhills School", closed_by="Sandhills Academy", phase_code=4),
    Part(story=SUCCESSOR, name="Rosewood Primary Academy", type_code=34),
    Part(story=SUCCESSOR, name="Sandhills Academy", type_code=34, phase_code=4),
    Part(story=NO_ADDRESS, name="Thornfield School", has_address=False, phase_code=4),
    Part(
        story=NO_ADDRESS,
        name="Upland Primary School",
        tutor="Kate Brennan",
        last_year=(LARK_RISE, BEACON),
        has_address=False,
    ),
    Part(
        story=REPORTED,
        name="Valley View Primary School",
        tutor="Yusuf Rahman",
        last_year=(ELM_TREE, MOORLAND),
        this_year=(ELM_TREE, ESTUARY),
    ),
    Part(story=REPORTED, name="Willowbrook School", this_year=(KESTREL, FELLVIEW), phase_code=4),
    Part(
        story=NAMES,
        name="St Thérèse’s Catholic Primary School",
        tutor="Siân O’Neill-Smith",
        last_year=(NORTHGATE, FELLVIEW),
        type_code=2,
    ),
    Part(story=NAMES, name="Zoë Ångström Academy", last_year=(KESTREL, FELLVIEW), type_code=34),
    Part(
        story=PEOPLE,
        name="Yewdale Primary School",
        tutor="Rowan Achterberg",
        last_year=(NORTHGATE, BEACON),
        this_year=(NORTHGATE, BEACON),
        is_set_up=True,
    ),
    Part(
        story=MANY_PEOPLE,
        name="Longacre Academy",
        tutor="Nneka Obi",
        last_year=(LARK_RISE, BLUEBELL),
        this_year=(LARK_RISE, BLUEBELL),
        is_set_up=True,
        type_code=34,
        phase_code=4,
    ),
]

URNS = {part.name: FIRST_URN + place for place, part in enumerate(PARTS)}


def cast(years: Years) -> list[SampleSchool]:
    """All of them, as they stand when registration for the newest of the years is open."""
    return [_school(part, years) for part in PARTS]


def _school(part: Part, years: Years) -> SampleSchool:
    urn = URNS[part.name]
    establishment = Establishment(
        urn=urn,
        name=part.name,
        area=OVERSEAS if part.type_code == 37 else AREAS[urn % len(AREAS)],
        type_code=part.type_code,
        phase_code=part.phase_code,
        section_41=part.section_41,
        main_email=f"office@{urn}.school.example" if part.has_address else "",
        opened_on=date(years.registration if part.story == NEW else 1998, 9, 1),
    )
    if part.closed_by:
        establishment = replace(
            establishment, status_code=2, closed_on=date(years.registration, 8, 31)
        )
    return SampleSchool(
        establishment=establishment,
        tutor=_tutor(part.tutor),
        last_year=part.last_year,
        this_year=part.this_year,
        ran_its_own_programme=part.ran_its_own_programme,
        is_set_up=part.is_set_up,
    )


def _tutor(name: str) -> Tutor | None:
    if not name:
        return None
    first_name, last_name = name.split(" ", 1)
    typed = name.lower().replace("â", "a").replace("’", "").replace(" ", ".")
    return Tutor(first_name=first_name, last_name=last_name, email=f"{typed}@tutors.example")


def links(years: Years) -> list[Link]:
    """Which school of the cast follows which."""
    schools = {part.name: _school(part, years).establishment for part in PARTS}
    return [
        link
        for part in PARTS
        if part.closed_by
        for link in _both_ways(
            schools[part.name], schools[part.closed_by], on=date(years.registration, 9, 1)
        )
    ]


def _both_ways(closed: Establishment, successor: Establishment, *, on: date) -> list[Link]:
    return [
        Link(urn=closed.urn, other=successor, type="Successor", established_on=on),
        Link(urn=successor.urn, other=closed, type="Predecessor", established_on=on),
    ]
