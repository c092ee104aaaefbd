"""The privacy notice, at the first sign-in."""

import pytest
from django.urls import reverse

from config.events.models import Event
from tests.accounts.situations import link_for
from tests.conftest import sign_in
from tests.factories import TutorAppointmentFactory, UserFactory

pytestmark = pytest.mark.django_db

PRIVACY = reverse("accounts:privacy")


@pytest.fixture
def newcomer():
    return UserFactory(privacy_accepted_at=None)


def test_a_newcomer_reads_the_notice_first_and_goes_on_to_where_they_were_going(client, newcomer):
    school = TutorAppointmentFactory(tutor=newcomer).school
    wanted = reverse("home:school", args=[school.urn])
    first = client.get(client.post(link_for(newcomer, return_to=wanted)).url).url
    page = client.get(first).page
    assert page.h1.text == "How we use information about you"
    assert page.select_one(f"main a[href='{reverse('home:privacy')}']")
    assert len(page.select("main button")) == 1
    fields = {field["name"]: field["value"] for field in page.select("main form input")}
    assert client.post(PRIVACY, fields).url == wanted
    newcomer.refresh_from_db()
    assert newcomer.privacy_accepted_at
    assert client.get(wanted).status_code == 200
    assert Event.objects.filter(kind="privacy notice read").count() == 1


def test_until_then_every_private_page_leads_to_the_notice_and_public_ones_do_not(client, newcomer):
    sign_in(client, newcomer)
    for private in [reverse("home:schools"), "/schools/100001/"]:
        assert client.get(private).url == f"{PRIVACY}?next={private}"
    assert client.post("/schools/100001/").url == f"{PRIVACY}?next="
    for public in [reverse("home:start"), reverse("home:privacy"), reverse("support:start")]:
        assert client.get(public).status_code == 200


def test_the_notice_is_read_once(client, newcomer):
    sign_in(client, newcomer)
    for _ in range(2):
        assert client.post(PRIVACY).url == f"{reverse('home:schools')}?first-visit"
    assert client.get(PRIVACY).url == reverse("home:schools")
    assert Event.objects.count() == 1


def test_the_notice_leads_to_no_other_place(client, newcomer):
    sign_in(client, newcomer)
    assert client.get(f"{PRIVACY}?next=https://evil.example").page.select_one("[name=next]") is None
    assert client.post(PRIVACY, {"next": "//evil.example"}).url.startswith("/schools/")


def test_a_stranger_signs_in_first(client):
    assert client.get(PRIVACY).url.startswith(reverse("accounts:sign-in"))
