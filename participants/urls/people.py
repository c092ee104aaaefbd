"""The lists of ECTs and mentors, and a page for each person."""

from django.urls import URLPattern, URLResolver, path

from participants.views import people

urlpatterns: list[URLPattern | URLResolver] = [
    path("ects-and-mentors/", people.ects, name="ects"),
    path("ects-and-mentors/ects.csv", people.ects_csv, name="ects-csv"),
    path("ects-and-mentors/mentors/", people.mentors, name="mentors"),
    path("ects-and-mentors/mentors.csv", people.mentors_csv, name="mentors-csv"),
    path("ects/<number:ect>/", people.ect, name="ect"),
    path("mentors/<number:mentor>/", people.mentor, name="mentor"),
]
