"""What confirms that a school has registered a mentor."""

from django.shortcuts import redirect, render
from django.urls import reverse

from config.support import contexts
from participants.queries import training_of
from participants.queries.registered import registered_mentor
from participants.terms import term_starting
from schools.access import finished_draft, for_tutor


@for_tutor
def mentor_registered(request, urn, draft):
    """The mentor is registered: the reference, how they are trained, and what is left to do."""
    draft = finished_draft(request, draft, journey="register-mentor")
    mentor = registered_mentor(request.school, draft)
    if mentor is None:
        return redirect("participants:mentors", urn=urn)
    starts_on = mentor.training_starts_on
    context = {
        "draft": draft,
        "place": mentor,
        "teacher": mentor.teacher,
        "school": request.school,
        "is_oneself": mentor.email == request.user.email,
        "term": term_starting(starts_on) if starts_on else None,
        "training": training_of(mentor),
        "may_assign": not (mentor.removed_at or mentor.is_over()),
        "person_url": reverse("participants:mentor", args=[urn, mentor.pk]),
        "list_url": reverse("participants:mentors", args=[urn]),
        "help_url": contexts.url_for(
            topic="The mentor that we added",
            school_urn=request.school.urn,
            school=request.school.label,
            person=f"mentor/{mentor.pk}",
        ),
    }
    return render(request, "participants/registering_mentor/mentor-registered.html", context)
