"""The schools around the cast: as many as asked for, in the proportions of the real register."""

from datetime import date, timedelta
from random import Random

from schools.models.schools import FUNDED_TYPES, OPEN_STATUSES

from .gias import Establishment
from .providers import Years, pairs
from .schools import AREAS, OVERSEAS, WALES, SampleSchool, Tutor

FIRST_URN = 901_001

#: Type, phase and how many in a thousand. Funded types make four in five of them.
_TYPES = [
    (1, 2, 215),
    (2, 2, 100),
    (3, 2, 75),
    (5, 2, 30),
    (7, 0, 35),
    (14, 0, 12),
    (15, 1, 14),
    (18, 0, 10),
    (28, 4, 105),
    (33, 0, 10),
    (34, 2, 180),
    (34, 4, 60),
    (35, 7, 25),
    (44, 0, 10),
    (10, 0, 12),
    (11, 0, 47),
    (29, 0, 5),
    (30, 2, 30),
    (37, 0, 5),
    (47, 0, 20),
]
_STATUSES = [(1, 515), (2, 475), (3, 6), (4, 4)]

_SAINTS = ["Mary", "Peter", "John", "Anne", "Joseph", "Cuthbert", "Hilda", "Bede", "Chad", "Brigid"]
_PLACES = [
    *("Abbey", "Birch", "Castle", "Deer", "East", "Farm", "Grange", "Heath", "Island", "Kings"),
    *("Lake", "Manor", "North", "Orchard", "Priory", "Queens", "Rye", "South", "Tower", "Wood"),
]
_ENDINGS = [
    *("bourne", "bridge", "combe", "croft", "dale", "field", "ford", "gate", "ham", "hurst"),
    *("leigh", "mere", "moor", "side", "stead", "stone", "thorpe", "ton", "well", "wick"),
]
_FIRST_NAMES = ["Amira", "Ben", "Chloë", "David", "Ewa", "Femi", "Holly", "Imran", "José", "Ruth"]
_LAST_NAMES = ["Ahmed", "Bell", "Clarke", "D’Souza", "Evans", "Green", "Hall", "Okoro", "Shah"]


def crowd(count: int, *, years: Years, seed: int) -> list[SampleSchool]:
    """The first so many: each depends on the seed and its own number alone."""
    working_together = pairs(years.last, years=years)
    return [
        _school(urn, Random(f"{seed}/{urn}"), years, working_together)
        for urn in range(FIRST_URN, FIRST_URN + count)
    ]


def _school(urn: int, random: Random, years: Years, working_together) -> SampleSchool:
    establishment = _establishment(urn, random, years)
    funded = establishment.type_code in FUNDED_TYPES or establishment.section_41
    if not funded or establishment.status_code not in OPEN_STATUSES:
        return SampleSchool(establishment=establishment)
    lead_provider, delivery_partner = random.choice(working_together)
    providers = (lead_provider, delivery_partner if random.random() < 0.9 else "")
    last_year = random.choices(["partnership", "own programme", ""], [65, 15, 20])[0]
    return SampleSchool(
        establishment=establishment,
        tutor=_tutor(urn, random) if random.random() < 0.6 else None,
        last_year=providers if last_year == "partnership" else None,
        ran_its_own_programme=last_year == "own programme",
    )


def _establishment(urn: int, random: Random, years: Years) -> Establishment:
    type_code, phase_code = random.choices(
        [(code, phase) for code, phase, _ in _TYPES], [weight for *_, weight in _TYPES]
    )[0]
    [status_code] = random.choices(*zip(*_STATUSES, strict=True))
    opened_on = date(random.randint(1950, years.last - 2), 9, 1)
    closes_after = timedelta(days=random.randint(1, (date(years.last, 8, 31) - opened_on).days))
    has = random.choices(["main", "alternative", "no address"], [95, 3, 2])[0]
    return Establishment(
        urn=urn,
        name=_name(phase_code, type_code, random),
        area={30: WALES, 37: OVERSEAS}.get(type_code) or random.choice(AREAS),
        type_code=type_code,
        status_code=status_code,
        phase_code=phase_code,
        section_41=type_code == 10 and random.random() < 0.5,
        main_email=f"office@{urn}.school.example" if has == "main" else "",
        alternative_email=f"head@{urn}.school.example" if has == "alternative" else "",
        opened_on=opened_on,
        closed_on=opened_on + closes_after if status_code == 2 else None,
    )


def _name(phase_code: int, type_code: int, random: Random) -> str:
    place = random.choice(_PLACES) + random.choice(_ENDINGS)
    if phase_code == 2:
        if type_code in (2, 3):
            return f"St {random.choice(_SAINTS)}’s Church of England Primary School, {place}"
        return f"{place} {random.choice(['Primary', 'Infant', 'Junior', 'Community'])} School"
    if phase_code == 4:
        return f"{place} {random.choice(['High School', 'Academy', 'School'])}"
    if phase_code == 1:
        return f"{place} Nursery School"
    return f"{place} {random.choice(['School', 'College', 'Centre', 'House School'])}"


def _tutor(urn: int, random: Random) -> Tutor:
    return Tutor(
        first_name=random.choice(_FIRST_NAMES),
        last_name=random.choice(_LAST_NAMES),
        email=f"tutor@{urn}.school.example",
    )
