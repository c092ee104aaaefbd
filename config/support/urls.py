"""“Ask DfE for help”: from the footer, and from a page that says what it is about."""

from django.urls import include, path

from . import views
from .journeys import AskForHelp

app_name = "support"
urlpatterns = [
    path("sent/<str:reference>/", views.sent, name="sent"),
    path("", include(AskForHelp.as_urls("start"))),
    path("<str:context>/", include(AskForHelp.as_urls("about"))),
]
