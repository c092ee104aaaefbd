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
    return _key(user, school.urn)


def _key(user, urn):
    return f"user:{user.pk}/{urn}"


def finished_draft(request, draft_id, **about) -> Draft:
    """
    A draft that the tutor has completed for ``request.school``, for its confirmation page.

    Raises ``Http404``.
    """
    mine = Draft.objects.filter(owner_key=owner_key(request.user, request.school), **about)
    return get_object_or_404(mine, pk=draft_id, completed_at__isnull=False)


def handed_over(user, draft_id) -> Draft | None:
    """
    The draft with which someone has named another induction tutor for a school, or None.

    The school is not theirs any more, so the draft says which it was.
    """
    done = Draft.objects.filter(
        pk=draft_id, journey="change-tutor", completed_at__isnull=False
    ).first()
    if done is None or done.owner_key != _key(user, done.school_urn):
        return None
    return done
