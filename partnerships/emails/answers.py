"""Emails that follow a school's answer: to who answered, to its tutor, to lead providers."""

from django.conf import settings
from django.urls import reverse

from config.web import formats
from notifications import outbox
from notifications.kinds import EmailKind, register
from notifications.models import Email
from partnerships.models import LeadProvider, Partnership
from schools.models import Cohort, School


def _pages(email: Email) -> dict[str, str]:
    """Where a tutor signs in, and where anyone asks us. Neither lets anybody in by itself."""
    pages = {"sign_in": "accounts:sign-in", "help": "support:start"}
    return {name: settings.SERVICE_URL + reverse(page) for name, page in pages.items()}


def _sample_answer() -> dict:
    return {
        "school": "Ashford School",
        "year": formats.academic_year(2026),
        "reference": "3F2A-9C41",
        "rows": [
            ("ECTs or mentors expected?", "Yes"),
            ("Training programme", "Use a training provider, funded by DfE"),
        ],
        "is_unknown": False,
    }


def _sample_partnership() -> dict:
    return {
        "school": "Ashford School",
        "urn": "100001",
        "year": formats.academic_year(2026),
        "lead_provider": "Northern Lights Training",
        "delivery_partner": "Ashford Teaching School Hub",
        "is_confirmed": True,
    }


ANSWER_RECEIVED = register(
    EmailKind(
        name="answer-received",
        template="emails/partnerships/answer_received.md",
        sample=_sample_answer,
        links=_pages,
        sample_links=("sign_in", "help"),
    )
)
PARTNERSHIP_CONTINUED = register(
    EmailKind(
        name="partnership-continued",
        template="emails/partnerships/partnership_continued.md",
        sample=_sample_partnership,
    )
)
PARTNERSHIP_PROPOSED = register(
    EmailKind(
        name="partnership-proposed",
        template="emails/partnerships/partnership_proposed.md",
        sample=_sample_partnership,
    )
)
PARTNERSHIP_LEFT = register(
    EmailKind(
        name="partnership-left",
        template="emails/partnerships/partnership_left.md",
        sample=lambda: _sample_partnership() | {"is_new_year": True},
    )
)


def answer_received(
    *,
    school: School,
    cohort: Cohort,
    to: set[str],
    rows: list[tuple[str, str]],
    is_unknown: bool,
    reference: str,
) -> None:
    """A copy of the answer, to who answered and to the tutor, once to each address."""
    for address in sorted({address.casefold() for address in to}):
        outbox.write(
            ANSWER_RECEIVED,
            to=address,
            about=school,
            school_urn=school.urn,
            context={
                "school": school.name,
                "year": str(cohort),
                "reference": reference,
                "rows": rows,
                "is_unknown": is_unknown,
            },
            dedupe_key=f"answer-received/{reference}/{address}",
        )


def partnership_continued(partnership: Partnership) -> None:
    """To the lead provider: the school goes on with it."""
    to_lead_provider(PARTNERSHIP_CONTINUED, partnership)


def partnership_proposed(partnership: Partnership) -> None:
    """To the lead provider: the school names it for the first time, or changes its partner."""
    to_lead_provider(PARTNERSHIP_PROPOSED, partnership)


def partnership_left(partnership: Partnership, *, cohort: Cohort) -> None:
    """To a lead provider: the school does not go on with it in a cohort, a new one or its own."""
    is_new_year = partnership.cohort != cohort
    to_lead_provider(PARTNERSHIP_LEFT, partnership, year=str(cohort), is_new_year=is_new_year)


def to_lead_provider(kind: EmailKind, partnership: Partnership, **context) -> None:
    """One email about a partnership to each of its lead provider's contacts."""
    school, partner = partnership.school, partnership.delivery_partner
    provider: LeadProvider = partnership.lead_provider
    details = {
        "school": school.name,
        "urn": str(school.urn),
        "year": str(partnership.cohort),
        "lead_provider": provider.name,
        "delivery_partner": partner.name if partner else "",
        "is_confirmed": partnership.is_confirmed,
    }
    outbox.write_all(
        outbox.compose(
            kind,
            to=contact.email,
            about=partnership,
            school_urn=school.urn,
            context=details | context,
            # a partnership may be left twice: in the year after its own, and in its own
            dedupe_key=f"{kind.name}/{partnership.pk}/{context.get('year', '')}/{contact.pk}",
        )
        for contact in provider.contacts.all()
    )
