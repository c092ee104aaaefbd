from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "config.support"
    verbose_name = "Help requests"

    def ready(self):
        from . import emails  # noqa: F401 (registers its kinds)
