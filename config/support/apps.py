from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "config.support"
    verbose_name = "Help requests"
