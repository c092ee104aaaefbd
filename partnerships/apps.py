from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = "Partnerships"

    def ready(self):
        from .emails import answers, handover, reports  # noqa: F401 (they register their kinds)
