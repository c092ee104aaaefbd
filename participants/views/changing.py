"""What confirms that something of an ECT or a mentor has changed."""

from django.shortcuts import get_object_or_404

from schools.access import finished_draft, for_tutor

from .done import render_done


@for_tutor
def changed(request, urn, draft, journey, template_name, ect=None, mentor=None):
    """
    What the tutor has done about someone: its reference, and what happens next.

    That may be removing them, so this page alone finds them removed, too.
    """
    role, places, number = (
        ("ect", request.school.ects, ect) if ect else ("mentor", request.school.mentors, mentor)
    )
    draft = finished_draft(request, draft, journey=journey, subject=f"{role}/{number}")
    related = ["teacher", "appropriate_body"] if ect else ["teacher"]
    place = get_object_or_404(places.select_related(*related), pk=number)
    return render_done(request, template_name, draft, place, help_topic="What we changed")
