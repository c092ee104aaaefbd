"""The journeys that are walked at random, in each state of the records that changes them."""

from datetime import date, timedelta

from django.urls import reverse

from config.accounts.details import journeys as details
from config.events.models import Event
from config.support.journeys import AskForHelp
from config.support.models import SupportRequest
from config.web import clock
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
from partnerships.models import ProviderPairing
from schools import links
from schools.access import owner_key
from schools.journeys import GetAccess
from schools.models import TutorAppointment
from schools.tutor_journeys import ChangeTutor
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    DraftFactory,
    ECTFactory,
    InvitationFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TeacherFactory,
    UserFactory,
)
from tests.partnerships.changing import provider_led, set_up
from tests.partnerships.situations import hub, provider_led_last_year, reported, tutored
from tests.web.journey import PLANNED, ChangeName, PlanVisit

from .walker import JourneyCase


def events(*kinds):
    """Counts what was done by the event that says so."""
    return lambda: Event.objects.filter(kind__in=kinds).count()


def start(name, **place):
    """Where a journey starts that needs no records."""
    return lambda: reverse(name, kwargs=place)


def answers(make_school, *, to="school_contact"):
    """An invitation to answer, for a school that ``make_school`` makes."""

    def start_url():
        hub()
        hub("Bede Teaching School Hub")
        AppropriateBodyFactory(name="National Panel", type="national", chosen_by="independent")
        school = make_school()
        ProviderPairingFactory()
        invitation = InvitationFactory(school=school, cohort=CohortFactory(), recipient=to)
        return reverse("partnerships:answer", args=[links.token_for(invitation)])

    return start_url


def asks_for_access(make_school):
    """A link to get access to a school."""

    def start_url():
        CohortFactory()
        invitation = InvitationFactory(school=make_school(), purpose="access", cohort=None)
        return reverse("schools:name-tutor", args=[links.token_for(invitation)])

    return start_url


def new_school():
    """It has nothing yet."""
    return SchoolFactory()


def independent_school():
    """It is funded, and chooses among other bodies."""
    return SchoolFactory(type_code=10, section_41=True)


def with_tutor(make_partnership):
    """The same, with an induction tutor."""

    def make_school():
        school = make_partnership().school
        tutored(school)
        return school

    return make_school


def with_more_partners():
    """Last year's lead provider works with two delivery partners this year."""
    partnership = provider_led_last_year()
    ProviderPairingFactory(lead_provider=partnership.lead_provider)
    return partnership


def delivery_partner_left():
    """Last year's lead provider works with other delivery partners this year."""
    partnership = provider_led_last_year(offered=False)
    ProviderPairingFactory(lead_provider=partnership.lead_provider)
    return partnership


def lead_provider_stopped():
    """Last year's lead provider trains nobody this year."""
    partnership = provider_led_last_year(offered=False)
    assert not ProviderPairing.objects.filter(cohort=CohortFactory()).exists()
    return partnership


def reported_with_others():
    """This year's partnership was reported, and there are others to choose from."""
    ProviderPairingFactory()
    return reported()


INVITED = {
    "a new school": answers(new_school),
    "an independent school": answers(independent_school),
    "a partnership": answers(lambda: with_more_partners().school),
    "a partnership and a tutor": answers(with_tutor(with_more_partners), to="tutor"),
    "a partnership and a tutor, by its contact": answers(with_tutor(with_more_partners)),
    "a delivery partner that left": answers(lambda: delivery_partner_left().school),
    "a lead provider that stopped": answers(with_tutor(lead_provider_stopped), to="tutor"),
    "a reported partnership": answers(lambda: reported_with_others().school),
    "a reported partnership and a tutor": answers(with_tutor(reported_with_others), to="tutor"),
}


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
    ECTFactory(school=school, teacher=_known("1234567"), own_finished_on=left_on, **days)
    ECTFactory(school=school, teacher=_known("7654321"))
    return school


def with_people_elsewhere():
    """It has providers; one ECT of another school is trained, and one has not begun there."""
    school, elsewhere = provider_led().school, PartnershipFactory().school
    SchoolCohortFactory(school=elsewhere, cohort=CohortFactory(), programme="provider_led")
    begun = clock.today() - timedelta(days=60)
    ECTFactory(school=elsewhere, teacher=_known("1234567"), started_on=begun)
    to_come = clock.today() + timedelta(days=60)
    ECTFactory(school=elsewhere, teacher=_known("7654321"), started_on=to_come)
    return school


def with_mentors_elsewhere():
    """It has providers; one mentor of another school is trained there, and one nowhere."""
    school, elsewhere = provider_led().school, PartnershipFactory().school
    SchoolCohortFactory(school=elsewhere, cohort=CohortFactory(), programme="provider_led")
    begun = clock.today() - timedelta(days=60)
    training = {"cohort": CohortFactory(), "training_starts_on": date(2026, 9, 1)}
    MentorFactory(school=elsewhere, teacher=_known("1234567"), started_on=begun, **training)
    MentorFactory(school=elsewhere, teacher=_known("7654321"), started_on=begun)
    return school


def does_not_match():
    """A draft of a tutor who has typed another date of birth than we have."""
    school = set_up()
    ECTFactory(teacher=_known("1234567"))
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


def _known(trn):
    return TeacherFactory(trn=trn, first_name="Ada", date_of_birth=date(1990, 2, 1))


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
