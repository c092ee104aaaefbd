"""The draft of a journey: when it is made, whose it is, and how it is completed."""

import pytest

from config.events.models import Event
from config.web.models import Draft
from tests.web import journey
from tests.web.walks import ANSWERS, VISIT, Walk, back_link, summary
from tests.web.walks import walk as walk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


# The draft


def test_looking_leaves_no_draft(walk):
    walk.client.get(walk.start_url)
    walk.get("who")
    walk.get("check-answers")
    walk.client.head(walk.start_url)
    assert not Draft.objects.exists()


def test_the_first_valid_answer_makes_the_draft(walk):
    walk.answer("who")
    draft = Draft.objects.get()
    assert str(draft.pk) == walk.draft_id
    assert (draft.owner_key, draft.journey, draft.school_urn) == (
        "visitor:ada",
        "plan-visit",
        100001,
    )
    assert draft.answers == {"who": {key: [text] for key, text in ANSWERS["who"].items()}}


def test_a_wrong_first_answer_is_shown_again_and_makes_no_draft(walk):
    response = walk.post("who", ANSWERS["who"] | {"email": "ada@"})
    assert response.status_code == 200
    assert response.page.select_one("[name=email]")["value"] == "ada@"
    assert response.page.select_one("[name=last_name]")["value"] == "O'Neill"
    assert not Draft.objects.exists()
    form = response.page.select_one("main form")
    assert form["action"] == walk.url("who")
    assert walk.answer("who") == "before-you-start"


def test_sending_the_first_answer_twice_makes_one_draft(walk):
    assert [walk.answer("who"), walk.answer("who")] == ["before-you-start"] * 2
    assert Draft.objects.count() == 1


def test_two_tabs_do_not_mix(client):
    one, two = Walk(client), Walk(client)
    one.answer("who")
    two.answer("who", ANSWERS["who"] | {"first_name": "Grace"})
    one.answer_all(VISIT[1:])
    two.answer_all(VISIT[1:3])
    two.answer("day", ANSWERS["day"] | {"day-day": "2"})
    two.answer_all(VISIT[4:])
    assert [one.rows()["First name"], two.rows()["First name"]] == ["Ada", "Grace"]
    one.answer("check-answers")
    two.answer("check-answers")
    assert set(Event.objects.values_list("by_words", flat=True)) == {"Ada O'Neill", "Grace O'Neill"}


def test_somebody_elses_draft_is_not_found(client, walk):
    walk.answer_all(VISIT)
    stranger = Walk(client, owner="eve")
    stranger.draft_id = walk.draft_id
    for step in [*VISIT, "check-answers"]:
        assert stranger.get(step).status_code == 404
        assert stranger.post(step).status_code == 404
    walk.answer("check-answers")
    assert stranger.get("who").status_code == 404
    assert Event.objects.count() == 1


def test_another_journeys_draft_is_not_found(client, walk):
    walk.answer("who")
    other = Walk(client, journey="change-name")
    other.draft_id = walk.draft_id
    assert other.get("new-name").status_code == 404
    assert other.post("new-name", {"new_name": "Grace"}).status_code == 404
    assert not Event.objects.exists()


def test_a_draft_about_something_else_is_not_found(walk):
    walk.answer("who")
    Draft.objects.update(subject="another visit")
    assert walk.get("who").status_code == 404
    assert walk.post("who").status_code == 404


def test_the_address_of_a_purged_draft_leads_to_the_start(walk):
    walk.answer_all(VISIT)
    Draft.objects.all().delete()
    for step in [*VISIT, "check-answers"]:
        assert walk.get(step).url == walk.start_url
    response = walk.client.post(walk.url("day"), ANSWERS["day"], follow=True)
    assert response.request["PATH_INFO"] == walk.start_url
    assert not Draft.objects.exists()


def test_a_walk_can_be_gone_on_with_later_from_its_address(walk):
    walk.answer_all(VISIT[:3])
    walk.client.cookies.clear()
    assert walk.place(walk.get("check-answers")) == "day"
    assert walk.answer_all(VISIT[3:])[-1] == "check-answers"


# Completing


