"""What has happened to someone, as far as their school may read it on their page."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.events.services import Actor, record
from participants import services
from participants.history import WORDS
from participants.services import mentorships, registrations
from tests.conftest import sign_in
from tests.factories import (
    ECTFactory,
    EmailFactory,
    MentorFactory,
    TutorAppointmentFactory,
)

from .at_school import DAY, TERM, TODAY, happens, in_history, left, named, shown
from .at_school import school as school

pytestmark = pytest.mark.django_db


def happened(page):
    """What the page says has happened, and who did it."""
    heading = page.find("h2", string="What has happened")
    found = heading.find_next_sibling("ul")
    items = found.select("li") if found else []
    return [
        (item.contents[0].strip(), item.select_one("span").text.rpartition(", ")[0])
        for item in items
    ]


def test_what_has_happened_stands_in_plain_words_the_latest_first(client, school):
    tutor = school.find_tutor()
    actor = Actor(f"user:{tutor.pk}", f"Grace Hopper, induction tutor ({tutor.email})")
    ect = ECTFactory(school=school, **named("Zoë", "Smith"))
    mentor = MentorFactory(school=school)
    facts = {"first day": "2026-09-01", "email": ect.email}
    record("ECT registered", by=actor, about=ect.teacher, school_urn=school.urn, after=facts)
    mentorships.assign(ect=ect, mentor=mentor, by=actor)
    assert happened(shown(client, ect)) == [
        ("Grace Hopper assigned as mentor, from 24 November 2026", "You"),
        ("Registered as an ECT, from 1 September 2026", "You"),
    ]
    words = [words for words, _ in happened(shown(client, mentor))]
    assert "Assigned as mentor to Zoë Smith, from 24 November 2026" in words


def test_each_thing_has_its_moment_in_london(client, school):
    ect = ECTFactory(school=school)
    happens(ect, "registration removed", at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert "2 July 2026 at 12:30am" in shown(client, ect).text


@pytest.mark.parametrize("by", ["staff:3", "command:import_completions"])
def test_staff_and_operators_are_dfe_staff(client, school, by):
    ect = ECTFactory(school=school)
    after = {"email": ect.email, "date_of_birth": "1999-12-09"}
    happens(ect, "changed in the admin", by, "DfE staff (kim@education.example)", after=after)
    page = shown(client, ect)
    assert happened(page) == [("Record corrected: email, date of birth", "DfE staff")]
    assert not [word for word in ("kim@", "1999", "9 December") if word in page.text]


def test_a_tutor_of_the_school_is_named_then_and_now(client, school):
    ect = ECTFactory(school=school)
    before = TutorAppointmentFactory(school=school, started_on=TERM, finished_on=TODAY).tutor
    happens(
        ect, "registration removed", f"user:{before.pk}", "Rosa Lee, induction tutor (r@s.example)"
    )
    page = shown(client, ect)
    assert happened(page) == [("Registration removed", "Rosa Lee")]
    assert "r@s.example" not in page.text


def test_whoever_works_at_another_school_is_not_named(client, school):
    ect = ECTFactory(school=school)
    other = TutorAppointmentFactory().tutor
    words = "Rosa Lee, induction tutor (rosa@other.example)"
    happens(ect, "registration removed", f"user:{other.pk}", words)
    page = shown(client, ect)
    assert happened(page) == [("Registration removed", "Another school")]
    assert "Rosa" not in page.text


def test_what_happened_at_another_school_is_not_shown(client, school):
    there = ECTFactory(started_on=TERM, **left(TODAY), email="zoe@other.example")
    ect = ECTFactory(school=school, teacher=there.teacher, started_on=TODAY)
    happens(there, "registration removed")
    EmailFactory(to=there.email, **in_history(there))
    assert happened(shown(client, ect)) == []
    assert "other.example" not in shown(client, ect).text


def test_what_happened_to_someone_else_is_not_shown(client, school):
    happens(ECTFactory(school=school), "registration removed")
    assert happened(shown(client, ECTFactory(school=school))) == []


def test_a_kind_without_words_of_its_own_shows_as_it_is_called(client, school):
    ect = ECTFactory(school=school)
    happens(ect, "something new", "staff:1")
    happens(ect, "mentor assigned", "staff:1", after={})
    assert happened(shown(client, ect)) == [
        ("Mentor assigned", "DfE staff"),
        ("Something new", "DfE staff"),
    ]


def kinds_of_event():
    """What services write down about people, as far as they name it themselves."""
    for path in Path(services.__path__[0]).glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_event = isinstance(call, ast.Call) and ast.unparse(call.func) in {"record", "event"}
            if is_event and "about=school" not in ast.unparse(call):
                kind = call.args[0]
                if isinstance(kind, ast.Constant):
                    yield kind.value
                elif isinstance(kind, ast.JoinedStr):
                    for role in ("ECT", "mentor"):
                        yield ast.unparse(kind).replace("{role}", role)[2:-1]


def test_every_kind_of_event_has_words_of_its_own():
    kinds = set(kinds_of_event())
    assert {"ECT registered", "mentor moved here"} <= kinds
    assert sorted(kinds - set(WORDS)) == []


def test_emails_to_the_person_and_to_the_reader_are_shown_and_no_others(client, school):
    ect = ECTFactory(school=school, email="new@school.example")
    before = {"email": "old@school.example"}
    happens(ect, "email address changed", before=before, after={"email": ect.email})
    for to, subject in [
        ("old@school.example", "You are registered"),
        ("new@school.example", "Your address"),
        (school.find_tutor().email, "Zoë is leaving"),
        ("contact@provider.example", "To the provider"),
    ]:
        EmailFactory(to=to, subject=subject, **in_history(ect))
    words = [words for words, by in happened(shown(client, ect)) if not by]
    assert words == [
        "We emailed you: “Zoë is leaving”",
        "We emailed them: “Your address”",
        "We emailed them at old@school.example: “You are registered”",
    ]


def test_an_email_that_could_not_be_delivered_says_so(client, school):
    ect = ECTFactory(school=school)
    EmailFactory(to=ect.email, subject="You are registered", state="failed", **in_history(ect))
    [(words, _)] = happened(shown(client, ect))
    assert words == "Our email did not reach them: “You are registered”"


def test_what_people_typed_is_shown_as_text(client, school):
    ect = ECTFactory(school=school)
    happens(ect, "name changed", before={"name": "<b>{after}</b>"}, after={"name": "{fields}"})
    [(words, _)] = happened(shown(client, ect))
    assert words == "Name changed from <b>{after}</b> to {fields}"


def test_a_registration_that_is_removed_and_made_again_keeps_its_history(client, school):
    tutor = school.find_tutor()
    actor = Actor(f"user:{tutor.pk}", "Grace Hopper, induction tutor (g@s.example)")
    ect = ECTFactory(school=school, started_on=TODAY + DAY)
    registrations.remove(ect, by=actor)
    again = ECTFactory(school=school, teacher=ect.teacher, started_on=TODAY + DAY)
    assert ("Registration removed", "You") in happened(shown(client, again))


def test_a_tutor_of_two_schools_sees_each_part_by_itself(client, school):
    there = ECTFactory(started_on=TERM, **left(TODAY))
    here = ECTFactory(school=school, teacher=there.teacher, started_on=TODAY)
    tutor = TutorAppointmentFactory(school=there.school, tutor=school.find_tutor()).tutor
    sign_in(client, tutor)
    happens(there, "registration removed", f"user:{tutor.pk}")
    assert happened(shown(client, here)) == []
    assert happened(shown(client, there)) == [("Registration removed", "You")]
