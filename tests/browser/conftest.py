"""
A real browser on the real service, and someone who looks at each page on the way.

The browser is the machine’s Chromium, or Playwright’s own, and is started once.
"""

import shutil
from datetime import date

import pytest
from django.conf import settings as service_settings

from tests.conftest import sign_in
from tests.factories import CohortFactory, TutorAppointmentFactory
from tests.partnerships.situations import provider_led_last_year, tutored

from .answering import invite, open_invitation
from .checks import axe_problems
from .person import Person

PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine’s browser, which talks to nobody but the service."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, names)), None)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": found, "args": quiet}


@pytest.fixture
def phone(new_context, live_server):
    """A page as wide as a small phone."""
    return _page(new_context(viewport=PHONE, base_url=live_server.url))


@pytest.fixture
def phone_without_scripts(new_context, live_server):
    """A page as wide as a small phone, where no script of the service runs."""
    context = new_context(viewport=PHONE, base_url=live_server.url, java_script_enabled=False)
    return _page(context)


def _page(context):
    """A page that waits 10 seconds at most, which is long for a person."""
    context.set_default_timeout(10_000)
    return context.new_page()


@pytest.fixture(scope="session")
def kinds_of_page_seen():
    """The kinds of page that axe has looked at, so that it looks at each once."""
    return set()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def person(request, live_server, settings, kinds_of_page_seen):
    """Someone with a small phone, who reads their email: once with JavaScript, once without."""
    settings.SERVICE_URL = live_server.url
    has_scripts = request.param == "with JavaScript"
    page = request.getfixturevalue("phone" if has_scripts else "phone_without_scripts")
    return Person(page, has_scripts=has_scripts, seen=kinds_of_page_seen)


@pytest.fixture
def grace(phone, live_server, settings, kinds_of_page_seen):
    """Someone for whom it is enough to try it once, with JavaScript."""
    settings.SERVICE_URL = live_server.url
    return Person(phone, seen=kinds_of_page_seen)


@pytest.fixture
def autumn(settings):
    """It is the first autumn of the newest cohort, whatever the calendar says."""
    settings.SERVICE_TODAY = date(2026, 11, 24)


@pytest.fixture
def tutor_of(client, live_server):
    """Lets someone in as Grace Hopper, the induction tutor of some schools, at their home."""

    def let_in(person, *schools):
        CohortFactory()
        tutor = tutored(schools[0])
        for school in schools[1:]:
            TutorAppointmentFactory(school=school, tutor=tutor)
        sign_in(client, tutor)
        name = service_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        person.page.context.add_cookies([cookie])
        person.opens("/schools/")
        return tutor

    return let_in


@pytest.fixture
def check_accessibility():
    """Assert that axe finds nothing wrong with a page."""

    def check(page):
        assert axe_problems(page) == []

    return check


@pytest.fixture
def start(person):
    """Invite a school, and let it open its first question."""

    def start(school):
        invite(school)
        open_invitation(person, school)

    return start


@pytest.fixture
def start_after_last_year(start):
    """The same for a school with a tutor and a partnership last year."""

    def start_after_last_year(**details):
        last = provider_led_last_year(**details)
        tutored(last.school)
        start(last.school)
        return last

    return start_after_last_year
