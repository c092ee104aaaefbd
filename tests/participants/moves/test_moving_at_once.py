"""Schools claim, lose and keep people at the same moment, with real threads."""

from datetime import date

import pytest

from config.web.models import Draft
from notifications.models import Email
from participants import rules
from participants.models import ECTAtSchool, Mentorship
from participants.services import leaving, mentorships, registrations
from participants.services.locks import MovedMeanwhile
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import MentorFactory

from .situations import (
    IN_APRIL,
    IN_MARCH,
    STARTED_ON,
    TODAY,
    TUTOR,
    ect_at,
    mentored,
    move_ect,
    move_mentor,
    school,
    shown,
    status,
)
from .walking import moving

pytestmark = pytest.mark.django_db(transaction=True)


def ready(ect, to, day):
    """A tutor who has answered everything about an ECT who moves to a school without a body."""
    walk = moving(PageClient(), ect, to, day, email=f"zoe@{to.urn}.example")
    assert walk.answer("current-provider", keeps_provider="yes") == "appropriate-body-type"
    assert walk.answer("appropriate-body-type", body_type="not_appointed") == "check-answers"
    return walk


def press(walk):
    """The button of the last page, with what it has shown."""
    basis = walk.page("check-answers").select_one("[name=basis]")["value"]
    return lambda: walk.post("check-answers", basis=basis)


def trying(function, *refusals):
    """Do it, and tell whether it was refused."""

    def run():
        try:
            function()
        except refusals:
            return False
        return True

    return run


def check_all_rules():
    """Every rule about people's records holds."""
    assert {
        rule.words: list(rule.find_broken()) for rule in rules.RULES if rule.find_broken()
    } == {}


@pytest.mark.parametrize("day", [TODAY, IN_MARCH])
def test_of_two_schools_that_claim_at_once_one_wins_and_the_other_is_told(old, day):
    ect = ect_at(old)
    walks = [ready(ect, school(name), day) for name in ("Newham", "Thirsk")]
    responses = at_once(*map(press, walks))
    assert ECTAtSchool.objects.not_removed().exclude(school=old).count() == 1
    assert Email.objects.filter(kind="moved").count() == 1
    assert Email.objects.filter(kind="someone-leaving").count() == 1
    won = ["/confirmation/" in response.headers.get("Location", "") for response in responses]
    assert sorted(won) == [False, True]
    [(walk, response)] = [
        (walk, response)
        for walk, response, has_won in zip(walks, responses, won, strict=True)
        if not has_won
    ]
    assert not Draft.objects.get(pk=walk.draft_id).completed_at
    if response.status_code == 302:
        response = walk.client.get(response.url, follow=True)
    assert (
        "changed" in response.page.text
        or "must be" in response.page.text
        or ("When does" in response.page.h1.text)
    )
    check_all_rules()


def test_two_tabs_of_one_school_claim_once(old):
    ect, new = ect_at(old), school("Newham")
    walks = [ready(ect, new, IN_MARCH) for _ in range(2)]
    led_to = sorted(
        response.url.rstrip("/").split("/")[-1] for response in at_once(*map(press, walks))
    )
    assert led_to == ["confirmation", "here"]
    assert new.ects.count() == 1


def test_many_presses_of_one_button_move_once(old):
    ect, new = ect_at(old), school("Newham")
    walk = ready(ect, new, IN_MARCH)
    responses = at_once(*[press(walk)] * 4)
    assert all(response.url.endswith("/confirmation/") for response in responses)
    assert new.ects.count() == 1
    assert Email.objects.filter(kind="moved").count() == 1


def test_two_schools_that_take_from_each_other_do_not_wait_for_ever(old):
    new = school("Newham")
    there, here = [ect_at(old) for _ in range(3)], [ect_at(new) for _ in range(3)]

    def taken(ect, to):
        return lambda: move_ect(ect.teacher, to, IN_MARCH, email=f"zoe{ect.pk}@school.example")

    at_once(*(taken(ect, new) for ect in there), *(taken(ect, old) for ect in here))
    assert {status(ect) for ect in (*there, *here)} == {"leaving"}
    check_all_rules()


def test_the_pages_of_two_schools_that_take_from_each_other_both_confirm(old):
    new = school("Newham")
    walks = [ready(ect_at(old), new, IN_MARCH), ready(ect_at(new), old, IN_MARCH)]
    responses = at_once(*map(press, walks))
    assert [response.url.endswith("/confirmation/") for response in responses] == [True, True]


def test_a_claim_and_a_word_that_they_stay_do_not_cross(old):
    ect, new = ect_at(old), school("Newham")
    leaving.report(ect, last_day=IN_MARCH, by=TUTOR)
    seen = shown(ect.teacher, "ECT", new)
    moved, stayed = at_once(
        trying(lambda: move_ect(ect.teacher, new, IN_APRIL, shown=seen), MovedMeanwhile),
        trying(
            lambda: leaving.stay(ECTAtSchool.objects.get(pk=ect.pk), by=TUTOR),
            leaving.ClaimedElsewhere,
            MovedMeanwhile,
        ),
    )
    ect.refresh_from_db()
    assert moved or stayed
    if moved:
        assert ect.finished_on == (IN_APRIL if stayed else date(2027, 3, 2))
    else:
        assert ect.finished_on is None
    check_all_rules()


def test_cancelling_and_claiming_at_once_leave_one_claim_or_none(old):
    ect, new, third = ect_at(old), school("Newham"), school("Thirsk")
    claim = move_ect(ect.teacher, new, IN_APRIL)
    seen = shown(ect.teacher, "ECT", third)
    cancelled, claimed = at_once(
        trying(
            lambda: registrations.remove(claim, by=TUTOR), registrations.TooLate, MovedMeanwhile
        ),
        trying(lambda: move_ect(ect.teacher, third, IN_MARCH, shown=seen), MovedMeanwhile),
    )
    assert cancelled or claimed
    standing = ECTAtSchool.objects.not_removed().exclude(school=old)
    assert standing.count() == (1 if claimed else 0)
    check_all_rules()


def test_a_mentor_who_is_assigned_while_the_ect_is_claimed_mentors_until_then(old):
    ect, new = ect_at(old), school("Newham")
    mentor = MentorFactory(school=old, started_on=STARTED_ON)
    seen = shown(ect.teacher, "ECT", new)
    at_once(
        lambda: mentorships.assign(ect=ect, mentor=mentor, by=TUTOR),
        lambda: move_ect(ect.teacher, new, IN_MARCH, shown=seen),
    )
    assert Mentorship.objects.not_removed().get().finished_on == IN_MARCH
    check_all_rules()


def test_an_ect_and_their_mentor_who_move_at_once_leave_one_mentorship_that_fits(old):
    mentorship = mentored(ect_at(old))
    ect, mentor, new = mentorship.ect, mentorship.mentor, school("Newham")
    of_ect, of_mentor = shown(ect.teacher, "ECT", new), shown(mentor.teacher, "mentor", new)
    at_once(
        lambda: move_ect(ect.teacher, new, IN_APRIL, shown=of_ect),
        lambda: move_mentor(mentor.teacher, new, IN_MARCH, shown=of_mentor),
    )
    mentorship.refresh_from_db()
    assert mentorship.finished_on == IN_MARCH
    check_all_rules()
