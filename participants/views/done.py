"""What the pages have in common that confirm something about an ECT or a mentor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from config.support import contexts
from config.web.models import Draft
from participants.models import ECTAtSchool, MentorAtSchool


def render_done(
    request: HttpRequest,
    template_name: str,
    draft: Draft,
    place: ECTAtSchool | MentorAtSchool,
    *,
    help_topic: str,
    **more: Any,
) -> HttpResponse:
    """A page that extends ``participants/done.html``, of a draft that was about someone here."""
    school, role = place.school, "ect" if isinstance(place, ECTAtSchool) else "mentor"
    context = {
        "draft": draft,
        "place": place,
        "role": role,
        "school": school,
        "person_url": reverse(f"participants:{role}", args=[school.urn, place.pk]),
        "list_url": reverse(f"participants:{role}s", args=[school.urn]),
        "help_url": contexts.url_for(
            topic=help_topic,
            school_urn=school.urn,
            school=school.label,
            person=f"{role}/{place.pk}",
        ),
    }
    return render(request, template_name, context | more)
