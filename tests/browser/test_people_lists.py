"""A tutor looks at the school’s ECTs and mentors, few or many."""

from datetime import date

import pytest

from participants.models import ECTAtSchool, MentorAtSchool, Teacher
from tests.factories import (
    AppropriateBodyFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    TeacherFactory,
)

from .registering import school_in_training, teacher

pytestmark = pytest.mark.browser

LONG = {"first_name": "Muhammad Abdurrahman", "last_name": "Featherstonehaugh-Cholmondeley"}


def test_a_tutor_looks_for_an_ect_without_a_mentor_and_asks_for_the_date_of_birth(person, tutor_of):
    partnership = PartnershipFactory()
    school = partnership.school
    SchoolCohortFactory(
        school=school, programme="provider_led", appropriate_body=AppropriateBodyFactory()
    )
    zoe = TeacherFactory(trn="0123456", first_name="Zoë", last_name="Smith")
    ECTFactory(school=school, cohort=partnership.cohort, teacher=zoe)
    MentorshipFactory(
        school=school,
        ect__cohort=partnership.cohort,
        ect__teacher=TeacherFactory(**LONG),
        mentor__teacher=TeacherFactory(first_name="Grace"),
    )
    MentorFactory(school=school)
    tutor_of(person, school)

    person.follows("ECTs without a mentor (1)")
    assert person.heading == "ECTs"
    person.sees("ECTs without a mentor (1)", "Zoë Smith", "Mentor needed")
    person.page.get_by_label("Current ECTs").check()
    person.page.get_by_label("Name or TRN").fill("rp 01/23456")
    person.presses("Search")
    person.sees("Current ECTs who match your search (1)")
    person.follows("Zoë Smith")
    assert person.heading == "Zoë Smith"
    assert person.rows["Date of birth"] == "Hidden"
    person.follows("Show date of birth")
    assert person.rows["Date of birth"] == "10 December 1999"

    person.goes_back()
    person.sees("Muhammad Abdurrahman Featherstonehaugh-Cholmondeley")
    person.follows("Mentors")
    assert person.heading == "Mentors"
    person.follows("Grace Lovelace")
    person.sees("Mentoring", "Muhammad Abdurrahman Featherstonehaugh-Cholmondeley")


def crowded_school():
    """One with 240 ECTs and 160 mentors; the last ECT by name is Zoë O’Neill."""
    school = school_in_training()
    people = [
        Teacher(trn=f"{3000000 + n}", first_name="Ada", last_name=f"Lovelace-{n:03}")
        for n in range(399)
    ]
    for one in people:
        one.date_of_birth = date(1999, 12, 10)
        one.search_name = f"ada lovelace {one.last_name[-3:]}"
    people = [teacher("Zoë O’Neill"), *Teacher.objects.bulk_create(people)]
    place = {"school": school, "started_on": date(2026, 9, 1)}
    cohort = school.cohorts.get().cohort
    ECTAtSchool.objects.bulk_create(
        ECTAtSchool(teacher=one, cohort=cohort, email=f"{one.trn}@school.example", **place)
        for one in people[:240]
    )
    MentorAtSchool.objects.bulk_create(
        MentorAtSchool(teacher=one, email=f"{one.trn}@school.example", **place)
        for one in people[240:]
    )
    return school


def test_a_school_of_400_is_paged_searched_and_downloaded(person, tutor_of):
    school = crowded_school()
    tutor_of(person, school)
    person.follows("Manage ECTs and mentors")
    assert person.heading == "ECTs"
    person.sees("Current ECTs (240)")
    person.page.get_by_role("navigation", name="Pagination").get_by_role(
        "link", name="Page 5", exact=True
    ).click()
    person.looks()
    assert person.page.title().startswith("ECTs (page 5 of 5)")
    assert len(person.page.locator("tbody tr").all()) == 40
    person.page.get_by_label("Name or TRN").fill("nobody of this name")
    person.presses("Search")
    person.sees("Nobody in this list matches")
    person.follows("clear the search")
    person.sees("Current ECTs (240)")
    person.page.get_by_label("Name or TRN").fill("zoe oneill")
    person.presses("Search")
    person.sees("Current ECTs who match your search (1)", "Zoë O’Neill")
    with person.page.expect_download() as downloading:
        person.page.get_by_role("link", name="Download this list").click()
    lines = downloading.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("Zoë,O’Neill,")
    person.follows("Mentors")
    person.sees("Current mentors (160)")
    person.follows("Next")
    assert person.page.title().startswith("Mentors (page 2 of 4)")
    person.page.get_by_label("Mentors who have left").check()
    person.presses("Search")
    person.sees("Nobody has left yet")
