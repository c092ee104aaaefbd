"""What the link in an invitation opens."""

from django.urls import include, path

from . import journeys, views

app_name = "partnerships"
urlpatterns = [
    path("<token>/", views.invitation, name="invitation"),
    path("<token>/new-link/", views.new_link, name="new-link"),
    path("<token>/answer/<uuid:draft>/confirmation/", views.confirmation, name="confirmation"),
    path("<token>/answer/", include(journeys.AnswerInvitation.as_urls("answer"))),
]
