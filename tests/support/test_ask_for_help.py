"""“Ask DfE for help”, from the first page to the answer."""

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.support import contexts, services
from config.support.models import SupportRequest
from config.web.models import Draft
from notifications.models import Email
from tests.conftest import PageClient
from tests.factories import StaffFactory, SupportRequestFactory, UserFactory

pytestmark = pytest.mark.django_db

QUESTION = {"topic": "Something else", "message": "Can you help?\r\nWe’re stuck."}
NOTHING_TYPED = ["Enter what it is about", "Enter what you want to ask"]
ASKER = {"name": "Ada O’Neill", "email": " Ada@school.example "}


def begin(client, url=None):
    """Open the first page, and say where its form goes."""
    return client.get(url or reverse("support:start")).page.select_one("main form")["action"]


def walk(client, url=None, question=QUESTION, asker=ASKER):
    """Answer both questions, and say where the check answers page is."""
    second = client.post(begin(client, url), question).url
    return client.post(second, asker).url


def texts(page, selector):
    return [" ".join(element.text.split()) for element in page.select(selector)]


def test_someone_asks_and_gets_a_reference(client):
    check = walk(client)
    assert texts(client.get(check).page, ".govuk-summary-list__value") == [
        "Something else",
        "Can you help?We’re stuck.",
        "Ada O’Neill",
        "Ada@school.example",
    ]
    done = client.post(check).url
    asked = SupportRequest.objects.get()
    page = client.get(done).page
    assert page.h1.text == "We have your request for help"
    assert asked.reference in page.select_one(".govuk-panel").text
    assert page.select_one("[data-print]")
    assert "Ada" not in page.text
    assert (asked.topic, asked.message, asked.name, asked.email, asked.is_open) == (
        "Something else",
        "Can you help?\nWe’re stuck.",
        "Ada O’Neill",
        "Ada@school.example",
        True,
    )
    event = Event.objects.get()
    assert (event.kind, event.reference) == ("help asked for", asked.reference)


def test_the_asker_and_the_support_team_get_an_email(client, settings):
    client.post(walk(client))
    asked = SupportRequest.objects.get()
    to_asker = Email.objects.get(kind="help-asked")
    assert to_asker.to == "ada@school.example"
    assert asked.reference in to_asker.subject
    assert "Can you help" not in to_asker.body
    assert "Ada" not in to_asker.body
    to_team = Email.objects.get(kind="help-to-answer")
    assert to_team.to == settings.SUPPORT_EMAIL
    for words in [asked.reference, "Can you help?", "We’re stuck.", "Ada O’Neill"]:
        assert words in to_team.body


def test_what_the_page_before_knew_goes_with_the_request(client):
    draft = "5a0b2f6e-3f5d-4b76-9d8e-0c4a4a3f1d11"
    url = contexts.url_for(
        topic="Not listed",
        school="Ashford School (URN 100001)",
        school_urn=100001,
        cohort_year=2026,
        draft_id=draft,
    )
    check = walk(client, url, QUESTION | {"topic": "Not listed"})
    assert "Ashford School" in client.get(check).page.select_one(".govuk-caption-l").text
    client.post(check)
    asked = SupportRequest.objects.get()
    assert asked.about == "Ashford School (URN 100001), 2026 to 2027"
    assert (asked.school_urn, asked.cohort_year, str(asked.draft_id)) == (100001, 2026, draft)
    email = Email.objects.get(kind="help-to-answer")
    assert "Ashford School (URN 100001), 2026 to 2027" in email.body
    assert email.school_urn == 100001


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"topic": "", "message": ""}, NOTHING_TYPED),
        ({"topic": " ", "message": "\r\n"}, NOTHING_TYPED),
        (
            {"topic": "x" * 201, "message": "y" * 2001},
            [
                "What it is about must be 200 characters or less",
                "What you want to ask must be 2,000 characters or less",
            ],
        ),
    ],
)
def test_a_wrong_question_is_said_to_be_wrong_and_kept(client, typed, errors):
    page = client.post(begin(client), typed).page
    assert texts(page, ".govuk-error-summary li") == errors
    assert page.select_one("[name=topic]").get("value", "") == typed["topic"]
    assert page.select_one("textarea").text.strip() == typed["message"].strip()
    assert not Draft.objects.exists()


def test_a_line_break_counts_as_one_character(client):
    message = "y" * 999 + "\r\n" + "y" * 1000
    assert client.post(begin(client), QUESTION | {"message": message}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, ["Enter your full name", "Enter an email address"]),
        (
            {"name": "x" * 101, "email": "ada@school"},
            [
                "Full name must be 100 characters or less",
                "Enter an email address in the correct format, like name@example.com",
            ],
        ),
    ],
)
def test_a_wrong_name_or_address_is_said_to_be_wrong(client, typed, errors):
    second = client.post(begin(client), QUESTION).url
    assert texts(client.post(second, typed).page, ".govuk-error-summary li") == errors


def test_looking_at_the_page_stores_nothing(client):
    begin(client)
    assert not Draft.objects.exists()
    assert "sessionid" not in client.cookies


