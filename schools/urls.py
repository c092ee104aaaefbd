"""“Get access”: how a school gets in that has no link, or no tutor who can."""

from django.urls import include, path

from . import tutor_views, views
from .journeys import GetAccess
from .tutor_journeys import ChangeTutor

get_access = [
    path("", views.find, name="get-access"),
    path("<urn:urn>/", views.choose, name="get-access-school"),
    path("<urn:urn>/link/", views.send_link, name="send-access-link"),
]
access = [
    path("", views.access, name="access"),
    path("tutor/<uuid:draft>/confirmation/", views.tutor_named, name="access-confirmation"),
    path("tutor/", include(GetAccess.as_urls("name-tutor"))),
]

app_name = "schools"
urlpatterns = [
    path("get-access/", include(get_access)),
    path("access/<token>/", include(access)),
    path("schools/<urn:urn>/change-tutor/", include(ChangeTutor.as_urls("change-tutor"))),
    path("schools/tutor-changed/<uuid:draft>/", tutor_views.tutor_changed, name="tutor-changed"),
]
