"""What every page knows of the session. It asks the database nothing: error pages use it."""

from config.web import clock

from . import sessions


def signed_in(request):
    """Whether somebody is signed in, until when, and whether it is staff."""
    user = getattr(request, "signed_in_as", None)
    if user is None:
        return {"signed_in": None}
    return {
        "signed_in": {
            "is_staff": user.is_staff,
            "ends_at": request.session_ends_at,
            "seconds_left": int((request.session_ends_at - clock.now()).total_seconds()),
            "seconds_warned": int(sessions.WARNED_BEFORE.total_seconds()),
        }
    }
