"""Pages that belong to no one app."""

from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("schools/", views.schools, name="schools"),
    path("schools/<urn:urn>/", views.school, name="school"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("cookies/", views.cookies, name="cookies"),
    path("privacy/", views.privacy, name="privacy"),
]
