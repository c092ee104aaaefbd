"""The service's addresses, and those of the tests' own journeys."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as service

from .journey import ChangeName, PlanVisit, planned

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("tests/<slug:owner>/visits/", include(PlanVisit.as_urls("plan-visit"))),
    path("tests/<slug:owner>/name/", include(ChangeName.as_urls("change-name"))),
    path("tests/planned/<int:event_id>/", planned, name="planned"),
    *service,
]
