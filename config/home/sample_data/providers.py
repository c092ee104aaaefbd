"""Invented bodies and providers. ``Years`` says which cohorts they are for."""

from dataclasses import dataclass
from datetime import date

#: The cohort’s year in which local authorities stopped being appropriate bodies.
_LAST_OF_LOCAL_AUTHORITIES = 2022

HUBS = [
    "Beacon Teaching School Hub",
    "Bluebell Teaching School Hub",
    "Cliffside Teaching School Hub",
    "Estuary Teaching School Hub",
    "Fellview Teaching School Hub (Thornton’s Academy)",
    "Millstream Teaching School Hub",
    "Moorland Teaching School Hub",
    "Northern Star Teaching School Hub",
    "Riverside Teaching School Hub, Eastshire",
    "Sunrise Teaching School Hub",
]
LOCAL_AUTHORITIES = ["Eastshire Council", "Northfold Council", "Westmere Council"]

LARK_RISE = "Lark Rise Teaching"
NORTHGATE = "Northgate Education"
ELM_TREE = "Elm Tree Learning"
KESTREL = "Kestrel Teacher Development"
#: It takes part until the last cohort, not in the registration cohort.
HARBOUR = "Harbour Training"

BEACON, BLUEBELL, CLIFFSIDE, ESTUARY, FELLVIEW, MILLSTREAM, MOORLAND, *_ = HUBS

#: Who works with whom in every cohort.
_LASTING = {
    LARK_RISE: [BEACON, BLUEBELL, MOORLAND],
    NORTHGATE: [BEACON, CLIFFSIDE, ESTUARY, FELLVIEW],
    ELM_TREE: [BLUEBELL, ESTUARY, MOORLAND],
    KESTREL: [CLIFFSIDE, FELLVIEW],
}
#: Who no longer does in the registration cohort: a partner that left, and a provider.
_PAST = {
    NORTHGATE: [MILLSTREAM],
    HARBOUR: [BEACON, ESTUARY],
}
#: Who only does from the registration cohort on.
_NEW = {KESTREL: [MOORLAND]}


@dataclass(frozen=True)
class Years:
    """The cohorts that sample data are about, by their first years."""

    registration: int

    @classmethod
    def around(cls, today: date) -> "Years":
        """Those that fit a day: registration for a cohort opens on 1 June."""
        return cls(today.year if today >= date(today.year, 6, 1) else today.year - 1)

    @property
    def last(self) -> int:
        """The cohort before the registration cohort."""
        return self.registration - 1

    @property
    def all(self) -> list[int]:
        """The registration cohort and the two before it, the oldest first."""
        return [self.registration - 2, self.last, self.registration]


def appropriate_bodies() -> list[list]:
    """Rows for ``import_appropriate_bodies``."""
    return [
        ["name", "type", "first_cohort", "last_cohort", "chosen_by"],
        *([hub, "teaching_school_hub", 2021, "", "all"] for hub in HUBS),
        ["Independent Schools Teacher Induction Panel", "national", 2021, "", "independent"],
        ["Educational Success Partners", "national", 2021, "", "overseas"],
        *(
            [council, "local_authority", 2021, _LAST_OF_LOCAL_AUTHORITIES, "all"]
            for council in LOCAL_AUTHORITIES
        ),
    ]


def lead_providers() -> list[list]:
    """Rows for ``import_lead_providers``."""
    return [
        ["name", "contact_email"],
        [LARK_RISE, "partnerships@lark-rise.example"],
        [LARK_RISE, "schools@lark-rise.example"],
        [NORTHGATE, "ects@northgate.example"],
        [ELM_TREE, "partnerships@elm-tree.example"],
        [KESTREL, "hello@kestrel.example"],
        [HARBOUR, "office@harbour.example"],
    ]


def pairs(year: int, *, years: Years) -> list[tuple[str, str]]:
    """Lead providers with their delivery partners in a cohort."""
    sources = [_LASTING, _NEW if year == years.registration else _PAST]
    return [
        (lead_provider, delivery_partner)
        for source in sources
        for lead_provider, delivery_partners in source.items()
        for delivery_partner in delivery_partners
    ]


def pairings(*, years: Years) -> list[list]:
    """Rows for ``import_provider_pairings``."""
    return [
        ["cohort", "lead_provider", "delivery_partner"],
        *([year, *pair] for year in years.all for pair in pairs(year, years=years)),
    ]
