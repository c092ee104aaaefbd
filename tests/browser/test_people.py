"""A tutor looks at the school's ECTs and mentors."""

import pytest

from tests.factories import (
    AppropriateBodyFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    TeacherFactory,
)

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
