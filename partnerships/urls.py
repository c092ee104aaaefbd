"""What the link in an invitation opens, and what an induction tutor sets up and changes."""

from django.urls import include, path

from . import journeys, views

invitation = [
    path("", views.invitation, name="invitation"),
    path("new-link/", views.new_link, name="new-link"),
    path("answer/<uuid:draft>/confirmation/", views.confirmation, name="confirmation"),
    path("answer/", include(journeys.AnswerInvitation.as_urls("answer"))),
]


def change(journey):
    """A journey that changes something of a school's year, and the page that confirms it."""
    name = journey.name
    confirmation = path(
        "<uuid:draft>/confirmation/", views.changed, {"journey": name}, name=f"{name}-done"
    )
    return path(f"{name}/", include([confirmation, *journey.as_urls(name)]))


school_year = [
    path(
        "set-up-training/<uuid:draft>/confirmation/",
        views.training_set_up,
        name="training-set-up",
    ),
    path("set-up-training/", include(journeys.SetUpTraining.as_urls("set-up-training"))),
    change(journeys.ChangeAppropriateBody),
    change(journeys.ChangeProgramme),
    change(journeys.ChangeProviders),
    change(journeys.ReportWrong),
]

app_name = "partnerships"
urlpatterns = [
    path("invitations/<token>/", include(invitation)),
    path("schools/<urn:urn>/<year:year>/", include(school_year)),
]
