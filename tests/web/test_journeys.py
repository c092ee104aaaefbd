"""A journey, through the front door: its path, its draft, and how it ends."""

import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.events.models import Event
from config.web.journeys import CheckAnswers, Exit, Journey, Question
from config.web.models import Draft
from tests.web import journey
from tests.web.walks import ANSWERS, CALL, VISIT, Walk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def walk(client):
    return Walk(client)


def summary(response):
    return [item.text.strip() for item in response.page.select(".govuk-error-summary li")]


def back_link(response):
    return response.page.select_one(".govuk-back-link")["href"]


# The path


def test_asks_each_question_in_turn(walk):
    assert walk.answer_all(VISIT) == [*VISIT[1:], "check-answers"]


def test_leaves_out_a_question_that_is_not_needed(walk):
    assert walk.answer_all(VISIT[:2]) == VISIT[1:3]
    assert walk.answer("kind", {"kind": "call"}) == "day"
    assert walk.answer("day") == "long"


def test_names_the_school_above_each_heading(walk):
    walk.answer_all(VISIT)
    for step in [*VISIT, "check-answers"]:
        assert walk.get(step).page.select_one(".govuk-caption-l").text == "Ashford School"


def test_stops_at_an_exit(walk):
    walk.answer_all(VISIT[:2])
    assert walk.answer("kind", {"kind": "none"}) == "nothing"
    page = walk.get("nothing")
    assert page.status_code == 200
    assert back_link(page) == walk.url("kind")
    assert walk.post("nothing").status_code == 405
    for step in ["day", "town", "contact", "check-answers"]:
        assert walk.place(walk.get(step)) == "nothing"
        assert walk.place(walk.post(step)) == "nothing"
    assert not Event.objects.exists()


def test_cannot_skip_ahead(walk):
    walk.answer_all(VISIT[:2])
    for step in ["day", "town", "contact", "check-answers"]:
        assert walk.place(walk.get(step)) == "kind"
        assert walk.place(walk.post(step)) == "kind"
    assert not Event.objects.exists()
    assert list(Draft.objects.get().answers) == VISIT[:2]


def test_a_page_that_only_tells_something_cannot_be_skipped_either(walk):
    walk.answer("who")
    assert walk.place(walk.post("kind")) == "before-you-start"


def test_back_goes_to_the_page_before_and_keeps_the_answer(walk):
    walk.answer_all(VISIT[:3])
    assert back_link(walk.get("day")) == walk.url("kind")
    page = walk.get("who")
    assert page.page.select_one("input[name=last_name]")["value"] == "O'Neill"
    assert back_link(page) == "/"
    assert walk.get("kind").page.select_one("input[checked]")["value"] == "visit"


def test_back_passes_over_a_question_that_was_not_asked(walk):
    walk.answer_all(VISIT[:2])
    walk.answer("kind", {"kind": "call"})
    walk.answer("day")
    walk.answer("long")
    assert back_link(walk.get("contact")) == walk.url("long")
    assert back_link(walk.get("long")) == walk.url("day")


def test_going_back_and_continuing_leads_to_the_next_page_not_to_the_furthest(walk):
    walk.answer_all(VISIT)
    assert walk.answer("who") == "before-you-start"


def test_a_wrong_answer_is_shown_again_with_what_was_typed(walk):
    walk.answer_all(VISIT[:3])
    response = walk.post("day", {"day-day": "31", "day-month": "2", "day-year": "2026"})
    assert response.status_code == 200
    assert summary(response) == ["The day must be a real date"]
    assert response.page.select_one("#id_day-day")["value"] == "31"
    assert "day" not in Draft.objects.get().answers


def test_a_wrong_change_leaves_the_good_answer_in_place(walk):
    walk.answer_all(VISIT)
    assert walk.post("day", {"day-day": "x"}, change=True).status_code == 200
    assert walk.rows()["On which day?"] == "1 September 2026"


# Check answers and change


def test_check_answers_plays_back_what_was_asked(walk):
    walk.answer_all(VISIT)
    assert walk.rows() == {
        "First name": "Ada",
        "Last name": "O'Neill",
        "Email address": "ada@school.example",
        "What do you want to plan?": "A visit",
        "On which day?": "1 September 2026",
        "Town": "Ashford",
        "Contact by": "By phone",
        "Phone number": "01632 960 001",
    }
    page = walk.get("check-answers").page
    assert page.select_one(".app-large-value").text.strip() == "ada@school.example"


def test_check_answers_shows_markup_as_it_was_typed(walk):
    walk.answer_all(VISIT[:-1])
    walk.answer("who", ANSWERS["who"] | {"email": "a&lt'c@school.example"})
    walk.answer("contact", {"contact": "other", "note": '<b>Bold</b> & <script>x</script> "@"'})
    rows = walk.rows()
    assert rows["Email address"] == "a&lt'c@school.example"
    assert rows["How?"] == '<b>Bold</b> & <script>x</script> "@"'


