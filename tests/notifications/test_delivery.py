"""What becomes of an email, whatever Notify answers."""

from datetime import timedelta

import pytest

from config.web import clock
from notifications import delivery
from notifications import notify as notify_module
from notifications.kinds import NoLongerNeeded
from notifications.models import Email
from notifications.notify import TooMany
from tests import fake_notify
from tests.notifications.conftest import deliver_next, make_due, queued

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_time_out(monkeypatch):
    monkeypatch.setattr(notify_module, "TIMEOUT", 0.2)


def test_notify_gets_the_text_and_the_reference(notify_client, notify):
    email = queued(to="office@school.example", subject="Tell us", body="# Do it\n")
    email = deliver_next(notify_client)
    [sent] = notify.sent
    assert sent["email_address"] == "office@school.example"
    assert sent["personalisation"] == {"subject": "Tell us", "body": "# Do it\n"}
    assert sent["reference"] == str(email.pk)
    assert (email.state, email.attempts) == ("sent", 1)
    assert str(email.notify_id) == sent["id"]
    assert email.sent_at


def test_replies_go_where_the_settings_say(notify_client, notify, settings):
    settings.NOTIFY_REPLY_TO_ID = "8e222534-7f05-4972-86e3-17c5d9f894e2"
    queued()
    deliver_next(notify_client)
    assert notify.sent[0]["email_reply_to_id"] == "8e222534-7f05-4972-86e3-17c5d9f894e2"


def test_links_are_made_when_sent_and_never_stored(notify_client, notify, linked):
    queued(kind="linked", body="[Answer](((link)))\n")
    email = deliver_next(notify_client)
    assert notify.sent[0]["personalisation"]["body"] == "[Answer](https://service.example/1)\n"
    assert email.body == "[Answer](((link)))\n"


def test_each_try_makes_a_new_link(notify_client, notify, linked):
    notify.answers.append(fake_notify.BROKEN)
    email = queued(kind="linked", body="((link))")
    deliver_next(notify_client)
    make_due(email)
    deliver_next(notify_client)
    assert notify.sent[0]["personalisation"]["body"] == "https://service.example/2"


def test_an_email_whose_reader_may_no_longer_have_its_link_expires_unsent(
    notify_client, notify, register
):
    def links(email):
        raise NoLongerNeeded("The school has closed")

    register("revoked", links=links)
    queued(kind="revoked")
    email = deliver_next(notify_client)
    assert (email.state, email.last_error) == ("expired", "The school has closed")
    assert not notify.sent


def test_an_email_whose_question_has_been_answered_expires_before_it_has_a_link(
    notify_client, notify, register
):
    def needed(email):
        raise NoLongerNeeded("The school has answered")

    def links(email):
        raise AssertionError("It made a link")

    register("answered", needed=needed, links=links)
    queued(kind="answered")
    email = deliver_next(notify_client)
    assert (email.state, email.last_error) == ("expired", "The school has answered")


def test_an_email_of_a_kind_since_removed_is_still_sent(notify_client, notify):
    queued(kind="long-gone")
    assert deliver_next(notify_client).state == "sent"


@pytest.mark.parametrize("body", ["((link))", "[x](((other)))"])
def test_an_email_that_lacks_a_link_is_not_sent(notify_client, notify, register, body):
    register("broken")
    queued(kind="broken", body=body)
    email = deliver_next(notify_client)
    assert (email.state, email.attempts) == ("queued", 1)
    assert "KeyError" in email.last_error
    assert not notify.sent


def test_a_bad_address_fails_at_once(notify_client, notify):
    notify.answers.append(fake_notify.BAD_ADDRESS)
    queued()
    email = deliver_next(notify_client)
    assert email.state == "failed"
    assert "Not a valid email address" in email.last_error


def test_an_address_that_notify_calls_bad_by_itself_fails_at_once(notify_client, notify):
    queued(to="office@school")
    assert deliver_next(notify_client).state == "failed"


@pytest.mark.parametrize("answer", [fake_notify.BAD_TEMPLATE, fake_notify.FORBIDDEN])
def test_another_refusal_is_tried_again_slowly_and_then_fails(notify_client, notify, answer):
    notify.answers.extend([answer] * delivery.ATTEMPTS_REJECTED)
    email = queued()
    waits = []
    while (email := deliver_next(notify_client)).state == "queued":
        waits.append(round((email.due_at - clock.now()).total_seconds() / 60))
        make_due(email)
    assert waits == [15, 60, 240]
    assert (email.state, email.attempts) == ("failed", delivery.ATTEMPTS_REJECTED)
    assert not notify.looked_up
    assert not notify.sent


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (fake_notify.RATE_LIMIT, notify_module.RATE_PAUSE),
        (fake_notify.DAILY_LIMIT, notify_module.DAILY_PAUSE),
    ],
)
def test_too_many_requests_is_no_attempt(notify_client, notify, answer, pause):
    notify.answers.append(answer)
    email = queued()
    with pytest.raises(TooMany) as refusal:
        deliver_next(notify_client)
    assert refusal.value.pause == pause
    email.refresh_from_db()
    assert (email.state, email.attempts, email.is_ambiguous) == ("queued", 0, False)
    assert deliver_next(notify_client).state == "sent"


