from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "ECTs and mentors"

    def ready(self):
        from config.support.contexts import name_people_with

        # each registers its kinds of email
        from .emails import changes, corrections, mentors, moves, registrations  # noqa: F401
        from .queries.pages import find_person

        name_people_with(find_person)
