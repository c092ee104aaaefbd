"""What the link in an invitation opens, and how an induction tutor sets up training."""

from django.urls import include, path

from . import journeys, views

invitation = [
    path("", views.invitation, name="invitation"),
    path("new-link/", views.new_link, name="new-link"),
    path("answer/<uuid:draft>/confirmation/", views.confirmation, name="confirmation"),
    path("answer/", include(journeys.AnswerInvitation.as_urls("answer"))),
]
school_year = [
    path(
        "set-up-training/<uuid:draft>/confirmation/",
        views.training_set_up,
        name="training-set-up",
    ),
    path("set-up-training/", include(journeys.SetUpTraining.as_urls("set-up-training"))),
]

app_name = "partnerships"
urlpatterns = [
    path("invitations/<token>/", include(invitation)),
    path("schools/<int:urn>/<int:year>/", include(school_year)),
]