def test_each_row_has_a_change_link_that_says_what_it_changes(walk):
    walk.answer_all(VISIT)
    links = walk.get("check-answers").page.select(".govuk-summary-list__actions a")
    assert [link["href"] for link in links] == [
        *[walk.url("who", change=True)] * 3,
        *(walk.url(step, change=True) for step in ["kind", "day", "town"]),
        *[walk.url("contact", change=True)] * 2,
    ]
    assert " ".join(links[2].text.split()) == "Change email address"


def test_change_returns_to_check_answers(walk):
    walk.answer_all(VISIT)
    page = walk.get("who", change=True)
    assert back_link(page) == walk.url("check-answers")
    assert page.page.select_one("main form")["action"] == walk.url("who", change=True)
    grace = ANSWERS["who"] | {"first_name": "Grace"}
    assert walk.answer("who", grace, change=True) == "check-answers"
    assert walk.rows()["First name"] == "Grace"


def test_change_asks_a_newly_needed_question_first(walk):
    walk.answer_all(CALL[:2])
    walk.answer("kind", {"kind": "call"})
    walk.answer_all(CALL[3:])
    assert walk.answer("kind", {"kind": "visit"}, change=True) == "town?change"
    assert walk.place(walk.post("check-answers")) == "town"
    assert walk.answer("town", change=True) == "check-answers"


def test_back_from_a_newly_needed_question_leads_to_what_was_changed_before(walk):
    walk.answer_all(CALL[:2])
    walk.answer("kind", {"kind": "call"})
    walk.answer_all(CALL[3:])
    walk.answer("kind", {"kind": "visit"}, change=True)
    assert back_link(walk.get("town", change=True)) == walk.url("day", change=True)


def test_change_asks_again_for_an_answer_it_has_made_impossible(walk):
    walk.answer_all(VISIT)
    next_year = ANSWERS["day"] | {"day-year": "2027"}
    assert walk.answer("day", next_year, change=True) == "town?change"
    response = walk.get("town", change=True)
    assert summary(response) == ["Select a town from the list"]
    assert walk.place(walk.post("check-answers")) == "town"
    assert walk.answer("town", {"town": "Bath"}, change=True) == "check-answers"
    assert walk.rows()["Phone number"] == "01632 960 001"


def test_change_drops_an_answer_that_is_no_longer_asked_for(walk):
    walk.answer_all(VISIT)
    assert walk.answer("kind", {"kind": "call"}, change=True) == "long?change"
    assert walk.answer("long", change=True) == "check-answers"
    assert "Town" not in walk.rows()
    walk.answer("check-answers")
    assert Event.objects.get().about_id.strip() == "2026-09-01"


def test_change_to_an_exit_leads_there_and_a_change_back_returns(walk):
    walk.answer_all(VISIT)
    assert walk.answer("kind", {"kind": "none"}, change=True) == "nothing"
    assert walk.place(walk.post("check-answers")) == "nothing"
    assert walk.answer("kind", {"kind": "visit"}, change=True) == "check-answers"


def test_text_in_a_field_that_is_no_longer_on_show_is_not_kept(walk):
    walk.answer_all(VISIT[:-1])
    walk.answer("contact", {"contact": "email", "phone": "01632 960 001", "note": "\x00"})
    assert Draft.objects.get().answers["contact"] == {"contact": ["email"]}


def test_a_type_ahead_keeps_the_text_too(walk):
    walk.answer_all(VISIT[:4])
    assert walk.answer("town", {"town": "Bath", "town-typed": "st ives"}) == "contact"
    select = walk.get("town").page.select_one("select[name=town]")
    assert select.select_one("option[selected]")["value"] == "St. Ives"


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


# Requests that no page of ours sends


def test_an_unknown_step_is_not_found(walk):
    walk.answer_all(VISIT)
    for step in ["nonsense", "who-2", "-"]:
        assert walk.get(step).status_code == 404
        assert walk.post(step).status_code == 404
    assert walk.client.get(walk.start_url + "no-uuid/who/").status_code == 404
    assert walk.client.get(walk.start_url + f"{walk.draft_id}/").status_code == 404


def test_only_reading_and_answering_are_allowed(walk):
    walk.answer_all(VISIT)
    for step in ["who", "check-answers"]:
        assert walk.client.head(walk.url(step)).status_code == 200
        for method in ["put", "patch", "delete", "trace"]:
            assert getattr(walk.client, method)(walk.url(step)).status_code == 405
    assert walk.client.post(walk.start_url).status_code == 405
    assert walk.client.put(walk.start_url).status_code == 405
    assert not Event.objects.exists()


def test_a_draft_id_of_ones_own_making_is_as_good_as_ours(walk):
    walk.draft_id = str(uuid.uuid4())
    assert walk.answer("who") == "before-you-start"


