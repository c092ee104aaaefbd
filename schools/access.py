"""Who may open a school's pages."""

from functools import wraps

from django.shortcuts import get_object_or_404

from config.web.models import Draft

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


def owner_key(user, school: School) -> str:
    """Whose drafts are those of a tutor for one school."""
    return f"user:{user.pk}/{school.urn}"


def finished_draft(request, draft_id, **about) -> Draft:
    """
    A draft that the tutor has completed for ``request.school``, for its confirmation page.

    Raises ``Http404``.
    """
    mine = Draft.objects.filter(owner_key=owner_key(request.user, request.school), **about)
    return get_object_or_404(mine, pk=draft_id, completed_at__isnull=False)
