from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "config.web"
    verbose_name = "Drafts"

    def ready(self):
        from . import converters

        converters.add_to_addresses()
