from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "ECTs and mentors"

    def ready(self):
        from .emails import changes, mentors, moves, registrations  # noqa: F401 (they register kinds)
