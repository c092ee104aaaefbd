"""Leaving a school. (Those who come to one are registered there.)"""

from django.urls import URLPattern, URLResolver

from participants.journeys import leaving

from .changing import change

urlpatterns: list[URLPattern | URLResolver] = [
    change("ects/<number:ect>/leaving/", leaving.ReportECTLeaving),
    change("mentors/<number:mentor>/leaving/", leaving.ReportMentorLeaving),
    change("ects/<number:ect>/staying/", leaving.ECTStays),
    change("mentors/<number:mentor>/staying/", leaving.MentorStays),
]
