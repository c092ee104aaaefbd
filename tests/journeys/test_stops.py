"""Every page where a journey stops leads to help that names what it is about."""

import re

import pytest
from django.conf import settings

from config.web.journeys import Exit, Journey
from partnerships import journeys as _  # noqa: F401 (makes them known)


def kinds(journey=Journey):
    for kind in journey.__subclasses__():
        yield kind
        yield from kinds(kind)


STOPS = sorted(
    {
        step.template_name or f"{kind.template_folder}/{step.name}.html"
        for kind in kinds()
        if not kind.__module__.startswith("tests.")
        for step in kind.steps
        if isinstance(step, Exit)
    }
)


def text_of(template):
    """A page's text with that of the pages it extends, up to the layout."""
    text = (settings.BASE_DIR / "templates" / template).read_text()
    parent = re.search(r'{% extends "(.+)" %}', text)
    return text + (text_of(parent[1]) if parent and parent[1] != "base.html" else "")


@pytest.mark.parametrize("template", STOPS)
def test_a_stop_leads_to_help(template):
    assert "journey.help_url" in text_of(template)
