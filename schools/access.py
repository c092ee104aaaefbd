"""Who may open a school's pages."""

from functools import wraps

from django.shortcuts import get_object_or_404

from .models import School


def for_tutor(view):
    """
    Let the induction tutor of the school in the address in, with ``request.school``.

    Asked at every request, so that a tutor who has been replaced is out at once. For anyone
    else who is signed in there is no such page. Who is not signed in is asked to (by
    LoginRequiredMiddleware).
    """

    @wraps(view)
    def guarded(request, urn, **kwargs):
        request.school = get_object_or_404(School.objects.tutored_by(request.user), urn=urn)
        return view(request, urn=urn, **kwargs)

    return guarded
