"""Changing something of an ECT or a mentor."""

from django.urls import URLPattern, URLResolver, include, path

from config.web.journeys import Journey
from participants.journeys import (
    addresses,
    appropriate_body,
    assigning,
    names,
    removing,
    start_date,
)
from participants.views import changing as views


def change(address: str, journey: type[Journey]) -> URLResolver:
    """A journey that changes something of a person, and the page that confirms it."""
    name = journey.name
    about = {"journey": name, "template_name": f"{journey.template_folder}/done.html"}
    confirmation = path("<uuid:draft>/confirmation/", views.changed, about, name=f"{name}-done")
    return path(address, include([confirmation, *journey.as_urls(name)]))


urlpatterns: list[URLPattern | URLResolver] = [
    change("ects/<number:ect>/mentor/", assigning.AssignMentor),
    change("mentors/<number:mentor>/ects/", assigning.AssignECTs),
    change("ects/<number:ect>/appropriate-body/", appropriate_body.ChangeECTsBody),
    change("ects/<number:ect>/start-date/", start_date.ChangeStartDate),
    change("ects/<number:ect>/remove/", removing.RemoveECT),
    change("mentors/<number:mentor>/remove/", removing.RemoveMentor),
    change("ects/<number:ect>/name/", names.ChangeECTName),
    change("mentors/<number:mentor>/name/", names.ChangeMentorName),
    change("ects/<number:ect>/email/", addresses.ChangeECTEmail),
    change("mentors/<number:mentor>/email/", addresses.ChangeMentorEmail),
]
