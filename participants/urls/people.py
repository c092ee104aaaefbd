"""The lists of ECTs and mentors, and a page for each person."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
