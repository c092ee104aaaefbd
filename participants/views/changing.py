"""What confirms that something of an ECT or a mentor has changed."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from config.support import contexts
from schools.access import finished_draft, for_tutor


@for_tutor
def changed(request, urn, draft, journey, template_name, ect=None, mentor=None):
    """
    What the tutor has done about someone: its reference, and what happens next.

    That may be removing them, so this page alone finds them removed, too.
    """
    role, places, number = (
        ("ect", request.school.ects, ect) if ect else ("mentor", request.school.mentors, mentor)
    )
    subject = f"{role}/{number}"
    draft = finished_draft(request, draft, journey=journey, subject=subject)
    related = ["teacher", "appropriate_body"] if ect else ["teacher"]
    place = get_object_or_404(places.select_related(*related), pk=number)
    context = {
        "draft": draft,
        "place": place,
        "role": role,
        "teacher": place.teacher,
        "school": request.school,
        "person_url": reverse(f"participants:{role}", args=[urn, number]),
        "list_url": reverse(f"participants:{role}s", args=[urn]),
        "help_url": contexts.url_for(
            topic="What we changed",
            school_urn=request.school.urn,
            school=request.school.label,
            person=subject,
        ),
    }
    return render(request, template_name, context)
