"""Who may open a school's pages."""

from functools import wraps

from django.db import models
from django.shortcuts import get_object_or_404

from config.web import drafts
from config.web.models import Draft

from .models import School


def schools_of(user) -> models.QuerySet[School]:
    """The schools whose induction tutor someone is today."""
    return School.objects.tutored_by(user)


def for_tutor(view):
    """
    Let the induction tutor of the school in the address in, with ``request.school``.

    Asked at every request, so that a tutor who has been replaced is out at once. For anyone
    else who is signed in there is no such page. Who is not signed in is asked to (by
    LoginRequiredMiddleware).
    """

    @wraps(view)
    def guarded(request, urn, **kwargs):
        request.school = get_object_or_404(schools_of(request.user), urn=urn)
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
    mine = drafts.of(owner_key(request.user, request.school)).finished()
    return get_object_or_404(mine, pk=draft_id, **about)


def handed_over(user, draft_id) -> Draft | None:
    """
    The draft with which someone has named another induction tutor for a school, or None.

    The school is not theirs any more, so the draft says which it was.
    """
    done = drafts.find(draft_id)
    if done is None or done.owner_key != _key(user, done.school_urn):
        return None
    return done if done.journey == "change-tutor" and done.completed_at else None
