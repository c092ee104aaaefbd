"""
What a help request is about, carried in its address.

Every page where someone can get stuck links to "Ask DfE for help" with what we know
already: topic, school, cohort, person, draft. It is signed, so that nobody can put another
school's name on the form, and holds plain values and the words to show, since help knows no
schools.

A person stands in it as a key only: an address holds nothing about anyone. Who knows people
turns the key into words, for those who may see that person.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from django.core import signing
from django.urls import reverse

from config.accounts.models import User
from config.web import formats

_SALT = "support.context"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whom a request is about: “Zoë Smith, TRN 1234567”, and the number by itself."""

    words: str
    trn: str = ""


FindPerson = Callable[[User, str], Person | None]
_people: list[FindPerson] = []


@dataclass(frozen=True, kw_only=True)
class Context:
    """
    What the form knows before anyone types: ``school`` is its name and URN, in words.

    ``person_key`` names someone to whoever knows people; ``person`` is who that is.
    """

    topic: str = ""
    school: str = ""
    school_urn: int | None = None
    cohort_year: int | None = None
    person_key: str = ""
    person: Person | None = None
    draft_id: str = ""

    @property
    def words(self) -> str:
        """Person, school and year, for people: “Ashford School (URN 100001), 2026 to 2027”."""
        person = self.person.words if self.person else ""
        year = formats.academic_year(self.cohort_year) if self.cohort_year else ""
        return ", ".join(filter(None, [person, self.school, year]))

    @property
    def trn(self) -> str:
        """The person’s teacher reference number, as far as we know."""
        return self.person.trn if self.person else ""

    def seen_by(self, user) -> "Context":
        """The same with its person named, if whoever is signed in may see that person."""
        if not (self.person_key and user.is_authenticated):
            return self
        found = (find(user, self.person_key) for find in _people)
        return replace(self, person=next(filter(None, found), None))


def name_people_with(find: FindPerson) -> None:
    """
    Have a function of an app that knows people say who a key names.

    It is asked with whoever is signed in and the key, and answers None where this user may
    not see that person, or the key is not one of its own.
    """
    _people.append(find)


def url_for(
    *,
    topic: str,
    school: str = "",
    school_urn: int | None = None,
    cohort_year: int | None = None,
    person: str = "",
    draft_id: UUID | str = "",
) -> str:
    """The address of the form, with this filled in. ``person`` is a key, like “ect/12”."""
    context = Context(
        topic=topic,
        school=school,
        school_urn=school_urn,
        cohort_year=cohort_year,
        person_key=person,
        draft_id=str(draft_id),
    )
    known = {name: value for name, value in asdict(context).items() if value}
    return reverse("support:about", args=[signing.dumps(known, salt=_SALT, compress=True)])


def read(signed: str) -> Context | None:
    """What was filled in, or None where the address was altered or cut short."""
    try:
        return Context(**signing.loads(signed, salt=_SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
