"""Emails about what lead providers report: to the school, and back to the lead provider."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from config.web import formats
from notifications import outbox
from notifications.kinds import EmailKind, NoLongerNeeded, register
from notifications.models import Email
from partnerships.models import Partnership
from schools.models import SchoolCohort

from .answers import to_lead_provider


def _links(email: Email) -> dict[str, str]:
    """
    Where a tutor answers or objects, and where anyone asks us, as long as it stands.

    Of a school that has answered, all that may be left to say is who its body is.
    """
    standing = Partnership.objects.standing().select_related("cohort")
    partnership = standing.filter(pk=email.about_id).first()
    if partnership is None:
        raise NoLongerNeeded("The partnership has ended")
    answers = SchoolCohort.objects.filter(
        school=partnership.school_id, cohort=partnership.cohort_id
    )
    has_answered = any(answer.is_settled for answer in answers)
    to_do = "change-appropriate-body" if has_answered else "set-up-training"
    year = {"urn": email.school_urn, "year": partnership.cohort.start_year}
    pages = {
        "answer": reverse(f"partnerships:{to_do}", kwargs=year),
        "wrong": reverse("partnerships:report-wrong", kwargs=year),
        "help": reverse("support:start"),
    }
    return {name: settings.SERVICE_URL + page for name, page in pages.items()}


def _sample_reported() -> dict:
    return {
        "name": "Grace",
        "school": "Ashford School",
        "year": formats.academic_year(2026),
        "lead_provider": "Northern Lights Training",
        "delivery_partner": "Ashford Teaching School Hub",
        "has_answered": False,
        "has_body": False,
        "signs_in": True,
        "last_day": date(2026, 10, 31),
    }


def _sample_wrong() -> dict:
    return {
        "school": "Ashford School",
        "urn": "100001",
        "year": formats.academic_year(2026),
        "lead_provider": "Northern Lights Training",
        "delivery_partner": "Ashford Teaching School Hub",
        "is_confirmed": True,
        "reason": Partnership.Ending.NOT_AGREED.label,
    }


PARTNERSHIP_REPORTED = register(
    EmailKind(
        name="partnership-reported",
        template="emails/partnerships/partnership_reported.md",
        sample=_sample_reported,
        links=_links,
        sample_links=("answer", "wrong", "help"),
    )
)
REPORTED_WRONG = register(
    EmailKind(
        name="partnership-reported-wrong",
        template="emails/partnerships/partnership_reported_wrong.md",
        sample=_sample_wrong,
    )
)


def partnership_reported(
    partnership: Partnership, *, school_cohort: SchoolCohort, last_day: date | None
) -> None:
    """
    To the tutor, else to the school contact: what the lead provider told us.

    ``last_day`` is until when the school can say that it is wrong, if it ever could. A tutor
    signs in to do so, once the cohort is open. A school with neither tutor nor contact gets no
    email.
    """
    school, partner = partnership.school, partnership.delivery_partner
    tutor = school.find_tutor()
    address = tutor.email if tutor else school.contact_email
    if not address:
        return
    outbox.write(
        PARTNERSHIP_REPORTED,
        to=address,
        about=partnership,
        school_urn=school.urn,
        context={
            "name": tutor.first_name if tutor else "",
            "school": school.name,
            "year": str(partnership.cohort),
            "lead_provider": partnership.lead_provider.name,
            "delivery_partner": partner.name if partner else "",
            "has_answered": school_cohort.is_settled,
            "has_body": school_cohort.appropriate_body_id is not None,
            "signs_in": tutor is not None and partnership.cohort.is_open,
            "last_day": last_day,
        },
        # the delivery partner is what a later report on the same partnership may add
        dedupe_key=f"partnership-reported/{partnership.pk}/{partner.pk if partner else 0}",
    )


def reported_wrong(partnership: Partnership) -> None:
    """To the lead provider: the school says that the report is wrong, and why."""
    to_lead_provider(REPORTED_WRONG, partnership, reason=partnership.get_ending_display())
