from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "config.events"
    verbose_name = "Events"
