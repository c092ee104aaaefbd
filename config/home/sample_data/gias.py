"""Files in the format of GIAS, the register of schools, as DfE services get its full extract."""

import csv
from dataclasses import dataclass
from datetime import date
from random import Random

ENCODING = "cp1252"

#: In the extract’s order. The service reads some 25 of them.
COLUMNS = [
    column.strip()
    for line in """
URN | LA (code) | LA (name) | EstablishmentNumber | EstablishmentName
TypeOfEstablishment (code) | TypeOfEstablishment (name)
EstablishmentTypeGroup (code) | EstablishmentTypeGroup (name)
EstablishmentStatus (code) | EstablishmentStatus (name)
ReasonEstablishmentOpened (code) | ReasonEstablishmentOpened (name) | OpenDate
ReasonEstablishmentClosed (code) | ReasonEstablishmentClosed (name) | CloseDate
PhaseOfEducation (code) | PhaseOfEducation (name) | StatutoryLowAge | StatutoryHighAge
Boarders (code) | Boarders (name) | NurseryProvision (name)
OfficialSixthForm (code) | OfficialSixthForm (name) | Gender (code) | Gender (name)
ReligiousCharacter (code) | ReligiousCharacter (name) | ReligiousEthos (name)
Diocese (code) | Diocese (name) | AdmissionsPolicy (code) | AdmissionsPolicy (name)
SchoolCapacity | SpecialClasses (code) | SpecialClasses (name) | CensusDate
NumberOfPupils | NumberOfBoys | NumberOfGirls | PercentageFSM
TrustSchoolFlag (code) | TrustSchoolFlag (name) | Trusts (code) | Trusts (name)
SchoolSponsorFlag (name) | SchoolSponsors (name)
FederationFlag (name) | Federations (code) | Federations (name)
UKPRN | FEHEIdentifier | FurtherEducationType (name)
OfstedLastInsp | OfstedSpecialMeasures (code) | OfstedSpecialMeasures (name) | LastChangedDate
Street | Locality | Address3 | Town | County (name) | Postcode | SchoolWebsite | TelephoneNum
MainEmail | AlternativeEmail
HeadTitle (name) | HeadFirstName | HeadLastName | HeadPreferredJobTitle
BSOInspectorateName (name) | InspectorateReport
DateOfLastInspectionVisit | NextInspectionVisit
TeenMoth (name) | TeenMothPlaces | CCF (name) | SENPRU (name) | EBD (name) | PlacesPRU
FTProv (name) | EdByOther (name) | Section41Approved (name)
SEN1 (name) | SEN2 (name) | SEN3 (name) | SEN4 (name) | SEN5 (name) | SEN6 (name) | SEN7 (name)
SEN8 (name) | SEN9 (name) | SEN10 (name) | SEN11 (name) | SEN12 (name) | SEN13 (name)
TypeOfResourcedProvision (name) | ResourcedProvisionOnRoll | ResourcedProvisionCapacity
SenUnitOnRoll | SenUnitCapacity | GOR (code) | GOR (name)
DistrictAdministrative (code) | DistrictAdministrative (name)
AdministrativeWard (code) | AdministrativeWard (name)
ParliamentaryConstituency (code) | ParliamentaryConstituency (name)
UrbanRural (code) | UrbanRural (name) | GSSLACode (name) | Easting | Northing
CensusAreaStatisticWard (name) | MSOA (name) | LSOA (name) | InspectorateName (name)
SENStat | SENNoStat | BoardingEstablishment (name) | PropsName
PreviousLA (code) | PreviousLA (name) | PreviousEstablishmentNumber
OfstedRating (name) | RSCRegion (name) | Country (name) | UPRN | SiteName
QABName (code) | QABName (name) | EstablishmentAccredited (code) | EstablishmentAccredited (name)
QABReport | CHNumber | MSOA (code) | LSOA (code) | FSM | AccreditationExpiryDate
""".strip().splitlines()
    for column in line.split("|")
]

