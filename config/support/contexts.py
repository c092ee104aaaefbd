"""
What a help request is about, carried in its address.

Every page where someone can get stuck links to "Ask DfE for help" with what we know
already: topic, school, cohort, draft. It is signed, so that nobody can put another school's
name on the form, and holds plain values and the words to show, since help knows no schools.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.core import signing
from django.urls import reverse

from config.web import formats

_SALT = "support.context"


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the form knows before anyone types: ``school`` is its name and URN, in words."""

    topic: str = ""
    school: str = ""
    school_urn: int | None = None
    cohort_year: int | None = None
    draft_id: str = ""

    @property
    def words(self) -> str:
        """School and year, for people: “Ashford School (URN 100001), 2026 to 2027”."""
        year = formats.academic_year(self.cohort_year) if self.cohort_year else ""
        return ", ".join(filter(None, [self.school, year]))


def url_for(
    *,
    topic: str,
    school: str = "",
    school_urn: int | None = None,
    cohort_year: int | None = None,
    draft_id: UUID | str = "",
) -> str:
    """The address of the form, with this filled in."""
    context = Context(
        topic=topic,
        school=school,
        school_urn=school_urn,
        cohort_year=cohort_year,
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
