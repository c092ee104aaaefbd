"""The stand-in for Notify refuses what the real one refuses."""

import pytest
import requests
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import HTTPError

from tests import fake_notify

OTHER_ID = "5b2f1c1e-4d0c-4a8e-9a51-0d6a3b7a9c11"
EMAIL = {
    "email_address": "office@school.example",
    "template_id": fake_notify.TEMPLATE_ID,
    "personalisation": {"subject": "Tell us", "body": "Do it"},
    "reference": "one",
}


@pytest.fixture
def client(notify):
    client = NotificationsAPIClient(fake_notify.API_KEY, base_url=notify.url)
    yield client
    client.request_session.close()


def test_it_takes_an_email_and_finds_it_again(client, notify):
    answer = client.send_email_notification(**EMAIL)
    assert answer["reference"] == "one"
    assert answer["content"]["subject"] == "Tell us"
    [found] = client.get_all_notifications(reference="one")["notifications"]
    assert found["id"] == answer["id"]
    assert client.get_all_notifications(reference="two")["notifications"] == []


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"email_address": "office"}, 400, "email_address Not a valid email address"),
        ({"template_id": "x"}, 400, "template_id is not a valid UUID"),
        ({"template_id": OTHER_ID}, 400, "Template not found"),
        ({"personalisation": None}, 400, "Missing personalisation: subject"),
        ({"personalisation": {"subject": "Tell us"}}, 400, "Missing personalisation: body"),
        ({"email_reply_to_id": "x"}, 400, "email_reply_to_id is not a valid UUID"),
        ({"reference": "x" * 1001}, 400, "reference is too long"),
    ],
)
def test_it_refuses_an_email_that_is_not_right(client, notify, changes, status, words):
    with pytest.raises(HTTPError) as refusal:
        client.send_email_notification(**EMAIL | changes)
    assert refusal.value.status_code == status
    assert words in str(refusal.value.message)
    assert not notify.sent


@pytest.mark.parametrize(
    "key",
    [
        f"tests-{fake_notify.SERVICE_ID}-{OTHER_ID}",
        f"tests-{OTHER_ID}-{fake_notify.SECRET}",
    ],
    ids=["another secret", "another service"],
)
def test_it_refuses_a_key_that_is_not_ours(notify, key):
    client = NotificationsAPIClient(key, base_url=notify.url)
    with client.request_session, pytest.raises(HTTPError) as refusal:
        client.send_email_notification(**EMAIL)
    assert refusal.value.status_code == 403


def test_it_refuses_a_request_without_a_token(notify):
    answer = requests.post(f"{notify.url}/v2/notifications/email", json=EMAIL, timeout=5)
    assert answer.status_code == 403
