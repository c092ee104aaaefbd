"""Who may be signed in by a link."""

from sesame.backends import ModelBackend


class LinkBackend(ModelBackend):
    """
    Signs induction tutors in by a link, and never staff.

    Asked at every request, so that a session begun by a link ends when its holder becomes
    a member of staff: what staff may do needs their password and code.
    """

    def get_user(self, user_id):
        user = super().get_user(user_id)
        return None if user is None or user.is_staff else user
