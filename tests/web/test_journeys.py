"""A journey, through the front door: its path, and how answers are checked and changed."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.events.models import Event
from config.web.journeys import CheckAnswers, Exit, Journey, Question
from config.web.models import Draft
from tests.web import journey
from tests.web.walks import ANSWERS, CALL, VISIT, Walk, back_link, summary
from tests.web.walks import walk as walk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


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
    address = page.select_one(".app-large-value")
    assert address.text.strip() == "ada@school.example"
    assert address.select_one("wbr").next_sibling.startswith("@school.example")


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


def test_back_from_a_change_leads_to_where_the_journey_stops(walk):
    walk.answer_all(VISIT)
    assert walk.answer("kind", {"kind": "none"}, change=True) == "nothing"
    assert back_link(walk.get("who", change=True)) == walk.url("nothing")
    assert back_link(walk.get("nothing")) == walk.url("kind")


def test_back_from_a_wrong_change_leads_to_the_page_that_plays_the_answers_back(walk):
    walk.answer_all(VISIT)
    assert back_link(walk.post("day", {"day-day": "x"}, change=True)) == walk.url("check-answers")
    assert back_link(walk.post("who", {"first_name": ""}, change=True)) == walk.url("check-answers")
    assert back_link(walk.post("day", {"day-day": "x"})) == walk.url("kind")


def test_back_from_a_wrong_change_leads_to_where_the_journey_stops(walk):
    walk.answer_all(VISIT)
    walk.answer("kind", {"kind": "none"}, change=True)
    way_back = back_link(walk.post("who", {"first_name": ""}, change=True))
    assert walk.place(walk.client.get(way_back)) == "nothing"


def test_back_from_a_wrong_answer_to_a_newly_needed_question_leads_to_the_one_before(walk):
    walk.answer_all(CALL[:2])
    walk.answer("kind", {"kind": "call"})
    walk.answer_all(CALL[3:])
    walk.answer("kind", {"kind": "visit"}, change=True)
    response = walk.post("town", {"town": ""}, change=True)
    assert back_link(response) == walk.url("day", change=True)


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
