"""What can go wrong, and the pages that say so."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


class Refused(Exception):  # noqa: N818 (it is a refusal, not an error)
    """
    A service will not do what it is asked, because the records no longer allow it.

    Each module raises kinds of its own. The message is for the person who asked.
    """


@login_not_required
def bad_request(request, exception=None):
    """400: the request makes no sense."""
    return render(request, "errors/400.html", status=400)


@login_not_required
def forbidden(request, exception=None):
    """403: this person may not see this page."""
    return render(request, "errors/403.html", status=403)


@login_not_required
def csrf_failure(request, reason=""):
    """403: the form was open too long, or cookies are off."""
    return render(request, "errors/csrf.html", status=403)


@login_not_required
def not_found(request, exception=None):
    """404: no such page."""
    return render(request, "errors/404.html", status=404)


@login_not_required
def server_error(request):
    """500: our mistake. The page asks nothing of the database."""
    return render(request, "errors/500.html", status=500)
