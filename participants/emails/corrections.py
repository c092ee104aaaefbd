"""The email to a tutor who asked DfE to check a record that has been corrected."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from config.support.models import SupportRequest
from config.web.models import Draft
from notifications import outbox
from notifications.kinds import EmailKind, register
from notifications.models import Email


def _sample() -> dict[str, Any]:
    return {"about": "Zoë Smith, TRN 1234567, Ashford School (URN 100001)", "is_waiting": True}


def _where_to_go_on(email: Email) -> dict[str, str]:
    """The draft, for whoever signs in as its owner, or their schools where it is gone."""
    page = reverse("home:schools")
    if email.about_id:
        draft = Draft.objects.filter(pk=email.about_id, completed_at=None).first()
        page = draft.resume_url if draft else page
    return {"link": settings.SERVICE_URL + page}


RECORD_CORRECTED = register(
    EmailKind(
        name="record-corrected",
        template="emails/participants/record_corrected.md",
        sample=_sample,
        links=_where_to_go_on,
        sample_links=("link",),
    )
)


def record_corrected(request: SupportRequest, *, draft: Draft | None) -> None:
    """To whoever asked: the record has been corrected, and their answers wait."""
    outbox.write(
        RECORD_CORRECTED,
        to=request.email,
        about=draft,
        school_urn=request.school_urn,
        context={"about": request.about, "is_waiting": draft is not None},
        dedupe_key=f"record-corrected/{request.reference}",
    )
