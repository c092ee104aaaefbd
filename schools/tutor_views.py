"""What an induction tutor sees who has handed over."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from .access import handed_over, schools_of
from .models import School


def tutor_changed(request, draft):
    """
    Someone else is the induction tutor now.

    It stands outside the school's pages, which are no longer open to whoever sees it.
    """
    done = handed_over(request.user, draft)
    if done is None:
        raise Http404("not a draft of this person that named another tutor")
    context = {
        "reference": done.reference,
        "sent_at": done.completed_at,
        "school": get_object_or_404(School, urn=done.school_urn),
        "has_schools": schools_of(request.user).exists(),
    }
    return render(request, "schools/change_tutor/done.html", context)