#: What stands in nearly every school’s row, whatever school it is.
_USUAL = {
    "EstablishmentTypeGroup (code)": "4",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools",
    "ReasonEstablishmentOpened (code)": "00",
    "ReasonEstablishmentOpened (name)": "Not applicable",
    "ReasonEstablishmentClosed (code)": "00",
    "ReasonEstablishmentClosed (name)": "Not applicable",
    "StatutoryLowAge": "3",
    "StatutoryHighAge": "11",
    "Boarders (code)": "1",
    "Boarders (name)": "No boarders",
    "NurseryProvision (name)": "Has Nursery Classes",
    "OfficialSixthForm (code)": "2",
    "OfficialSixthForm (name)": "Does not have a sixth form",
    "Gender (code)": "3",
    "Gender (name)": "Mixed",
    "ReligiousCharacter (code)": "00",
    "ReligiousCharacter (name)": "Does not apply",
    "ReligiousEthos (name)": "Does not apply",
    "Diocese (code)": "0000",
    "Diocese (name)": "Not applicable",
    "AdmissionsPolicy (code)": "0",
    "AdmissionsPolicy (name)": "Not applicable",
    "SpecialClasses (code)": "2",
    "SpecialClasses (name)": "No Special Classes",
    "CensusDate": "15-01-2026",
    "TrustSchoolFlag (code)": "0",
    "TrustSchoolFlag (name)": "Not applicable",
    "SchoolSponsorFlag (name)": "Not applicable",
    "FederationFlag (name)": "Not under a federation",
    "FurtherEducationType (name)": "Not applicable",
    "OfstedSpecialMeasures (code)": "0",
    "OfstedSpecialMeasures (name)": "Not applicable",
    "HeadPreferredJobTitle": "Headteacher",
    "BSOInspectorateName (name)": "Not applicable",
    "TeenMoth (name)": "Not applicable",
    "CCF (name)": "Not applicable",
    "SENPRU (name)": "Not applicable",
    "EBD (name)": "Not applicable",
    "FTProv (name)": "Not applicable",
    "EdByOther (name)": "Not applicable",
    "UrbanRural (code)": "C1",
    "UrbanRural (name)": "(England/Wales) Urban city and town",
    "InspectorateName (name)": "Not applicable",
    "BoardingEstablishment (name)": "Does not have boarders",
    "PreviousLA (code)": "999",
    "RSCRegion (name)": "South-East England and South London",
    "QABName (code)": "0",
    "QABName (name)": "Not applicable",
    "EstablishmentAccredited (code)": "0",
    "EstablishmentAccredited (name)": "Not applicable",
}

TYPES = {
    1: "Community school",
    2: "Voluntary aided school",
    3: "Voluntary controlled school",
    5: "Foundation school",
    7: "Community special school",
    10: "Other independent special school",
    11: "Other independent school",
    14: "Pupil referral unit",
    15: "Local authority nursery school",
    18: "Further education",
    28: "Academy sponsor led",
    29: "Higher education institutions",
    30: "Welsh establishment",
    33: "Academy special sponsor led",
    34: "Academy converter",
    35: "Free schools",
    37: "British schools overseas",
    44: "Academy special converter",
    47: "Children’s centre",
}
STATUSES = {1: "Open", 2: "Closed", 3: "Open, but proposed to close", 4: "Proposed to open"}
PHASES = {0: "Not applicable", 1: "Nursery", 2: "Primary", 4: "Secondary", 7: "All-through"}


@dataclass(frozen=True, kw_only=True)
class Area:
    """A local authority, and one of its districts."""

    la_code: str
    la_name: str
    district_code: str
    district_name: str
    town: str
    postcode_area: str


