"""What an induction tutor sees and does of ECTs and mentors, under the school's address."""

from django.urls import include, path

from . import changing, moving, people, registering

app_name = "participants"
urlpatterns = [
    path(
        "schools/<urn:urn>/",
        include(
            [
                *people.urlpatterns,
                *registering.urlpatterns,
                *changing.urlpatterns,
                *moving.urlpatterns,
            ]
        ),
    ),
]