def test_completes_once_and_shows_the_same_confirmation(walk):
    walk.answer_all(VISIT)
    first = walk.post("check-answers")
    second = walk.post("check-answers")
    event = Event.objects.get()
    assert first.url == second.url == f"/tests/planned/{event.pk}/"
    assert walk.client.get(first.url).status_code == 200


def test_after_completion_every_page_of_the_draft_leads_to_the_confirmation(walk):
    walk.answer_all(VISIT)
    confirmation = walk.post("check-answers").url
    for step in [*VISIT, "long", "nothing", "taken", "check-answers"]:
        for change in [False, True]:
            assert walk.get(step, change=change).url == confirmation
            assert walk.post(step, {"junk": "1"}, change=change).url == confirmation
    assert Event.objects.count() == 1


def test_no_answers_remain_once_it_is_complete(walk):
    walk.answer_all(VISIT)
    confirmation = walk.post("check-answers").url
    draft = Draft.objects.get()
    assert draft.answers == {}
    assert draft.result_url == confirmation
    assert draft.completed_at


def test_a_new_walk_starts_empty_after_completion(client, walk):
    walk.answer_all(VISIT)
    walk.answer("check-answers")
    again = Walk(client)
    assert again.draft_id != walk.draft_id
    assert not again.page.select_one("input[name=first_name]").get("value")


def test_a_refusal_leads_to_the_page_that_explains_it(walk, monkeypatch):
    walk.answer_all(VISIT)
    journey.plan(town="Ashford", day="2026-09-01", name="Grace", email="")
    first_look, look = iter([False]), journey.is_taken
    monkeypatch.setattr(journey, "is_taken", lambda **place: next(first_look, look(**place)))
    assert walk.answer("check-answers") == "taken"
    page = walk.get("taken")
    assert page.page.select_one("h1").text == "Somebody else is there that day"
    assert back_link(page) == walk.url("town")
    assert Event.objects.count() == 1
    assert walk.answer("town", {"town": "Bath"}) == "contact"
    walk.answer("check-answers")
    assert Event.objects.count() == 2


def test_a_refusal_without_a_page_of_its_own_shows_on_check_answers(walk, monkeypatch):
    walk.answer_all(VISIT)
    monkeypatch.setattr(
        journey,
        "before_planning",
        lambda: journey.plan(town="Ashford", day="2026-09-01", name="Grace", email=""),
    )
    response = walk.post("check-answers")
    assert response.status_code == 200
    warning = response.page.select_one(".govuk-warning-text").text
    assert "There is a visit to Ashford on that day." in warning
    assert len(response.page.select(".govuk-summary-list__row")) == 8
    assert not Event.objects.exists(), "what the refused request had done is undone"
    monkeypatch.undo()
    walk.answer("check-answers")
    assert Event.objects.get().by_words == "Ada O'Neill"


def test_a_failure_to_complete_loses_nothing(walk, monkeypatch):
    walk.answer_all(VISIT)
    monkeypatch.setattr(journey, "after_planning", lambda: 1 / 0)
    walk.client.raise_request_exception = False
    response = walk.post("check-answers")
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.page.text
    assert not Event.objects.exists()
    monkeypatch.undo()
    assert walk.rows()["Town"] == "Ashford"
    walk.answer("check-answers")
    assert Event.objects.count() == 1


def test_one_question_completes_on_its_answer(client):
    walk = Walk(client, journey="change-name")
    assert walk.page.select_one("[name=new_name]")["value"] == "Ada"
    assert summary(walk.post("new-name", {"new_name": ""})) == ["Enter a new name"]
    first = walk.post("new-name", {"new_name": "Grace"})
    second = walk.post("new-name", {"new_name": "Eve"})
    assert first.url == second.url == f"/tests/planned/{Event.objects.get().pk}/"
    assert Event.objects.get().by_words == "Grace"


def test_a_refusal_of_one_question_shows_as_its_error(client):
    walk = Walk(client, journey="change-name")
    response = walk.post("new-name", {"new_name": "Nobody"})
    assert summary(response) == ["Nobody is called that."]
    assert response.page.select_one("[name=new_name]")["value"] == "Nobody"
    walk.answer("new-name", {"new_name": "Grace"})
    assert Event.objects.get().by_words == "Grace"