@dataclass(frozen=True, kw_only=True)
class Establishment:
    """An invented school: what its row in the register holds."""

    urn: int
    name: str
    area: Area
    type_code: int = 1
    status_code: int = 1
    phase_code: int = 2
    section_41: bool = False
    main_email: str = ""
    alternative_email: str = ""
    opened_on: date | None = None
    closed_on: date | None = None

    def row(self) -> list[str]:
        """Its cells, in the order of ``COLUMNS``."""
        cells = _USUAL | self._facts() | self._details(Random(self.urn))
        return [cells.get(column, "") for column in COLUMNS]

    def _facts(self) -> dict[str, str]:
        return {
            "URN": str(self.urn),
            "LA (code)": self.area.la_code,
            "LA (name)": self.area.la_name,
            "EstablishmentName": self.name,
            "TypeOfEstablishment (code)": f"{self.type_code:02}",
            "TypeOfEstablishment (name)": TYPES[self.type_code],
            "EstablishmentStatus (code)": str(self.status_code),
            "EstablishmentStatus (name)": STATUSES[self.status_code],
            "OpenDate": _day(self.opened_on),
            "CloseDate": _day(self.closed_on),
            "PhaseOfEducation (code)": str(self.phase_code),
            "PhaseOfEducation (name)": PHASES[self.phase_code],
            "Town": self.area.town,
            "SchoolWebsite": f"www.{self.urn}.school.example",
            "MainEmail": self.main_email,
            "AlternativeEmail": self.alternative_email,
            "Section41Approved (name)": "Approved" if self.section_41 else "Not approved",
            "DistrictAdministrative (code)": self.area.district_code,
            "DistrictAdministrative (name)": self.area.district_name,
        }

    def _details(self, random: Random) -> dict[str, str]:
        boys, girls = random.randint(20, 500), random.randint(20, 500)
        place = f"{self.area.town} {random.randint(1, 60):03}{random.choice('ABCDE')}"
        return {
            "EstablishmentNumber": str(random.randint(2000, 7999)),
            "SchoolCapacity": str(boys + girls + 40),
            "NumberOfPupils": str(boys + girls),
            "NumberOfBoys": str(boys),
            "NumberOfGirls": str(girls),
            "PercentageFSM": f"{random.uniform(0, 60):.1f}",
            "UKPRN": str(10_000_000 + random.randint(1, 99_999)),
            "LastChangedDate": "01-09-2026",
            "Street": f"{random.randint(1, 180)} {random.choice(_STREETS)}",
            "Locality": random.choice(["", "", f"{self.area.town} East", "Old Town"]),
            "County (name)": self.area.la_name,
            "Postcode": _postcode(self.area, random),
            "TelephoneNum": f"01632960{random.randint(0, 999):03}",
            "HeadTitle (name)": random.choice(["Mr", "Mrs", "Miss", "Ms", "Dr"]),
            "HeadFirstName": random.choice(["Alex", "Charlie", "Frankie", "Robin", "Sam"]),
            "HeadLastName": random.choice(["Baker", "Carter", "Fisher", "Mason", "Thatcher"]),
            "AdministrativeWard (code)": f"E0{random.randint(5_000_000, 5_999_999)}",
            "AdministrativeWard (name)": f"{self.area.town} North",
            "ParliamentaryConstituency (code)": f"E1400{random.randint(1000, 1600)}",
            "ParliamentaryConstituency (name)": f"{self.area.town} and {self.area.district_name}",
            "GSSLACode (name)": self.area.district_code,
            "Easting": str(random.randint(200_000, 650_000)),
            "Northing": str(random.randint(100_000, 600_000)),
            "MSOA (name)": place[:-1],
            "LSOA (name)": place,
            "UPRN": str(random.randint(10_000_000, 99_999_999)),
            "MSOA (code)": f"E0200{random.randint(1000, 9999)}",
            "LSOA (code)": f"E0100{random.randint(1000, 9999)}",
            "FSM": str(random.randint(0, 200)),
        }


@dataclass(frozen=True, kw_only=True)
class Link:
    """What the register says about one school’s tie to another."""

    urn: int
    other: Establishment
    type: str
    established_on: date


_STREETS = ["High Street", "Church Lane", "Station Road", "The Green", "Mill Hill", "Park Avenue"]


def _day(value: date | None) -> str:
    return f"{value:%d-%m-%Y}" if value else ""


def _postcode(area: Area, random: Random) -> str:
    inward = f"{random.randint(0, 9)}{random.choice('ABDEFGHJ')}{random.choice('ABDEFGHJ')}"
    return f"{area.postcode_area}{random.randint(1, 20)} {inward}"


def write_register(path, establishments) -> None:
    """Write the register of schools."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(establishment.row() for establishment in establishments)


def write_links(path, links) -> None:
    """Write the register’s second file: which school follows which."""
    with path.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"])
        writer.writerows(
            [link.urn, link.other.urn, link.other.name, link.type, _day(link.established_on)]
            for link in links
        )
