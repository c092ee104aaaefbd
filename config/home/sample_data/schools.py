"""An invented school as a whole: its row in the register, and what we know of it besides."""

from dataclasses import dataclass

from .gias import Area, Establishment

AREAS = [
    Area(
        la_code=la_code,
        la_name=la_name,
        district_code=district_code,
        district_name=district_name,
        town=town,
        postcode_area=postcode_area,
    )
    for la_code, la_name, district_code, district_name, town, postcode_area in [
        ("886", "Kent", "E07000105", "Ashford", "Ashford", "TN"),
        ("202", "Camden", "E09000007", "Camden", "London", "NW"),
        ("383", "Leeds", "E08000035", "Leeds", "Leeds", "LS"),
        ("330", "Birmingham", "E08000025", "Birmingham", "Birmingham", "B"),
        ("908", "Cornwall", "E06000052", "Cornwall", "Truro", "TR"),
        ("935", "Suffolk", "E07000202", "Ipswich", "Ipswich", "IP"),
        ("850", "Hampshire", "E07000094", "Winchester", "Winchester", "SO"),
        ("815", "North Yorkshire", "E06000065", "North Yorkshire", "Skipton", "BD"),
        ("391", "Newcastle upon Tyne", "E08000021", "Newcastle upon Tyne", "Newcastle", "NE"),
        ("801", "Bristol, City of", "E06000023", "Bristol, City of", "Bristol", "BS"),
        ("825", "Buckinghamshire", "E06000060", "Buckinghamshire", "Aylesbury", "HP"),
        ("855", "Leicestershire", "E07000134", "North West Leicestershire", "Ashby", "LE"),
    ]
]
WALES = Area(
    la_code="681",
    la_name="Cardiff",
    district_code="W06000015",
    district_name="Cardiff",
    town="Cardiff",
    postcode_area="CF",
)
OVERSEAS = Area(
    la_code="000",
    la_name="Does not apply",
    district_code="",
    district_name="",
    town="Lisbon",
    postcode_area="",
)


@dataclass(frozen=True, kw_only=True)
class Tutor:
    """An invented induction tutor."""

    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class SampleSchool:
    """
    A school with its tutor and its providers.

    ``last_year`` is its partnership in the last cohort, as lead provider and delivery
    partner, the latter empty if it is not known. ``this_year`` is one that its lead
    provider has already reported for the registration cohort. One that ``is_set_up`` has said
    how it trains people in all cohorts.
    """

    establishment: Establishment
    tutor: Tutor | None = None
    last_year: tuple[str, str] | None = None
    this_year: tuple[str, str] | None = None
    ran_its_own_programme: bool = False
    is_set_up: bool = False

    @property
    def urn(self) -> int:
        """The number it goes by."""
        return self.establishment.urn
