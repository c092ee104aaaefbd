"""
Walking a journey at random, as people do: forwards, back, twice, in two tabs, and sideways.

A ``Walker`` sees what a browser shows it: forms, radios, selects, text boxes, Back and
Change links. It answers what it is offered, mostly well and sometimes badly, and after
each page it holds the journey to its promises:

* no page is an error page, and each keeps the service's conventions (``PageClient``);
* what is done is done once for each draft that is completed, and never twice;
* whatever completes has answered every question on its path, on a page that was shown.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from unittest import mock

from django.urls import resolve
from hypothesis import strategies as st

from config.accounts.models import User
from config.web.journeys import Journey
from config.web.models import Draft
from tests.conftest import PageClient, sign_in

TABS = 3
PLACE = re.compile(r"([0-9a-f]{8}-[0-9a-f-]{27})/([\w-]+)/(\?change)?$")

NASTY = [
    "",
    " ",
    "\x00",
    "\ufeff\u200b",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% x %}",
    "' OR 1=1 --",
    "http://evil.example",
    "ada@",
    "😀" * 50,
    "n" * 5000,
    "-1",
    "99999999999999999999",
    "1\r\n2\n3",
]
GOOD = {
    "email": ["ada@school.example", "grace.hopper@school.example", "zoe+1@trust.example"],
    "tel": ["01632 960 001"],
    "text": ["Ada", "O’Neill-Smith", "Zoë", "محمد"],
    "textarea": ["Tell us more.", "One line\nand another"],
    "day": ["1", "30"],
    "month": ["2", "9"],
    "year": ["2025", "2026", "2027"],
    # by the whole name of the input
    "trn": ["1234567", "RP 76/54321"],
    "date_of_birth-year": ["1990"],
}


@dataclass(frozen=True)
class JourneyCase:
    """
    One journey to walk, in one state of the records.

    ``make_start_url`` makes the records and returns where the walk starts; ``results``
    counts how often the journey's thing has been done. ``find_person`` is whoever is signed in,
    for a private one. ``statuses`` may come back besides those of pages: 404 where the journey
    ends what its walker may do.
    """

    name: str
    journey: type[Journey]
    make_start_url: Callable[[], str]
    results: Callable[[], int]
    find_person: Callable[[], User] | None = None
    statuses: frozenset[int] = frozenset()

    def __str__(self):
        return self.name


@dataclass
class Tab:
    """One tab of the browser, with the page it shows."""

    url: str
    response: object = None

    @property
    def form(self):
        """The page's own form, if it has one."""
        return self.response.page.select_one("main form[method=post]")

    @property
    def place(self):
        """The draft and the step that the page's form belongs to."""
        place = self.form and PLACE.search(self.form["action"])
        return place.groups()[:2] if place else (None, None)

    def links(self, selector):
        """Where links of a kind lead."""
        return [link["href"] for link in self.response.page.select(f"{selector}[href]")]


