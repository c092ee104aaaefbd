"""The start page, the pages that the footer leads to, and the error pages."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path, reverse

from config.home.views import COOKIES
from config.urls import *  # noqa: F403
from config.urls import urlpatterns as real_urls
from config.web import errors
from tests.conftest import check_conventions
from tests.factories import StaffFactory

NAMES = ["home:start", "home:accessibility", "home:cookies", "home:privacy", "support:start"]


@login_not_required
def fails(request):
    raise ZeroDivisionError


def says_thanks(request):
    return HttpResponse("Thank you")


#: For tests that ask for these addresses too.
urlpatterns = [*real_urls, path("fails/", fails), path("says-thanks/", says_thanks)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_anyone_can_read_a_plain_page(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_plain_page_leads_only_to_pages_that_are_there(client, name):
    links = {link["href"] for link in client.get(reverse(name)).page.select("a[href^='/']")}
    assert links >= {reverse(other) for other in NAMES}
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.django_db
def test_the_cookies_page_names_every_cookie_we_set(client):
    client.get(reverse("admin:login"))
    client.post(
        reverse("admin:login"),
        {"username": StaffFactory().email, "password": "a long staff password"},
    )
    assert set(client.cookies) >= {"csrftoken", "sessionid"}
    assert {name for name, *_ in COOKIES} >= set(client.cookies)
    cells = [cell.text.strip() for cell in client.get(reverse("home:cookies")).page.select("th")]
    assert [name for name, *_ in COOKIES] == cells[3:]


@pytest.mark.django_db
def test_an_unknown_address_says_page_not_found(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert response.page.h1.text == "Page not found"


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_post_without_our_token_says_that_nothing_was_saved(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/says-thanks/")
    assert response.status_code == 403
    assert response.page.h1.text == "Sorry, we could not save your answer"


@pytest.mark.urls(__name__)
def test_a_mistake_of_ours_says_so_without_asking_the_database(client):
    # no mark for the database: a query here fails the test
    client.raise_request_exception = False
    response = client.get("/fails/")
    assert response.status_code == 500
    assert response.page.h1.text == "Sorry, there is a problem with the service"


@pytest.mark.parametrize("view", [errors.bad_request, errors.forbidden])
def test_the_other_error_pages_keep_the_conventions(view):
    response = view(RequestFactory().get("/"))
    response.page = BeautifulSoup(response.content, "html.parser")
    check_conventions(response)
    assert response.status_code in {400, 403}
