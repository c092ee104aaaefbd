"""Who the invented ECTs and mentors are."""

from datetime import date, timedelta
from random import Random

from participants.lookups import Person
from participants.names import folded

_FIRST_NAMES = [
    *("Aaliyah", "Adam", "Aisha", "Alexander", "Amelia", "Anaïs", "Andrzej", "Beatrice", "Bilal"),
    *("Bronwen", "Caitlin", "Callum", "Chidi", "Clémence", "Daniel", "Deepa", "Dylan", "Eleanor"),
    *("Emeka", "Emily", "Fatima", "Finlay", "Freya", "George", "Grace", "Hamza", "Harriet"),
    *("Ibrahim", "Isla", "Jack", "Jasmine", "Joseph", "Kavita", "Kofi", "Leah", "Lewis", "Lucía"),
    *("Magda", "Maryam", "Mohammed", "Nadia", "Niamh", "Oliver", "Olu", "Poppy", "Priya", "Rhys"),
    *("Rosa", "Samuel", "Sanjay", "Shanice", "Siobhán", "Sophie", "Tariq", "Thomas", "Wei", "Zara"),
]
_LAST_NAMES = [
    *("Abara", "Achebe", "Akhtar", "Anderson", "Atkins", "Baptiste", "Barnes", "Begum"),
    *(
        "Bhatt",
        "Brooks",
        "Campbell",
        "Chaudhry",
        "Chen",
        "Coleman",
        "Costa",
        "Cox",
        "Das",
        "Davies",
    ),
    *("Doherty", "Edwards", "Farouk", "Fletcher", "Foster", "García", "Gill", "Goldberg", "Grant"),
    *("Hassan", "Hughes", "Hussain", "Iqbal", "Jackson", "Johnson-Reid", "Kaur", "Kelly", "Khan"),
    *("Lawal", "Lewis", "Lopez", "MacDonald", "Malik", "Marsh", "Mensah", "Morris", "Müller"),
    *("Murphy", "Nguyen", "Novak", "O’Brien", "O’Sullivan", "Obi", "Parry", "Patel", "Pereira"),
    *("Quinn", "Rahman", "Richards", "Roberts", "Sandhu", "Scott", "Sharma", "Singh", "Stewart"),
    *("Taylor", "Thomas", "Turner", "Ward", "Williams", "Wilson", "Wójcik", "Wright", "Yilmaz"),
]
#: The first teachers’ numbers of those who are spread over all schools.
FIRST_TRN_OF_CROWD = 2_000_001
#: The longest teachers’ numbers have seven digits.
MOST_IN_CROWD = 9_999_999 - FIRST_TRN_OF_CROWD + 1


def trn_at(urn: int, number: int) -> str:
    """The TRN of one of the people of a school of the cast, who has at most 999."""
    return str(1_000_000 + urn % 1000 * 1000 + number)


def invent(trn: str, *, random: Random, name: str = "") -> Person:
    """Someone with a TRN, of any name if none is given."""
    if name:
        first_name, last_name = name.split(" ", 1)
    else:
        first_name, last_name = random.choice(_FIRST_NAMES), random.choice(_LAST_NAMES)
    born = date(1968, 1, 1) + timedelta(days=random.randrange(35 * 365))
    return Person(trn=trn, first_name=first_name, last_name=last_name, date_of_birth=born)


def email_of(person: Person, *, urn: int) -> str:
    """Their address at a school, which is nobody else’s."""
    name = f"{folded(person.first_name)}.{folded(person.last_name)}".replace(" ", ".")
    return f"{name}.{person.trn}@{urn}.school.example"
