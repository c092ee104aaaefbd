"""The journeys that are walked at random, in each state of the records that changes them."""

from django.urls import reverse

from config.accounts.details import journeys as details
from config.events.models import Event
from config.support.journeys import AskForHelp
from config.support.models import SupportRequest
from notifications.models import Email
from participants.journeys.addresses import ChangeECTEmail, ChangeMentorEmail
from participants.journeys.appropriate_body import ChangeECTsBody
from participants.journeys.ask_to_check import AskToCheck
from participants.journeys.assigning import AssignECTs, AssignMentor
from participants.journeys.leaving import (
    ECTStays,
    MentorStays,
    ReportECTLeaving,
    ReportMentorLeaving,
)
from participants.journeys.names import ChangeECTName, ChangeMentorName
from participants.journeys.register_ect import RegisterECT
from participants.journeys.register_mentor import RegisterMentor
from participants.journeys.removing import RemoveECT, RemoveMentor
from participants.journeys.start_date import ChangeStartDate
from partnerships.journeys import (
    AnswerInvitation,
    ChangeAppropriateBody,
    ChangeProgramme,
    ChangeProviders,
    ReportWrong,
    SetUpTraining,
)
from schools.access import owner_key
from schools.journeys import GetAccess
from schools.models import TutorAppointment
from schools.tutor_journeys import ChangeTutor
from tests.factories import (
    CohortFactory,
    DraftFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    UserFactory,
)
from tests.partnerships.changing import provider_led, set_up
from tests.partnerships.situations import hub, reported
from tests.web.journey import PLANNED, ChangeName, PlanVisit

from .invited import INVITED, asks_for_access, new_school, with_more_partners, with_tutor
from .people import (
    ect_to_come,
    ect_with_a_body,
    ects_to_assign,
    known,
    leaving_ect,
    leaving_mentor,
    mentor_to_assign,
    with_mentors,
    with_mentors_elsewhere,
    with_people,
    with_people_elsewhere,
)
from .walker import JourneyCase


def events(*kinds):
    """Counts what was done by the event that says so."""
    return lambda: Event.objects.filter(kind__in=kinds).count()


def start(name, **place):
    """Where a journey starts that needs no records."""
    return lambda: reverse(name, kwargs=place)


def changes(view, make_school, **more):
    """A tutor's journey about one school, for this year if its address names one."""

    def start_url():
        hub()
        hub("Bede Teaching School Hub")
        school = make_school()
        ProviderPairingFactory()
        ProviderPairingFactory()
        return reverse(view, kwargs={"urn": school.urn} | more)

    return start_url


def the_tutor():
    """The one induction tutor there is."""
    return TutorAppointment.objects.get().tutor


def tutored_school():
    """It has told us nothing, but who its tutor is."""
    return with_tutor(lambda: PartnershipFactory(cohort=CohortFactory(start_year=2025)))()


def reported_to_tutor():
    """Its lead provider has named it, and it has not answered."""
    return with_tutor(reported)()


YEAR = {"year": 2026}
ANSWERED = ["school answered", "school does not know yet"]
TUTORS = [
    ("set up training", SetUpTraining, tutored_school, ANSWERED),
    ("set up training after a report", SetUpTraining, reported_to_tutor, ANSWERED),
    ("change the body", ChangeAppropriateBody, set_up, ["appropriate body changed"]),
    ("change the programme", ChangeProgramme, set_up, ["programme changed"]),
    (
        "change the programme and leave",
        ChangeProgramme,
        lambda: provider_led().school,
        ["programme changed"],
    ),
    ("name providers", ChangeProviders, set_up, ["partnership proposed"]),
    (
        "change providers",
        ChangeProviders,
        lambda: provider_led().school,
        ["partnership proposed"],
    ),
    ("report wrong", ReportWrong, reported_to_tutor, ["partnership ended"]),
]


def about(factory, journey):
    """A tutor's journey about someone at the school, an ECT or a mentor."""

    def start_url():
        place = factory(school=provider_led().school)
        ECTFactory(email="ada@school.example")
        return reverse(f"participants:{journey.name}", args=[place.school.urn, place.pk])

    return start_url


PEOPLE = [
    ("an ECT’s name", ChangeECTName, ECTFactory, ["name changed"]),
    ("a mentor’s name", ChangeMentorName, MentorFactory, ["name changed"]),
    ("an ECT’s address", ChangeECTEmail, ECTFactory, ["email address changed"]),
    ("a mentor’s address", ChangeMentorEmail, MentorFactory, ["email address changed"]),
]


def emails(kind):
    """Counts what was done by the email that tells of it."""
    return lambda: Email.objects.filter(kind=kind).count()


