"""The service's addresses, and those of the tests' own journeys."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as service

from .journey import ChangeName, PlanVisit, planned
from .rooms import AddRoom, AskForRoom, BookRoom, done

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("tests/<slug:owner>/visits/", include(PlanVisit.as_urls("plan-visit"))),
    path("tests/<slug:owner>/name/", include(ChangeName.as_urls("change-name"))),
    path("tests/planned/<number:event_id>/", planned, name="planned"),
    path("tests/<slug:owner>/book-room/<uuid:draft>/done/", done),
    path("tests/<slug:owner>/book-room/", include(BookRoom.as_urls("book-room"))),
    path("tests/<slug:owner>/add-room/<uuid:draft>/done/", done),
    path("tests/<slug:owner>/add-room/", include(AddRoom.as_urls("add-room"))),
    path("tests/<slug:owner>/ask-for-room/<uuid:draft>/done/", done),
    path("tests/<slug:owner>/ask-for-room/", include(AskForRoom.as_urls("ask-for-room"))),
    *service,
]
