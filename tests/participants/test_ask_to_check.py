"""A tutor asks DfE to check a record that does not match."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from config.events.services import Actor
from config.support import services as support
from config.support.models import SupportRequest
from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants.lookups import Role
from participants.services import checks
from tests.conftest import PageClient
from tests.factories import DraftFactory, ECTFactory, SupportRequestFactory
from tests.partnerships.changing import set_up
from tests.partnerships.situations import rows_of
from tests.web.walks import Tab

from .moves.situations import person
from .registering import ZOE, RegisterWalk

pytestmark = pytest.mark.django_db

DETAILS = {
    "Name": "Zoë O’Neill",
    "Teacher reference number (TRN)": "1234567",
    "Date of birth": "27 March 1999",
}


@pytest.fixture
def record():
    """What we have of the person, with another date of birth."""
    return ECTFactory(
        teacher__trn=ZOE["trn"],
        teacher__first_name="Zoë",
        teacher__last_name="Secretname",
        teacher__date_of_birth=date(1999, 3, 28),
        started_on=clock.today() - timedelta(days=90),
    )


@pytest.fixture
def walk(client, record):
    """A tutor whose details of an ECT do not match."""
    walk = RegisterWalk(client, set_up())
    assert walk.identify() == "details-do-not-match"
    return walk


def asking(walk):
    """The tutor goes to ask DfE to check."""
    return Tab(walk.client, walk.url("details-do-not-match")).follow("Ask DfE to check")


def ask(walk, message="They told us so."):
    """The same, to its end."""
    tab = asking(walk).answer(message=message)
    assert tab.heading == "Check your answers"
    return tab.answer()


def test_the_typed_details_go_to_dfe_and_the_draft_waits(walk, record):
    tab = asking(walk)
    assert tab.heading == "Ask DfE to check these details"
    assert rows_of(tab.page) == DETAILS
    assert "Secretname" not in tab.page.text
    tab.answer(message="They married.\nThey have a new name.")
    assert {**rows_of(tab.page)}.items() >= DETAILS.items()
    assert f"We will reply to {walk.tutor.email}" in tab.page.text
    tab.answer()
    asked = SupportRequest.objects.get()
    assert tab.heading == "We will check these details"
    assert asked.reference in tab.page.text
    assert asked.message.splitlines() == [
        "Please check these details:",
        *(f"{key}: {value}" for key, value in DETAILS.items()),
        "",
        "They married.",
        "They have a new name.",
    ]
    assert (asked.trn, str(asked.draft_id)) == ("1234567", walk.draft_id)
    assert (asked.name, asked.email) == (walk.tutor.full_name, walk.tutor.email)
    assert asked.school_urn == walk.school.urn
    assert asked.topic == "Check the details of an ECT"
    assert Email.objects.get(kind="help-asked").to == walk.tutor.email
    body = Email.objects.get(kind="help-to-answer").body
    assert "27 March 1999" not in body
    assert "You can read it with the request" in body


def test_the_message_may_be_left_out(walk):
    ask(walk, message="")
    assert SupportRequest.objects.get().message.endswith("Date of birth: 27 March 1999")


def test_a_message_that_is_too_long_is_kept_and_said(walk):
    tab = asking(walk).answer(message="n" * 2001)
    assert "What you tell us must be 2,000 characters or less" in tab.page.text
    assert len(tab.page.select_one("textarea").text.strip()) == 2001


def test_a_name_that_does_not_match_can_be_checked_too(client):
    record = ECTFactory(teacher__first_name="Zoë")
    walk = RegisterWalk(client, set_up())
    walk.identify_as(record.teacher, first_name="Sue")
    walk.answer("other-name", has_other_name="no")
    tab = Tab(client, walk.url("name-does-not-match")).follow("Ask DfE to check")
    assert rows_of(tab.page)["Other first name"] == "None"
    tab.answer(message="").answer()
    assert SupportRequest.objects.get().trn == record.teacher.trn


def test_the_details_of_a_mentor_can_be_checked_too(client, record):
    walk = RegisterWalk(client, set_up(), journey="register-mentor")
    walk.prepare()
    walk.answer("yourself", is_oneself="no")
    assert walk.identify() == "details-do-not-match"
    ask(walk, message="")
    assert SupportRequest.objects.get().topic == "Check the details of a mentor"
    assert checks.waiting_for("1234567")[0].draft.journey == "register-mentor"


def test_a_double_press_asks_once(walk):
    tab = asking(walk).answer(message="")
    action = tab.action
    led_to = {walk.client.post(action).url for _ in range(2)}
    assert len(led_to) == 1
    assert SupportRequest.objects.count() == 1


def test_who_asks_again_sees_that_they_have_asked(walk):
    ask(walk)
    tab = asking(walk)
    assert tab.heading == "You have asked us to check this already"
    assert SupportRequest.objects.get().reference in tab.page.text


def test_another_tab_that_is_sent_later_asks_nothing(walk):
    first, second = asking(walk), asking(walk)
    second.answer(message="")
    ask(walk)
    second.answer()
    assert second.heading == "You have asked us to check this already"
    assert first.answer(message="").heading == "You have asked us to check this already"
    assert SupportRequest.objects.count() == 1


def test_once_it_is_answered_it_can_be_asked_again(walk):
    ask(walk)
    asked = SupportRequest.objects.get()
    support.answer(request=asked, answer="Our record is right.", by=Actor("staff:1", "DfE"))
    ask(walk)
    assert SupportRequest.objects.count() == 2


def test_a_confirmation_keeps_its_reference(walk):
    tab = ask(walk)
    first = SupportRequest.objects.get()
    support.answer(request=first, answer="Our record is right.", by=Actor("staff:1", "DfE"))
    ask(walk)
    assert first.reference in tab.open(tab.url).page.text


def test_a_confirmation_is_of_its_own_draft(walk):
    confirmation = ask(walk).url
    other = DraftFactory()
    SupportRequestFactory(draft_id=other.pk, topic="Check the details of an ECT")
    assert walk.client.get(confirmation).status_code == 200
    elsewhere = confirmation.replace(walk.draft_id, str(other.pk))
    assert walk.client.get(elsewhere).status_code == 404


def test_a_record_that_was_corrected_leaves_nothing_to_check(walk, record):
    url = asking(walk).url
    record.teacher.date_of_birth = ZOE["born"]
    record.teacher.save()
    tab = Tab(walk.client, url)
    assert tab.heading == "There is nothing to check now"
    assert tab.follow("Go on with your answers").heading == (
        "Is Zoë O’Neill moving from another school?"
    )


def test_details_that_are_changed_meanwhile_are_shown_before_anything_is_sent(walk):
    tab = asking(walk).answer(message="")
    basis = tab.page.select_one("[name=basis]")["value"]
    walk.answer("name", change=True, first_name="Zoe", last_name="O’Neill")
    tab.answer(basis=basis)
    assert "Something has changed" in tab.page.text
    assert rows_of(tab.page)["Name"] == "Zoe O’Neill"
    assert not SupportRequest.objects.exists()


def test_only_ones_own_drafts_can_be_asked_about(walk):
    other = RegisterWalk(PageClient(), set_up())
    mine = DraftFactory(owner_key=f"user:{walk.tutor.pk}/{walk.school.urn}", journey="change-tutor")
    for client, school, stopped in [
        (other.client, other.school, walk.draft_id),
        (other.client, walk.school, walk.draft_id),
        (walk.client, walk.school, mine.pk),
        (walk.client, walk.school, "5a0b2f6e-3f5d-4b76-9d8e-0c4a4a3f1d11"),
    ]:
        address = reverse("participants:ask-to-check", args=[school.urn, stopped])
        assert client.get(address).status_code == 404


def test_asking_too_often_is_said(walk):
    SupportRequestFactory.create_batch(10, email=walk.tutor.email)
    tab = asking(walk).answer(message="").answer()
    assert "You have asked us for help many times" in tab.page.text
    assert not Draft.objects.get(journey="ask-to-check").completed_at


def test_the_draft_is_kept_until_the_request_is_answered(walk):
    ask(walk)
    Draft.objects.update(updated_at=clock.now() - timedelta(days=31))
    call_command("purge_drafts")
    assert Draft.objects.filter(pk=walk.draft_id).exists()


# What staff find


def test_what_waits_for_a_record_is_found_by_its_trn(walk):
    ask(walk)
    SupportRequestFactory(trn="1234567", topic="Something else", draft_id=walk.draft_id)
    [waiting] = checks.waiting_for("1234567")
    assert waiting.request.topic == "Check the details of an ECT"
    assert str(waiting.draft.pk) == walk.draft_id
    assert checks.waiting_for("7654321") == []


def test_what_was_answered_waits_no_more(walk):
    ask(walk)
    support.answer(
        request=SupportRequest.objects.get(), answer="Done.", by=Actor("staff:1", "DfE staff")
    )
    assert checks.waiting_for("1234567") == []


def test_a_draft_that_went_on_waits_no_more(walk, record):
    ask(walk)
    drafts = Draft.objects.filter(pk=walk.draft_id)
    drafts.update(completed_at=clock.now(), answers={}, result_url="/done/")
    assert checks.waiting_for("1234567")[0].draft is None
    drafts.delete()
    assert checks.waiting_for("1234567")[0].draft is None


def test_one_request_about_a_draft_is_open_at_a_time():
    draft = DraftFactory()
    waiting = SupportRequestFactory(draft_id=draft.pk, topic="Check the details of an ECT")
    place = ECTFactory()
    asked = {
        "draft": draft,
        "school": place.school,
        "person": person(place.teacher),
        "role": Role.ECT,
        "details": [],
        "message": "",
        "name": "Grace Hopper",
        "email": "grace@school.example",
        "place": "here",
        "by": Actor("user:1", "Grace Hopper"),
    }
    with pytest.raises(checks.AskedAlready):
        checks.ask_to_check(**asked)
    support.close(request=waiting, answer="Done.", by=Actor("staff:1", "DfE staff"))
    assert checks.find_open_request(draft) is None
    assert checks.ask_to_check(**asked) == checks.find_open_request(draft)


def test_pages_keep_to_few_queries(walk, django_assert_max_num_queries):
    tab = asking(walk)
    with django_assert_max_num_queries(12):
        response = walk.client.post(tab.action, {"message": "x"})
    tab.open(response.url)
    with django_assert_max_num_queries(8):
        walk.client.get(tab.url)
