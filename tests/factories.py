"""The smallest valid record of each kind."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from appropriate_bodies.models import AppropriateBody
from config.accounts.models import SignInRequest, User
from config.events.models import Event
from config.support.models import SupportRequest
from config.web import clock
from config.web.models import Draft
from notifications.models import Email
from participants.models import (
    ECTAtSchool,
    MentorAtSchool,
    Mentorship,
    Teacher,
    Training,
)
from partnerships.models import (
    DeliveryPartner,
    LeadProvider,
    LeadProviderContact,
    Partnership,
    ProviderPairing,
)
from schools.models import (
    ClosedSchool,
    Cohort,
    Invitation,
    School,
    SchoolCohort,
    SchoolLink,
    TutorAppointment,
)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"tutor{n}@school.example")
    first_name = "Grace"
    last_name = "Hopper"
    password = factory.django.Password(None)
    privacy_accepted_at = factory.LazyFunction(clock.now)


class StaffFactory(UserFactory):
    email = factory.Sequence(lambda n: f"staff{n}@education.example")
    is_staff = True
    is_superuser = True
    password = factory.django.Password("a long staff password")


class SignInRequestFactory(DjangoModelFactory):
    class Meta:
        model = SignInRequest

    user = factory.SubFactory(UserFactory)


class AppropriateBodyFactory(DjangoModelFactory):
    class Meta:
        model = AppropriateBody

    name = factory.Sequence(lambda n: f"Hub {n} Teaching School Hub")
    type = "teaching_school_hub"
    first_cohort = 2021


class SchoolFactory(DjangoModelFactory):
    """An open, funded community school in England."""

    class Meta:
        model = School

    urn = factory.Sequence(lambda n: 100000 + n)
    name = factory.Sequence(lambda n: f"Ashford School {n}")
    la_code = "886"
    type_code = 1
    status_code = 1
    district_code = "E07000105"
    main_email = factory.LazyAttribute(lambda school: f"office@{school.urn}.school.example")


class SchoolLinkFactory(DjangoModelFactory):
    class Meta:
        model = SchoolLink

    school = factory.SubFactory(SchoolFactory)
    link_urn = factory.Sequence(lambda n: 200000 + n)
    link_type = "Successor"


class ClosedSchoolFactory(SchoolFactory):
    """With an induction tutor, so that it has something to hand over."""

    class Meta:
        model = ClosedSchool
        skip_postgeneration_save = True

    status_code = 2
    appointment = factory.RelatedFactory(
        "tests.factories.TutorAppointmentFactory", factory_related_name="school"
    )


class CohortFactory(DjangoModelFactory):
    """The registration cohort, already open."""

    class Meta:
        model = Cohort
        django_get_or_create = ("start_year",)

    start_year = 2026
    registration_opens_on = factory.LazyAttribute(
        lambda cohort: clock.today().replace(year=cohort.start_year, month=6, day=1)
    )


class SchoolCohortFactory(DjangoModelFactory):
    class Meta:
        model = SchoolCohort

    school = factory.SubFactory(SchoolFactory)
    cohort = factory.SubFactory(CohortFactory)
    expects_ects = "yes"
    answered_at = factory.LazyFunction(clock.now)
    answered_by = "School contact"


class TutorAppointmentFactory(DjangoModelFactory):
    class Meta:
        model = TutorAppointment

    school = factory.SubFactory(SchoolFactory)
    tutor = factory.SubFactory(UserFactory)
    started_on = factory.LazyFunction(clock.today)


class InvitationFactory(DjangoModelFactory):
    """To the school contact."""

    class Meta:
        model = Invitation

    school = factory.SubFactory(SchoolFactory)
    cohort = factory.SubFactory(CohortFactory)
    recipient = "school_contact"

    @factory.lazy_attribute
    def sent_to(self):
        """The address of today, of whoever it is for."""
        if self.recipient == "tutor":
            return self.school.find_tutor().email
        return self.school.main_email


class LeadProviderFactory(DjangoModelFactory):
    class Meta:
        model = LeadProvider

    name = factory.Sequence(lambda n: f"Lead Provider {n}")


class LeadProviderContactFactory(DjangoModelFactory):
    class Meta:
        model = LeadProviderContact

    lead_provider = factory.SubFactory(LeadProviderFactory)
    email = factory.Sequence(lambda n: f"contact{n}@provider.example")


class DeliveryPartnerFactory(DjangoModelFactory):
    class Meta:
        model = DeliveryPartner

    name = factory.Sequence(lambda n: f"Delivery Partner {n}")


class ProviderPairingFactory(DjangoModelFactory):
    class Meta:
        model = ProviderPairing
        django_get_or_create = ("cohort", "lead_provider", "delivery_partner")

    cohort = factory.SubFactory(CohortFactory)
    lead_provider = factory.SubFactory(LeadProviderFactory)
    delivery_partner = factory.SubFactory(DeliveryPartnerFactory)


class PartnershipFactory(DjangoModelFactory):
    """A confirmed partnership, and the pairing it needs."""

    class Meta:
        model = Partnership
        exclude = ("pairing",)

    school = factory.SubFactory(SchoolFactory)
    cohort = factory.SubFactory(CohortFactory)
    pairing = factory.SubFactory(ProviderPairingFactory, cohort=factory.SelfAttribute("..cohort"))
    lead_provider = factory.SelfAttribute("pairing.lead_provider")
    delivery_partner = factory.SelfAttribute("pairing.delivery_partner")
    status = "confirmed"
    started_on = factory.LazyFunction(clock.today)


class EmailFactory(DjangoModelFactory):
    class Meta:
        model = Email

    kind = "expecting-ects"
    to = factory.Sequence(lambda n: f"office{n}@school.example")
    subject = "Tell us"
    body = "Tell us."
    dedupe_key = factory.Sequence(lambda n: f"email/{n}")


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    kind = "school answered"
    by_key = "command:tests"
    by_words = "Tests"
    about_type = "school"
    about_id = "1"


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    owner_key = "invitation:1"
    journey = "answer-invitation"


class SupportRequestFactory(DjangoModelFactory):
    class Meta:
        model = SupportRequest

    reference = factory.Sequence(lambda n: f"ABCD-{n:04}")
    topic = "Something else"
    message = "Can you help?"
    name = "Ada Lovelace"
    email = "ada@school.example"


class TeacherFactory(DjangoModelFactory):
    class Meta:
        model = Teacher

    trn = factory.Sequence(lambda n: f"{2000000 + n}")
    first_name = "Ada"
    last_name = "Lovelace"
    date_of_birth = date(1999, 12, 10)


class ECTFactory(DjangoModelFactory):
    """An ECT who starts today."""

    class Meta:
        model = ECTAtSchool

    teacher = factory.SubFactory(TeacherFactory)
    school = factory.SubFactory(SchoolFactory)
    cohort = factory.SubFactory(CohortFactory)
    started_on = factory.LazyFunction(clock.today)
    email = factory.Sequence(lambda n: f"ect{n}@school.example")


class MentorFactory(DjangoModelFactory):
    """A mentor who starts today, and is not trained through this school."""

    class Meta:
        model = MentorAtSchool

    teacher = factory.SubFactory(TeacherFactory, first_name="Grace", last_name="Hopper")
    school = factory.SubFactory(SchoolFactory)
    started_on = factory.LazyFunction(clock.today)
    email = factory.Sequence(lambda n: f"mentor{n}@school.example")


class MentorshipFactory(DjangoModelFactory):
    """From today, at the school of both."""

    class Meta:
        model = Mentorship

    school = factory.SubFactory(SchoolFactory)
    ect = factory.SubFactory(ECTFactory, school=factory.SelfAttribute("..school"))
    mentor = factory.SubFactory(MentorFactory, school=factory.SelfAttribute("..school"))
    started_on = factory.LazyFunction(clock.today)


class TrainingFactory(DjangoModelFactory):
    """An ECT's who has paused training today."""

    class Meta:
        model = Training

    ect = factory.SubFactory(ECTFactory)
    cohort = factory.SelfAttribute("ect.cohort")
    started_on = factory.LazyFunction(clock.today)
    state = "paused"
