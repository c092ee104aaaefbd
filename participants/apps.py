from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "ECTs and mentors"

    def ready(self):
        from .emails import changes, mentors, registrations  # noqa: F401 (they register their kinds)
