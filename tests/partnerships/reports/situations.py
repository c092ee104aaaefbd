"""What a school has answered, written in one line."""

from config.events.services import Actor
from partnerships.models import Partnership
from partnerships.services import reports
from schools.models import SchoolCohort
from tests.factories import SchoolCohortFactory

BY = Actor.command("tests")


def answered(school, cohort, expects_ects, **details):
    return SchoolCohortFactory(school=school, cohort=cohort, expects_ects=expects_ects, **details)


def the_answer():
    answer = SchoolCohort.objects.get()
    return answer.expects_ects, answer.programme, answer.is_settled


def set_today(settings, day):
    settings.SERVICE_TODAY = day


def report_wrong(ending="not_agreed"):
    reports.report_wrong(partnership=Partnership.objects.standing().get(), ending=ending, by=BY)
