"""What staff find and read, and how they answer help requests."""

import pytest

from config.events.models import Event
from config.support.models import SupportRequest
from notifications.models import Email
from schools.models import SchoolCohort
from tests.admin.pages import change, errors_of, queries_of, url
from tests.factories import (
    AppropriateBodyFactory,
    DraftFactory,
    EmailFactory,
    SchoolCohortFactory,
    SchoolFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db


def test_an_email_shows_as_read_without_its_personal_link(client, staff):
    email = EmailFactory(body="# Hello\n\n[Answer](((link)))\n\n<script>alert(1)</script>\n")
    page = client.get(url(Email, "change", email.pk)).content.decode()
    assert "Answer (personal link)" in page
    assert "((link))" not in page
    assert "<script>alert(1)" not in page


def test_the_list_of_answers_names_bodies_without_asking_for_each(client, staff):
    def list_answers():
        return client.get(url(SchoolCohort, "changelist"))

    SchoolCohortFactory(appropriate_body=AppropriateBodyFactory())
    few = queries_of(list_answers)
    for _ in range(3):
        SchoolCohortFactory(appropriate_body=AppropriateBodyFactory())
    assert queries_of(list_answers) == few


@pytest.mark.parametrize("typed", ["St Mary’s", "saint marys", "ct1 2ab", "CT1", "100777"])
def test_a_school_is_found_by_name_postcode_and_urn(client, staff, typed):
    school = SchoolFactory(urn=100777, name="Saint Mary's School", postcode="CT1 2AB")
    SchoolFactory(urn=100888, name="Ashford School", postcode="TN24 8AA")
    listed = client.get(url(type(school), "changelist"), {"q": typed})
    assert list(listed.context["cl"].queryset) == [school]


def test_a_draft_shows_nothing_of_what_was_typed(client, staff):
    draft = DraftFactory(answers={"who": {"email": ["secret@school.example"]}})
    page = client.get(url(type(draft), "change", draft.pk)).content.decode()
    assert draft.reference in page
    assert "secret@school.example" not in page


def test_staff_answer_a_help_request_which_closes_it(client, staff):
    request = SupportRequestFactory()
    assert errors_of(change(client, request, {"answer": ""})) == ["Enter the answer"]
    assert change(client, request, {"answer": "It is there now."}).status_code == 302
    request.refresh_from_db()
    assert (request.answer, request.is_open) == ("It is there now.", False)
    assert request.closed_by == f"DfE staff ({staff.email})"
    assert Email.objects.get().to == request.email
    assert Event.objects.get().by_key == f"staff:{staff.pk}"
    assert change(client, request, {"answer": "Another"}).status_code == 403


def test_open_help_requests_can_be_listed(client, staff):
    waiting = SupportRequestFactory()
    SupportRequestFactory(closed_at="2026-01-01T12:00Z", closed_by="DfE staff")
    listed = client.get(url(SupportRequest, "changelist"), {"state": "open"})
    assert list(listed.context["cl"].queryset) == [waiting]
