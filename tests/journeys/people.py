"""People about whom a tutor walks a journey, and schools where there are people."""

from datetime import date, timedelta

from config.web import clock
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    SchoolCohortFactory,
    TeacherFactory,
)
from tests.partnerships.changing import provider_led, set_up
from tests.partnerships.situations import hub


def mentor_to_assign():
    """An ECT with a mentor, at a school with two more."""
    mentorship = MentorshipFactory(school=provider_led().school)
    MentorFactory.create_batch(2, school=mentorship.school)
    return mentorship.ect


def ects_to_assign():
    """A mentor at a school with three ECTs, of whom one has a mentor."""
    mentorship = MentorshipFactory(school=provider_led().school)
    ECTFactory.create_batch(2, school=mentorship.school)
    return MentorFactory(school=mentorship.school)


def ect_to_come():
    """An ECT who starts next year, with a mentor."""
    ect = ECTFactory(school=provider_led().school, started_on=date(2027, 2, 9))
    MentorshipFactory(school=ect.school, ect=ect, started_on=ect.started_on)
    return ect


def ect_with_a_body():
    """An ECT whose appropriate body is not the school’s."""
    school = set_up(appropriate_body=hub("Cuthbert Teaching School Hub"))
    return ECTFactory(school=school, appropriate_body=hub("Dunstan Teaching School Hub"))


def leaving_ect():
    """An ECT with a mentor, whose last day the school has told us."""
    ect = mentor_to_assign()
    ect.end(clock.today() + timedelta(days=30))
    return ect


def leaving_mentor():
    """A mentor whose last day the school has told us."""
    mentor = ects_to_assign()
    mentor.end(clock.today() + timedelta(days=30))
    return mentor


def with_mentors():
    """It has training to offer, and a mentor; another one mentors elsewhere."""
    school = provider_led().school
    MentorFactory(school=school, teacher__trn="7654321")
    MentorFactory(teacher__trn="1234567", teacher__date_of_birth=date(1990, 2, 1))
    return school


def with_people():
    """It has a body and mentors; one person is an ECT here, and one left."""
    school = set_up(appropriate_body=hub("Cuthbert Teaching School Hub"))
    left_on = clock.today()
    days = {"started_on": left_on.replace(day=1, month=1), "finished_on": left_on}
    MentorFactory.create_batch(2, school=school)
    ECTFactory(school=school, teacher=known("1234567"), own_finished_on=left_on, **days)
    ECTFactory(school=school, teacher=known("7654321"))
    return school


def with_people_elsewhere():
    """It has providers; one ECT of another school is trained, and one has not begun there."""
    school, elsewhere = provider_led().school, PartnershipFactory().school
    SchoolCohortFactory(school=elsewhere, cohort=CohortFactory(), programme="provider_led")
    begun = clock.today() - timedelta(days=60)
    ECTFactory(school=elsewhere, teacher=known("1234567"), started_on=begun)
    to_come = clock.today() + timedelta(days=60)
    ECTFactory(school=elsewhere, teacher=known("7654321"), started_on=to_come)
    return school


def with_mentors_elsewhere():
    """It has providers; one mentor of another school is trained there, and one nowhere."""
    school, elsewhere = provider_led().school, PartnershipFactory().school
    SchoolCohortFactory(school=elsewhere, cohort=CohortFactory(), programme="provider_led")
    begun = clock.today() - timedelta(days=60)
    training = {"cohort": CohortFactory(), "training_starts_on": date(2026, 9, 1)}
    MentorFactory(school=elsewhere, teacher=known("1234567"), started_on=begun, **training)
    MentorFactory(school=elsewhere, teacher=known("7654321"), started_on=begun)
    return school


def known(trn):
    """Ada, whose details drafts have."""
    return TeacherFactory(trn=trn, first_name="Ada", date_of_birth=date(1990, 2, 1))
