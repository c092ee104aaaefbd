"""Opening and sending pages as a browser does, and noting what each takes."""

import time
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

#: What begins and ends transactions is not counted.
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
#: More pages than any journey has.
TOO_MANY = 40
#: What is answered where a page asks for it, by the end of the input’s name. Where nothing is
#: said, text is a name, and of radios, checkboxes and selects one is taken.
ANSWERS = {"email": "ada@benchmark.example"}


class Note(NamedTuple):
    """What one request took."""

    queries: int
    milliseconds: float


class Page(NamedTuple):
    """A page of a journey that was shown and answered, and the page that this leads to."""

    step: str
    shown: Note
    saved: Note
    next_url: str


def new_client() -> Client:
    """A browser of somebody who is not signed in."""
    return Client(SERVER_NAME="localhost")


def noted(method, *arguments) -> tuple:
    """What a request answers, and what it took."""
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        response = method(*arguments)
        milliseconds = (time.perf_counter() - started) * 1000
    asked = [query for query in queries if not query["sql"].startswith(TRANSACTIONS)]
    return response, Note(len(asked), milliseconds)


def walk(client, url, *, buttons=(), answers=ANSWERS) -> Iterator[Page]:
    """
    Answer every question of a journey from its first page on.

    ``buttons`` are the radio buttons that are pressed, the first of a question where neither
    these nor the ``answers`` name one.
    """
    buttons = list(buttons)
    response, shown = noted(client.get, url)
    for _ in range(TOO_MANY):
        form = page_of(response).select_one("main form[method=post]")
        if form is None:
            return
        url = form.get("action") or response.request["PATH_INFO"]
        response, saved = noted(client.post, url, filled(form, buttons, answers))
        if response.status_code != 302:
            raise SystemExit(f"No way on from {url}: {page_of(response).main.text.strip()}")
        next_url = urljoin(url, response["Location"])
        yield Page(step_of(url), shown, saved, next_url)
        response, shown = noted(client.get, next_url)


def step_of(url: str) -> str:
    """The step whose page this is: the last part of its address."""
    return url.partition("?")[0].rstrip("/").rpartition("/")[2]


def page_of(response) -> BeautifulSoup:
    """The page, to read its forms and links."""
    return BeautifulSoup(response.content, "html.parser")


def filled(form, buttons, answers) -> dict[str, str]:
    """An answer to whatever a page asks."""
    sent = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}

    def given(name, otherwise):
        return next((text for end, text in answers.items() if name.endswith(end)), otherwise)

    for field in form.select("input[type=text], input[type=email], textarea"):
        sent[field["name"]] = given(field["name"], "Ada")
    if choices := form.select("input[type=radio], input[type=checkbox]"):
        chosen = choices[buttons.pop(0) if buttons else 0]
        sent[chosen["name"]] = given(chosen["name"], chosen["value"])
    for field in form.select("select"):
        sent[field["name"]] = field.select("option")[-1]["value"]
    return sent


def most_and_median(notes) -> str:
    """The most queries that any took, and the usual time."""
    queries, times = zip(*notes, strict=True)
    return f"{max(queries)} queries, {median(times):.0f} ms"
