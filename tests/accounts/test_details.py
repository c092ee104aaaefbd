"""An induction tutor's own name and email address: the page, the name, and who may."""

import pytest

from config.events.models import Event
from config.web.models import Draft
from tests.accounts.situations import statements
from tests.conftest import sign_in
from tests.factories import StaffFactory, UserFactory
from tests.partnerships.situations import rows_of

from .own_details import DETAILS, EMAIL, NAME, ask, form_url, link_in, newest, stored
from .own_details import tutor as tutor

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_details_and_leads_to_changing_each(client, tutor):
    page = client.get(DETAILS).page
    assert rows_of(page) == {"Name": "Ada Lovelace", "Email address": "ada@school.example"}
    changes = [link["href"] for link in page.select(".govuk-summary-list__actions a")]
    assert changes == [NAME, EMAIL]
    assert page.select_one(f".govuk-service-navigation a[href='{DETAILS}']")


# Name


def test_a_new_name_counts_at_once(client, tutor):
    url = form_url(client, NAME)
    response = client.post(url, {"first_name": "Augusta", "last_name": "King"}, follow=True)
    assert response.page.select_one(".govuk-notification-banner--success")
    assert rows_of(response.page)["Name"] == "Augusta King"
    assert stored(tutor).full_name == "Augusta King"
    event = Event.objects.get(kind="own name changed")
    assert (event.by_key, event.about_id) == (f"user:{tutor.pk}", str(tutor.pk))
    assert (event.before, event.after) == ({"name": "Ada Lovelace"}, {"name": "Augusta King"})
    assert Draft.objects.get().answers == {}


def test_the_name_on_record_is_there_to_correct_and_is_no_change(client, tutor):
    page = client.get(NAME).page
    values = [field["value"] for field in page.select("main input[type=text]")]
    assert values == ["Ada", "Lovelace"]
    response = client.post(form_url(client, NAME), {"first_name": " Ada ", "last_name": "Lovelace"})
    assert "Enter a name that is different from the one we have" in response.page.text


@pytest.mark.parametrize("typed", [{}, {"first_name": "7", "last_name": ""}])
def test_what_is_no_name_is_not_taken(client, tutor, typed):
    response = client.post(form_url(client, NAME), typed)
    assert len(response.page.select(".govuk-error-summary a")) == 2
    assert stored(tutor).full_name == "Ada Lovelace"


def test_a_second_press_changes_the_name_once(client, tutor):
    url = form_url(client, NAME)
    for _ in range(2):
        response = client.post(url, {"first_name": "Augusta", "last_name": "King"}, follow=True)
        assert "You have changed your name" in response.page.text
    assert Event.objects.filter(kind="own name changed").count() == 1


@pytest.mark.parametrize("given", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_the_banner_is_for_a_change_of_one_s_own(client, tutor, given):
    assert not client.get(DETAILS, {"changed": given}).page.select(".govuk-notification-banner")


# Who may


@pytest.mark.parametrize("url", [DETAILS, NAME, EMAIL, f"{EMAIL}check-your-email/"])
def test_details_are_for_those_who_sign_in_by_a_link(client, url):
    assert client.get(url).url.startswith("/sign-in/")
    sign_in(client, StaffFactory())
    assert client.get(url).status_code == 404


def test_a_draft_is_its_owner_s_alone(client, tutor):
    url = form_url(client, NAME)
    client.post(url, {"first_name": "Augusta", "last_name": "King"})
    sign_in(client, UserFactory())
    assert client.get(url).status_code == client.post(url).status_code == 404
    draft = Draft.objects.get()
    page = client.get(DETAILS, {"changed": str(draft.pk)}).page
    assert not page.select(".govuk-notification-banner")


def test_pages_keep_to_few_queries(client, tutor, django_assert_max_num_queries):
    for url in [DETAILS, NAME, EMAIL]:
        with django_assert_max_num_queries(8):
            client.get(url)
    ask(client)
    url = link_in(newest())
    for _ in range(2):
        with django_assert_max_num_queries(8):
            client.get(url)
        assert len(statements(lambda: client.post(url))) <= 12
