from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "config.home"
    verbose_name = "Home"
