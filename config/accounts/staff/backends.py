"""Who may be signed in by a password."""

from axes.backends import AxesStandaloneBackend
from django.contrib.auth.backends import ModelBackend


class PasswordBackend(AxesStandaloneBackend, ModelBackend):
    """Staff, unless there were too many failed attempts of late."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        super().authenticate(request, username, password, **kwargs)
        return ModelBackend.authenticate(self, request, username, password, **kwargs)