JUNK = {
    "extra keys": {"nonsense": "1", "first_name-x": "y", "": "z", "who": "1"},
    "arrays": {"first_name": ["Ada", "Grace"], "last_name": ["", "x"], "email[]": "a@b.uk"},
    "huge": {"first_name": "n" * 100_000, "email": "e" * 100_000},
    "NUL": {"first_name": "Ada\x00", "last_name": "\x00", "email": "ada\x00@school.example"},
    "control characters": {"first_name": "Ada\x01\x7f\x9f", "last_name": "\uffff\ufffd\x1b[0m"},
    "odd letters": {"first_name": "\u202eadA", "last_name": "😀", "email": "<b>@</b>"},
    "templates": {"first_name": "{{ 7 * 7 }}", "last_name": "{% x %}", "email": "%s%(a)s"},
    "dates": {"day-day": "9" * 5000, "day-month": "\x00", "day-year": "1e9"},
    "choices": {"kind": ["visit", "none"], "contact": ["phone", "other"], "town": "\x00"},
    "a type-ahead": {"town": ["\x00", "Ashford"], "town-typed": ["\x00", "\x00Ashford"]},
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
@pytest.mark.parametrize("step", [*VISIT, "long", "check-answers"])
def test_junk_is_never_an_error_page(client, step, junk):
    walk = Walk(client)
    walk.answer_all(VISIT[: VISIT.index(step)] if step in VISIT else VISIT)
    for response in [walk.post(step, junk), walk.post(step, junk, change=True)]:
        assert response.status_code in {200, 302}
    for known in [step, "check-answers"]:
        assert walk.get(known).status_code in {200, 302}


def test_more_than_a_form_can_hold_is_a_bad_request(walk):
    walk.answer("who")
    too_many = {f"field{n}": "1" for n in range(2000)}
    assert walk.post("before-you-start", too_many).status_code == 400
    assert walk.post("before-you-start", {"x": "y" * 3_000_000}).status_code in {302, 400}
    huge = b"x=" + b"y" * 3_000_000
    form = "application/x-www-form-urlencoded"
    response = walk.client.post(walk.url("before-you-start"), huge, content_type=form)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=x; charset=hex",
        "multipart/form-data; boundary=x; charset=raw_unicode_escape",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=hex",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"first_name=%ED%A0%80&last_name=%FF%00",
        b'--x\r\nContent-Disposition: form-data; name="first_name"\r\n\r\n\\ud800\xff\r\n--x--\r\n',
    ],
)
def test_an_odd_request_is_never_an_error_page(walk, content_type, body):
    response = walk.client.generic("POST", walk.url("who"), body, content_type)
    assert response.status_code in {200, 400}
    assert walk.client.get(walk.start_url + "?%ED%A0%80=%00&change=%FF").status_code == 200


# What it costs


def test_showing_and_saving_a_page_costs_few_queries(walk, django_assert_max_num_queries):
    for step in VISIT:
        with django_assert_max_num_queries(2):
            walk.get(step)
        with django_assert_max_num_queries(6):
            walk.answer(step)
    with django_assert_max_num_queries(2):
        assert walk.get("check-answers").status_code == 200
    with django_assert_max_num_queries(10):
        walk.answer("check-answers")


def test_other_drafts_make_it_no_slower(client, django_assert_num_queries):
    counts = []
    for _ in range(3):
        walk = Walk(client)
        walk.answer_all(VISIT[:3])
        day = ANSWERS["day"] | {"day-day": str(len(counts) + 1)}
        with django_assert_num_queries(counts[-1] if counts else 4) as captured:
            walk.answer("day", day)
        counts.append(len(captured))
        walk.answer_all(VISIT[4:])
        walk.answer("check-answers")


# Mistakes of whoever writes a journey


def test_two_forms_for_one_step_are_a_mistake_found_at_import():
    with pytest.raises(ImproperlyConfigured, match="Twice repeats the step one"):

        class Twice(Journey):
            steps = [Question("one", journey.WhoForm), Question("one", journey.KindForm)]


def test_two_fields_of_a_name_are_a_mistake_found_at_import():
    class OtherForm(journey.KindForm):
        pass

    with pytest.raises(ImproperlyConfigured, match="Twice repeats the field kind"):

        class Twice(Journey):
            steps = [Question("one", journey.KindForm), Question("two", OtherForm)]


def test_a_question_may_stand_twice_where_only_one_of_the_two_is_asked():
    class Either(Journey):
        steps = [
            Question("one", journey.KindForm, when=lambda journey: True),
            Exit("no", when=lambda journey: False),
            Question("one", journey.KindForm, when=lambda journey: False),
            CheckAnswers(),
        ]

    either = Either()
    either.typed = {"one": {"kind": ["visit"]}}
    assert [step.name for step in either.path] == ["one", "check-answers"]
    assert either.is_ready


def test_a_question_that_stands_twice_on_one_path_is_a_mistake():
    class Both(Journey):
        steps = [Question("one", journey.KindForm), Question("one", journey.KindForm)]

    both = Both()
    both.typed = {"one": {"kind": ["visit"]}}
    with pytest.raises(ImproperlyConfigured, match="one stands twice on one path"):
        _ = both.path
