"""Registering ECTs and mentors."""

from django.urls import URLPattern, URLResolver, include, path

from participants.journeys.ask_to_check import AskToCheck
from participants.journeys.register_ect import RegisterECT
from participants.journeys.register_mentor import RegisterMentor
from participants.views import registering as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("ects-and-mentors/add/", views.add, name="add"),
    path(
        "ects-and-mentors/add-ect/",
        include(
            [
                path("<uuid:draft>/confirmation/", views.ect_registered, name="ect-registered"),
                *RegisterECT.as_urls("register-ect"),
            ]
        ),
    ),
    path(
        "ects-and-mentors/add-mentor/",
        include(
            [
                path(
                    "<uuid:draft>/confirmation/", views.mentor_registered, name="mentor-registered"
                ),
                *RegisterMentor.as_urls("register-mentor"),
            ]
        ),
    ),
    path(
        "ects-and-mentors/ask-to-check/<uuid:stopped>/",
        include(
            [
                path("<uuid:draft>/confirmation/", views.asked_to_check, name="asked-to-check"),
                *AskToCheck.as_urls("ask-to-check"),
            ]
        ),
    ),
]