def test_its_pages_ask_the_database_little(client, django_assert_max_num_queries):
    check = walk(client)
    with django_assert_max_num_queries(8):
        client.get(reverse("support:start"))
    with django_assert_max_num_queries(8):
        page = client.get(check).page
    change = page.select_one(".govuk-summary-list__actions a")["href"]
    with django_assert_max_num_queries(8):
        client.get(change)
    with django_assert_max_num_queries(12):
        client.post(change, QUESTION)
    with django_assert_max_num_queries(20):
        client.post(check)


def test_nobody_else_sees_what_someone_has_typed(client):
    second = client.post(begin(client), QUESTION).url
    stranger = PageClient()
    begin(stranger)
    assert stranger.get(second).status_code == 404
    assert stranger.post(second, ASKER).status_code == 404
    assert PageClient().get(second).status_code == 404
    assert client.get(second).status_code == 200


def test_someone_signed_in_keeps_their_draft_in_another_browser(client):
    person = StaffFactory()
    client.force_login(person)
    second = client.post(begin(client), QUESTION).url
    elsewhere = PageClient()
    elsewhere.force_login(person)
    assert elsewhere.get(second).status_code == 200


def test_pressing_twice_asks_once(client):
    check = walk(client)
    first, second = client.post(check), client.post(check)
    assert first.url == second.url
    assert SupportRequest.objects.count() == 1
    assert Email.objects.count() == 2


def test_the_first_page_sent_twice_makes_one_draft(client):
    client.handler.enforce_csrf_checks = True
    form = client.get(reverse("support:start")).page.select_one("main form")
    token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
    typed = QUESTION | {"csrfmiddlewaretoken": token}
    assert client.post(form["action"], typed).url == client.post(form["action"], typed).url
    assert Draft.objects.count() == 1


def test_one_address_cannot_be_flooded(client):
    SupportRequestFactory.create_batch(services.REQUESTS_AN_HOUR, email="ADA@school.example")
    check = walk(client)
    page = client.post(check).page
    assert "many times in the last hour" in page.text
    assert SupportRequest.objects.count() == services.REQUESTS_AN_HOUR
    assert not Email.objects.exists()
    SupportRequest.objects.update(created_at="2026-01-01T12:00Z")
    assert client.post(check).status_code == 302


def test_one_place_cannot_have_us_write_to_many_addresses(client, settings):
    [(most, _), _] = services.FROM_ONE_PLACE
    for number in range(most):
        asker = ASKER | {"email": f"a{number}@school.example"}
        assert client.post(walk(client, asker=asker)).status_code == 302
    stranger = PageClient()
    check = walk(stranger)
    page = stranger.post(check).page
    assert "many requests for help from where you are" in page.text
    assert settings.SUPPORT_EMAIL in page.text
    assert SupportRequest.objects.count() == most
    assert not Email.objects.filter(to="ada@school.example").exists()
    assert stranger.post(check, REMOTE_ADDR="203.0.113.7").status_code == 302


def test_the_confirmation_of_an_unknown_reference_is_not_there(client):
    assert client.get(reverse("support:sent", args=["ABCD-2345"])).status_code == 404


def test_references_are_easy_to_read_out():
    drawn = {services._new_reference() for _ in range(50)}
    assert len(drawn) == 50
    for reference in drawn:
        assert len(reference) == 9
        assert not set(reference) & set("01ILO")


def test_an_answer_closes_the_request_and_reaches_the_asker():
    request = SupportRequestFactory(email="ada@school.example")
    by = Actor.staff(StaffFactory())
    services.answer(
        request=request, answer="Yes.\n\nSee https://www.gov.uk/ect now: evil.example", by=by
    )
    request.refresh_from_db()
    assert (request.is_open, request.closed_by) == (False, by.words)
    email = Email.objects.get()
    assert (email.kind, email.to) == ("help-answered", "ada@school.example")
    assert "Yes.\n\nSee https://www.gov.uk/ect now: evil. example" in email.body
    assert Event.objects.get().kind == "help request answered"


def test_the_second_answer_is_refused():
    request = SupportRequestFactory()
    by = Actor.staff(StaffFactory())
    services.answer(request=request, answer="Yes", by=by)
    with pytest.raises(services.AlreadyAnswered):
        services.answer(request=request, answer="No", by=by)
    request.refresh_from_db()
    assert request.answer == "Yes"
    assert Email.objects.count() == 1


def test_someone_signed_out_meanwhile_goes_on_after_signing_in_again(client):
    user = UserFactory()
    client.force_login(user, backend="config.accounts.backends.LinkBackend")
    action = client.get(reverse("support:start")).page.select_one("main form")["action"]
    page = client.post(action, {"topic": "Our tutor", "message": "Who is it?"}).url
    client.logout()
    typed = {"name": "Ada Lovelace", "email": "ada@school.example"}
    response = client.post(page, typed, headers={"referer": f"http://testserver{page}"})
    assert response.url == f"{reverse('accounts:sign-in')}?next={page}"
    client.force_login(user, backend="config.accounts.backends.LinkBackend")
    assert client.post(page, typed).url.endswith("/check-answers/")
