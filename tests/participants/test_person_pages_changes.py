"""What can be changed from the page of one ECT or one mentor."""

import pytest
from django.urls import reverse

from tests.factories import CohortFactory, ECTFactory, MentorFactory
from tests.partnerships.situations import rows_of

from .at_school import DAY, TERM, TODAY, all_links, left, links, shown, tags
from .at_school import school as school

pytestmark = pytest.mark.django_db


def test_an_ect_who_is_here_can_be_changed_or_dfe_be_asked(client, school):
    ect = ECTFactory(school=school, started_on=TERM)
    page = shown(client, ect)
    where = {"urn": school.urn, "ect": ect.pk}
    for key, view in [
        ("Name", "change-ect-name"),
        ("Email address", "change-ect-email"),
        ("Appropriate body", "change-ect-appropriate-body"),
    ]:
        assert list(links(page, key).values()) == [reverse(f"participants:{view}", kwargs=where)]
    for key in ["TRN", "Year", "Start date", "Lead provider", "Delivery partner"]:
        [(text, url)] = links(page, key).items()
        assert text.startswith("Ask DfE to change this ")
        assert url.startswith("/help/")
    assert page.find("a", string="Assign a mentor")["href"] == reverse(
        "participants:assign-mentor", kwargs=where
    )
    assert not page.find("a", string="Remove this registration")


def test_a_start_that_has_not_come_can_be_changed_and_the_registration_removed(client, school):
    ect = ECTFactory(school=school, started_on=TODAY + DAY)
    page = shown(client, ect)
    where = {"urn": school.urn, "ect": ect.pk}
    start_date = reverse("participants:change-start-date", kwargs=where)
    assert links(page, "Start date") == {"Change start date": start_date}
    remove = page.find("a", string="Remove this registration")["href"]
    assert remove == reverse("participants:remove-ect", kwargs=where)


def test_a_mentor_who_is_here_can_be_changed_or_dfe_be_asked(client, school):
    mentor = MentorFactory(school=school, cohort=CohortFactory(), training_starts_on=TERM)
    page = shown(client, mentor)
    where = {"urn": school.urn, "mentor": mentor.pk}
    for key, view in [("Name", "change-mentor-name"), ("Email address", "change-mentor-email")]:
        assert list(links(page, key).values()) == [reverse(f"participants:{view}", kwargs=where)]
    for view in ["assign-ects", "remove-mentor"]:
        assert reverse(f"participants:{view}", kwargs=where) in all_links(page)
    for key in ["TRN", "Year", "Lead provider"]:
        assert next(iter(links(page, key))).startswith("Ask DfE to change this ")


def test_the_name_of_someone_who_is_joining_is_still_the_other_school_s(client, school):
    there = ECTFactory(started_on=TERM, **left(TODAY + DAY))
    ect = ECTFactory(school=school, teacher=there.teacher, started_on=TODAY + DAY)
    page = shown(client, ect)
    assert tags(page) == ["Joining", "Mentor needed"]
    assert links(page, "Name") == {}
    assert links(page, "Email address")


@pytest.mark.parametrize(
    ("details", "status"),
    [
        (left(TODAY), "Left"),
        ({"teacher__induction_completed_on": TODAY}, "Induction completed"),
        ({"teacher__induction_exempt_on": TODAY}, "Exempt from induction"),
    ],
)
def test_an_ect_who_is_done_can_be_read_and_not_changed(client, school, details, status):
    ect = ECTFactory(school=school, started_on=TERM, **details)
    page = shown(client, ect)
    assert tags(page) == [status]
    assert rows_of(page)["Email address"] == ect.email
    assert [url for url in all_links(page) if not url.startswith("/help/")] == [
        "?show=date-of-birth"
    ]
    assert not page.find("a", string="Ask DfE to change this")


def test_a_mentor_who_has_left_can_be_read_and_not_changed(client, school):
    mentor = MentorFactory(
        school=school,
        started_on=TERM,
        cohort=CohortFactory(),
        training_starts_on=TERM,
        **left(TODAY),
    )
    page = shown(client, mentor)
    assert tags(page) == ["Left"]
    assert [url for url in all_links(page) if not url.startswith("/help/")] == [
        "?show=date-of-birth"
    ]


def test_a_closed_school_changes_nobody(client, school):
    ect = ECTFactory(school=school)
    school.status_code = 2
    school.save()
    page = shown(client, ect)
    journeys = ["/name/", "/email/", "/mentor/", "/appropriate-body/", "/remove/"]
    assert not [url for url in all_links(page) if url.endswith(tuple(journeys))]
    assert not links(page, "TRN")
