"""One draft from several requests at the same moment: nothing is lost, nothing done twice."""

import time

import pytest

from config.events.models import Event
from config.web.models import Draft
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.web import journey
from tests.web.walks import ANSWERS, VISIT, Tab, Walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def walk(client):
    return Walk(client)


def sends(walk, step, answers=None, *, change=False):
    """Sending an answer from a client of its own."""
    answers = ANSWERS.get(step, {}) if answers is None else answers
    client = PageClient()
    return lambda: client.post(walk.url(step, change=change), answers)


def test_submitted_four_times_at_once_it_completes_once(walk, monkeypatch):
    walk.answer_all(VISIT)
    monkeypatch.setattr(journey, "after_planning", lambda: time.sleep(0.3))
    responses = at_once(*[sends(walk, "check-answers")] * 4)
    event = Event.objects.get()
    assert {response.url for response in responses} == {f"/tests/planned/{event.pk}/"}


def test_two_walks_that_end_at_once_agree_with_what_was_done(client):
    one, two = Walk(client), Walk(client)
    one.answer_all(VISIT)
    two.answer_all(VISIT)
    first, second = at_once(sends(one, "check-answers"), sends(two, "check-answers"))
    # Whether one or both are done is for the service's locks to say. Here each walk ends on
    # a page, and its draft agrees with it.
    for walk, response in [(one, first), (two, second)]:
        draft = Draft.objects.get(pk=walk.draft_id)
        assert response.status_code == 302
        assert (response.url == draft.result_url) == bool(draft.completed_at)
    assert Event.objects.count() == Draft.objects.exclude(completed_at=None).count()


def test_the_first_answer_sent_many_times_at_once_makes_one_draft(walk):
    responses = at_once(*[sends(walk, "who")] * 4)
    assert {walk.place(response) for response in responses} == {"before-you-start"}
    draft = Draft.objects.get()
    assert draft.answers == {"who": {key: [text] for key, text in ANSWERS["who"].items()}}


def test_one_question_sent_many_times_at_once_is_done_once(client, monkeypatch):
    walk = Walk(client, journey="change-name")
    monkeypatch.setattr(journey.ChangeName, "complete", slowly(journey.ChangeName.complete))
    responses = at_once(*[sends(walk, "new-name", {"new_name": "Grace"})] * 4)
    event = Event.objects.get()
    assert {response.url for response in responses} == {f"/tests/planned/{event.pk}/"}
    assert Draft.objects.get().answers == {}


def test_a_called_journey_begun_many_times_at_once_leads_back(client):
    tab = Tab(client, "/tests/ada/book-room/").answer(guest="Grace")
    asks_for_room = tab.url
    first = tab.follow("Add a room").action
    responses = at_once(*[lambda: PageClient().post(first, {"new_room": "Attic"})] * 4)
    assert len({response.url for response in responses}) == 1
    draft = Draft.objects.get(journey="add-room")
    assert (draft.return_url, draft.return_words) == (asks_for_room, "Go back to booking a room")


def slowly(function):
    def slow(self):
        time.sleep(0.2)
        return function(self)

    return slow


def test_two_steps_answered_at_once_are_both_kept(walk):
    walk.answer_all(VISIT)
    for n in range(5):
        phone = f"01632 960 00{n}"
        at_once(
            sends(walk, "who", ANSWERS["who"] | {"first_name": "Grace" + "e" * n}),
            sends(walk, "contact", {"contact": "phone", "phone": phone}),
            sends(walk, "day", ANSWERS["day"] | {"day-day": str(n + 1)}),
            sends(walk, "town", {"town": "Bath" if n % 2 else "Ashford"}),
        )
        answers = Draft.objects.get().answers
        assert answers["who"]["first_name"] == ["Grace" + "e" * n]
        assert answers["contact"]["phone"] == [phone]
        assert answers["day"]["day-day"] == [str(n + 1)]
        assert answers["town"]["town"] == ["Bath" if n % 2 else "Ashford"]
        assert set(answers) == set(VISIT)


def test_a_change_at_the_moment_of_submitting_is_either_in_or_out(walk):
    walk.answer_all(VISIT)
    grace = ANSWERS["who"] | {"first_name": "Grace"}
    at_once(
        sends(walk, "check-answers"),
        sends(walk, "who", grace, change=True),
        sends(walk, "check-answers"),
    )
    assert Event.objects.get().by_words in {"Ada O'Neill", "Grace O'Neill"}
    draft = Draft.objects.get()
    assert draft.completed_at
    assert draft.answers == {}


def test_pages_can_be_read_while_another_request_completes(walk, monkeypatch):
    walk.answer_all(VISIT)
    monkeypatch.setattr(journey, "after_planning", lambda: time.sleep(0.3))
    client = PageClient()

    def read():
        time.sleep(0.1)
        return client.get(walk.url("who"))

    began = time.monotonic()
    _, page = at_once(sends(walk, "check-answers"), read)
    assert page.status_code in {200, 302}
    assert time.monotonic() - began < 5