ABOUT_SOMEONE = [
    ("assign a mentor", AssignMentor, mentor_to_assign, emails("mentor-assigned")),
    ("assign ECTs", AssignECTs, ects_to_assign, emails("mentor-assigned")),
    (
        "change an ECT’s body",
        ChangeECTsBody,
        ect_with_a_body,
        events("ECT’s appropriate body changed"),
    ),
    ("change a start date", ChangeStartDate, ect_to_come, events("start date changed")),
    ("remove an ECT", RemoveECT, ect_to_come, events("registration removed")),
    (
        "remove a mentor",
        RemoveMentor,
        lambda: MentorshipFactory(school=provider_led().school).mentor,
        events("registration removed"),
    ),
    *(
        (f"report {role} who leaves", journey, make_place, events("leaving reported"))
        for role, journey, make_place in [
            ("an ECT", ReportECTLeaving, mentor_to_assign),
            ("a mentor", ReportMentorLeaving, ects_to_assign),
        ]
    ),
    ("an ECT stays", ECTStays, leaving_ect, events("leaving taken back")),
    ("a mentor stays", MentorStays, leaving_mentor, events("leaving taken back")),
]


def about_someone(journey, make_place):
    """A tutor's journey about someone whom ``make_place`` makes."""

    def start_url():
        hub()
        hub("Bede Teaching School Hub")
        place = make_place()
        return reverse(f"participants:{journey.name}", args=[place.school.urn, place.pk])

    return start_url


def does_not_match():
    """A draft of a tutor who has typed another date of birth than we have."""
    school = set_up()
    ECTFactory(teacher=known("1234567"))
    answers = {
        "name": {"first_name": ["Ada"], "last_name": ["Lovelace"]},
        "trn": {"trn": ["1234567"]},
        "date-of-birth": {f"date_of_birth-{part}": ["7"] for part in ("day", "month")}
        | {"date_of_birth-year": ["1990"]},
    }
    draft = DraftFactory(
        owner_key=owner_key(the_tutor(), school),
        journey=RegisterECT.name,
        school_urn=school.urn,
        answers=answers,
    )
    return reverse("participants:ask-to-check", args=[school.urn, draft.pk])


answered = events(*ANSWERED)
CASES = [
    JourneyCase("plan a visit", PlanVisit, start("plan-visit", owner="ada"), events(PLANNED)),
    JourneyCase("change a name", ChangeName, start("change-name", owner="ada"), events(PLANNED)),
    JourneyCase(
        "ask for help", AskForHelp, start("support:start"), lambda: SupportRequest.objects.count()
    ),
    *(
        JourneyCase(f"answer for {school}", AnswerInvitation, start_url, answered)
        for school, start_url in INVITED.items()
    ),
    *(
        JourneyCase(f"get access for {school}", GetAccess, start_url, events("access link used"))
        for school, start_url in {
            "a new school": asks_for_access(new_school),
            "a school with a tutor": asks_for_access(with_tutor(with_more_partners)),
        }.items()
    ),
    *(
        JourneyCase(
            name,
            journey,
            changes(f"partnerships:{journey.name}", make_school, **YEAR),
            events(*kinds),
            find_person=the_tutor,
        )
        for name, journey, make_school, kinds in TUTORS
    ),
    *(
        JourneyCase(
            f"change {what}",
            journey,
            about(factory, journey),
            events(*kinds),
            find_person=the_tutor,
        )
        for what, journey, factory, kinds in PEOPLE
    ),
    *(
        JourneyCase(
            name, journey, about_someone(journey, make_place), results, find_person=the_tutor
        )
        for name, journey, make_place, results in ABOUT_SOMEONE
    ),
    *(
        JourneyCase(
            f"register an ECT at {school}",
            RegisterECT,
            changes("participants:register-ect", make_school),
            events("ECT registered", "ECT moved here"),
            find_person=the_tutor,
        )
        for school, make_school in {
            "a school without a body": set_up,
            "a school that has not set up training": tutored_school,
            "a school with people": with_people,
            "a school to which others move": with_people_elsewhere,
        }.items()
    ),
    JourneyCase(
        "ask DfE to check",
        AskToCheck,
        does_not_match,
        lambda: SupportRequest.objects.count(),
        find_person=the_tutor,
    ),
    *(
        JourneyCase(
            f"register a mentor at {school}",
            RegisterMentor,
            changes("participants:register-mentor", make_school),
            events("mentor registered", "mentor moved here"),
            find_person=the_tutor,
        )
        for school, make_school in {
            "a school with providers": lambda: provider_led().school,
            "a school that has not set up training": tutored_school,
            "a school with mentors": with_mentors,
            "a school to which others move": with_mentors_elsewhere,
        }.items()
    ),
    JourneyCase(
        "hand over to another tutor",
        ChangeTutor,
        changes("schools:change-tutor", set_up),
        events("induction tutor appointed"),
        find_person=the_tutor,
        statuses=frozenset([404]),
    ),
    JourneyCase(
        "change one’s own name",
        details.ChangeName,
        start("accounts:change-name"),
        events("own name changed"),
        find_person=UserFactory,
    ),
    JourneyCase(
        "change one’s own address",
        details.ChangeEmail,
        start("accounts:change-email"),
        events("new email address asked for"),
        find_person=UserFactory,
    ),
]