class Walker:
    """Somebody who walks a journey as ``data`` has it."""

    def __init__(self, case: JourneyCase, data):
        self.case, self.data = case, data
        self.client = PageClient()
        self.start_url = case.make_start_url()
        if case.find_person:
            sign_in(self.client, case.find_person())
        self.steps = [step.name for step in case.journey.steps]
        self.done_before = case.results()
        self.completed_before = self._completed()
        self.shown, self.answered = defaultdict(set), defaultdict(set)
        self.sending = None
        self.tabs = []

    def walk(self, *, most_actions):
        """Do whatever comes to mind, and then go on to some end."""
        complete = self.case.journey.complete

        def checked(journey):
            self._check_nothing_skipped(journey)
            return complete(journey)

        with mock.patch.object(self.case.journey, "complete", checked):
            self.open_tab()
            for _ in range(self.draw(st.integers(0, most_actions), "actions")):
                self.act()
            for tab in self.tabs:
                self.finish(tab)

    def draw(self, strategy, label):
        """One decision."""
        return self.data.draw(strategy, label)

    # What people do

    def act(self):
        """One thing, in one tab."""
        tab = self.draw(st.sampled_from(self.tabs), "tab")
        actions = {
            "answer": lambda: self.answer(tab),
            "answer well": lambda: self.answer(tab, well=True),
            "answer twice": lambda: self.answer(tab, times=2),
            "reload": lambda: self.get(tab, tab.url),
            "back": lambda: self.follow(tab, ".govuk-back-link"),
            "change": lambda: self.follow(tab, ".govuk-summary-list__actions a"),
            "open a tab": self.open_tab,
            "jump": lambda: self.jump(tab),
            "send from elsewhere": lambda: self.send_from_elsewhere(tab),
        }
        likely = ["answer well"] * 6
        action = self.draw(st.sampled_from([*likely, *actions]), "action")
        actions[action]()

    def finish(self, tab):
        """Answer well until the journey ends or stops."""
        for _ in range(len(self.steps) + 3):
            if not tab.form or tab.place == (None, None):
                return
            self.answer(tab, well=True)

    def open_tab(self):
        """Open the link that starts the journey, once more."""
        if len(self.tabs) < TABS:
            tab = Tab(self.start_url)
            self.get(tab, self.start_url)
            self.tabs.append(tab)

    def answer(self, tab, *, well=False, times=1):
        """Fill in the page's form and send it, perhaps twice."""
        if tab.form is None:
            return
        action, answers = tab.form["action"], self.fill_in(tab.form, well=well)
        for _ in range(times):
            response = self.post(action, answers)
        self.see(tab, action, response)

    def follow(self, tab, selector):
        """Follow a link of a kind, if the page has one that stays in the journey."""
        urls = [url for url in tab.links(selector) if PLACE.search(url)]
        if urls:
            self.get(tab, self.draw(st.sampled_from(urls), "link"))

    def jump(self, tab):
        """Type the address of any page of the journey."""
        if url := self._address_of_any_step(tab):
            self.get(tab, url)

    def send_from_elsewhere(self, tab):
        """Send nothing, or junk, to any page of the journey."""
        if url := self._address_of_any_step(tab):
            junk = self.draw(st.sampled_from([{}, {"junk": "1"}, {"-": "\x00"}]), "junk")
            self.see(tab, url, self.post(url, junk))

    def _address_of_any_step(self, tab):
        place = PLACE.search(tab.form["action"] if tab.form else tab.url)
        if place is None:
            return None
        step = self.draw(st.sampled_from(self.steps), "step")
        change = self.draw(st.sampled_from(["", "?change"]), "change")
        base = (tab.form["action"] if tab.form else tab.url)[: place.start()]
        return f"{base}{place[1]}/{step}/{change}"

    # Filling in a form from what it shows

    def fill_in(self, form, *, well):
        """An answer to each thing the form asks."""
        answers = {}
        for name in dict.fromkeys(field["name"] for field in form.select("[name]")):
            if name == "csrfmiddlewaretoken":
                continue
            fields = form.find_all(attrs={"name": name})
            offered = self._offered(fields, well=well)
            answers[name] = self.draw(st.sampled_from(offered), name)
        for select in form.select("select[data-type-ahead]"):
            answers |= self._typed_ahead(select, answers[select["name"]], well=well)
        return {name: value for name, value in answers.items() if value is not None}

    def _offered(self, fields, *, well):
        field, kind = fields[0], fields[0].get("type", "text")
        if kind in {"radio", "checkbox"}:
            values = [field["value"] for field in fields]
            return values if well else [*values, None, "nonsense"]
        if field.name == "button":
            return [None, None, field["value"]]
        if kind == "hidden":
            return [field["value"]]
        if field.name == "select":
            values = [option.get("value", option.text) for option in field.select("option")]
            return (values[1:] or values) if well else [*values, None, "nonsense"]
        kind = "textarea" if field.name == "textarea" else kind
        known = [field["name"], field["name"].rsplit("-")[-1], kind, "text"]
        good = next(GOOD[name] for name in known if name in GOOD)
        return good if well else [*good, *NASTY, None]

    def _typed_ahead(self, select, chosen, *, well):
        """What the script would send besides: the text, which may not be that of the choice."""
        labels = {option.get("value"): option.text for option in select.select("option")}
        texts = [None, labels.get(chosen, "")]
        if not well:
            texts += [text.upper() for text in labels.values()] + NASTY
        return {f"{select['name']}-typed": self.draw(st.sampled_from(texts), "typed")}

    # What comes back

    def get(self, tab, url):
        """Open a page and look at where it leads."""
        response = self.client.get(url)
        for _ in range(5):
            if response.status_code != 302:
                break
            url = _absolute(response.url, url)
            response = self.client.get(url)
        assert response.status_code in {200, 410} | self.case.statuses, (response.status_code, url)
        tab.url, tab.response = url, response
        draft, step = tab.place
        if draft:
            self.shown[draft].add(step)
        for change in filter(PLACE.search, tab.links(".govuk-summary-list__actions a")):
            draft, step = PLACE.search(change).groups()[:2]
            assert step in self.answered[draft], f"{change} was not asked"

    def post(self, url, answers):
        """Send answers, and hold the journey to its promises."""
        draft, step = PLACE.search(url).groups()[:2]
        self.sending = step
        response = self.client.post(url, answers)
        self.sending = None
        expected = {200, 302, 405, 410} | self.case.statuses
        assert response.status_code in expected, response.status_code
        row = Draft.objects.filter(pk=draft).first()
        if row is not None and step in row.answers:
            self.answered[draft].add(step)
        done, completed = self.case.results(), self._completed()
        assert done - self.done_before == completed - self.completed_before, "done twice"
        return response

    def see(self, tab, url, response):
        """Show what came back in the tab."""
        if response.status_code == 302:
            self.get(tab, _absolute(response.url, url))
        elif response.status_code != 405:
            tab.url, tab.response = url, response

    def _completed(self):
        return Draft.objects.exclude(completed_at=None).count()

    def _check_nothing_skipped(self, journey):
        draft = str(journey.draft_id)
        asked = {step.name for step in journey.path if step.form_class}
        assert journey.is_ready or journey.step is journey.path[-1]
        assert asked <= self.shown[draft], f"never shown: {asked - self.shown[draft]}"
        answered = self.answered[draft] | {self.sending}
        assert asked <= answered, f"never answered: {asked - answered}"


def _absolute(url, base):
    """Where a redirect leads, which may be written relative to the page."""
    if url.startswith("../"):
        return base.split("?")[0].rstrip("/").rsplit("/", 1)[0] + url.removeprefix("..")
    assert resolve(url.split("?")[0])
    return url
