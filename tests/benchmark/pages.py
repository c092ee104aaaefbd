"""The pages of a journey: how many queries each takes, and how long."""

import time
from collections.abc import Iterator
from statistics import median
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools import links
from schools.models import Invitation

#: Schools of the cast that between them meet most questions, and the radio buttons they press:
#: the first of a question where none is named.
WALKS = {
    "Ashdown Primary School": [],
    "Cedar Lane Primary School": [],
    "Dunmore High School": [0, 1],
    "Hawthorn Academy": [],
    "Kingfisher Free School": [2],
}
#: What begins and ends transactions is not counted.
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
#: More pages than any journey has.
TOO_MANY = 40


def figures() -> Iterator[tuple[str, str]]:
    """Walk some schools’ journeys from link to confirmation: the most queries, the usual time."""
    settings.DEBUG = False
    shown, saved, completed = [], [], []
    for name, buttons in WALKS.items():
        walk(Invitation.objects.get(school__name=name), list(buttons), shown, saved, completed)
    yield f"Show a page, {len(shown)} of them", most_and_median(shown)
    yield f"Save an answer, {len(saved)} of them", most_and_median(saved)
    yield f"Complete a journey, {len(completed)} of them", most_and_median(completed)


def walk(invitation, buttons, shown, saved, completed) -> None:
    """Answer every question, and note what each page takes."""
    client = Client(SERVER_NAME="localhost")
    response = noted(shown, client.get, links.url_for(invitation))
    start = page_of(response).select_one("main a.govuk-button, main form [type=submit]")
    response = noted(shown, client.get, start["href"])
    for _ in range(TOO_MANY):
        form = page_of(response).select_one("main form[method=post]")
        if form is None:
            break
        url = form.get("action") or response.request["PATH_INFO"]
        response = noted(saved, client.post, url, filled(form, buttons))
        if response.status_code != 302:
            raise SystemExit(f"No way on from {url}: {page_of(response).h1.text.strip()}")
        response = noted(shown, client.get, urljoin(url, response["Location"]))
    completed.append(saved.pop())


def noted(notes, method, *arguments):
    """What a request answers, with its queries and milliseconds noted."""
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        response = method(*arguments)
        milliseconds = (time.perf_counter() - started) * 1000
    asked = [query for query in queries if not query["sql"].startswith(TRANSACTIONS)]
    notes.append((len(asked), milliseconds))
    return response


def page_of(response):
    """The page, to read its forms and links."""
    return BeautifulSoup(response.content, "html.parser")


def filled(form, buttons) -> dict[str, str]:
    """An answer to whatever a page asks."""
    answers = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    for field in form.select("input[type=text], input[type=email], textarea"):
        is_email = "email" in field["name"]
        answers[field["name"]] = "ada@benchmark.example" if is_email else "Ada"
    if radios := form.select("input[type=radio]"):
        pressed = radios[buttons.pop(0) if buttons else 0]
        answers[pressed["name"]] = pressed["value"]
    for field in form.select("select"):
        answers[field["name"]] = field.select("option")[-1]["value"]
    return answers


def most_and_median(notes) -> str:
    """The most queries that any took, and the usual time."""
    queries, times = zip(*notes, strict=True)
    return f"{max(queries)} queries at most, {median(times):.0f} ms"