@pytest.mark.parametrize("answer", [fake_notify.DROP, fake_notify.LATE])
def test_an_email_that_notify_took_without_our_knowing_is_not_sent_again(
    notify_client, notify, answer
):
    notify.answers.append(answer)
    queued()
    email = deliver_next(notify_client)
    assert (email.state, email.is_ambiguous) == ("queued", True)
    make_due(email)
    email = deliver_next(notify_client)
    assert (email.state, email.is_ambiguous, email.last_error) == ("sent", False, "")
    assert notify.looked_up == [str(email.pk)]
    assert [str(email.notify_id)] == [sent["id"] for sent in notify.sent]


@pytest.mark.parametrize("answer", [fake_notify.BROKEN, fake_notify.TOO_SLOW, fake_notify.SILENCE])
def test_an_email_that_notify_does_not_have_is_sent_again(notify_client, notify, answer):
    notify.answers.append(answer)
    queued()
    email = deliver_next(notify_client)
    assert (email.state, email.is_ambiguous) == ("queued", True)
    make_due(email)
    email = deliver_next(notify_client)
    assert email.state == "sent"
    assert notify.looked_up == notify.references == [str(email.pk)]


def test_nothing_is_sent_while_notify_cannot_say_whether_it_has_it(notify_client, notify):
    notify.answers.append(fake_notify.DROP)
    notify.answers_to_look_ups.append(fake_notify.BROKEN)
    queued()
    email = deliver_next(notify_client)
    make_due(email)
    email = deliver_next(notify_client)
    assert (email.state, email.is_ambiguous, email.attempts) == ("queued", True, 2)
    make_due(email)
    assert deliver_next(notify_client).state == "sent"
    assert len(notify.sent) == 1


def test_an_email_without_an_answer_fails_at_last_and_says_that_it_may_have_gone(
    notify_client, notify
):
    notify.answers.append(fake_notify.BROKEN)
    queued(attempts=delivery.ATTEMPTS_NO_ANSWER - 1)
    email = deliver_next(notify_client)
    assert (email.state, email.is_ambiguous) == ("failed", True)


def test_waits_for_an_answer_grow_to_an_hour(notify_client, notify):
    notify.answers.append(fake_notify.BROKEN)
    queued(attempts=10)
    email = deliver_next(notify_client)
    assert email.due_at - clock.now() > timedelta(minutes=59)


def test_an_old_sign_in_link_expires_unsent(notify_client, notify):
    queued(priority=Email.Priority.SIGN_IN, created_at=clock.now() - timedelta(minutes=16))
    assert deliver_next(notify_client).state == "expired"
    assert not notify.sent


def test_a_sign_in_link_is_sent_while_it_is_young(notify_client, notify):
    queued(priority=Email.Priority.SIGN_IN, created_at=clock.now() - timedelta(minutes=14))
    assert deliver_next(notify_client).state == "sent"


def test_a_sign_in_link_that_notify_has_counts_as_sent_however_old(notify_client, notify):
    notify.answers.append(fake_notify.DROP)
    email = queued(priority=Email.Priority.SIGN_IN)
    deliver_next(notify_client)
    make_due(email)
    Email.objects.update(created_at=clock.now() - timedelta(minutes=20))
    assert deliver_next(notify_client).state == "sent"


def test_outside_production_only_listed_addresses_get_email(notify_client, notify, settings):
    settings.EMAIL_ALLOWED_RECIPIENTS = r".*@education\.example"
    queued(to="staff@education.example")
    queued(to="staff@education.example.evil.example")
    queued(to="office@school.example")
    emails = [deliver_next(notify_client) for _ in range(3)]
    assert [email.state for email in emails] == ["sent"] * 3
    assert [sent["email_address"] for sent in notify.sent] == ["staff@education.example"]
    assert [email.receipt_status for email in emails][1:] == [delivery.INBOX_ONLY] * 2


def test_without_a_key_emails_go_to_the_inbox_only(settings):
    settings.NOTIFY_API_KEY = ""
    queued()
    email = deliver_next(None)
    assert (email.state, email.receipt_status) == ("sent", delivery.INBOX_ONLY)
    assert email.notify_id is None
