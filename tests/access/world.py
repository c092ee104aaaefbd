"""Schools with something to hide."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin
from factory.django import DjangoModelFactory

from config.web import clock
from participants.models import ECTAtSchool, MentorAtSchool
from partnerships.models import Partnership
from schools.models import Invitation, School
from tests import factories
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    DeliveryPartnerFactory,
    ECTFactory,
    InvitationFactory,
    LeadProviderFactory,
    MentorFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    SupportRequestFactory,
    TutorAppointmentFactory,
)

YEAR = 2026
#: What somebody asked DfE, which is theirs alone.
ASKED = {"message": "Who is our tutor?", "name": "Fenella", "email": "fenella@asks.example"}


@dataclass
class Place:
    """A school, and what only those who belong to it may see."""

    school: School
    tutor: object
    invitation: Invitation
    access: Invitation
    partnership: Partnership
    ect: ECTAtSchool
    mentor: MentorAtSchool

    @property
    def names(self) -> list[str]:
        """What the school is called, which a page of a link or a search may say."""
        return [self.school.name]

    @property
    def secrets(self) -> list[str]:
        """Who is there, whom it works with, and where it is reached."""
        people = [self.ect, self.mentor]
        return [
            self.tutor.last_name,
            self.tutor.email,
            self.school.main_email,
            self.partnership.lead_provider.name,
            self.partnership.delivery_partner.name,
            *(text for one in people for text in (one.teacher.last_name, one.email)),
        ]


def place(name, tutor, provider, *, ect, mentor, status_code=1) -> Place:
    """A school with a tutor, an invitation, a partnership last year and this, and two people."""
    school = SchoolFactory(
        name=f"{name} School", status_code=status_code, main_email=f"office@{name}.example".lower()
    )
    appointment = TutorAppointmentFactory(
        school=school, tutor__last_name=tutor, tutor__email=f"{tutor}@{name}.example".lower()
    )
    providers = {
        "lead_provider": LeadProviderFactory(name=f"{provider} Training"),
        "delivery_partner": DeliveryPartnerFactory(name=f"{provider} Partners"),
    }
    for year in [YEAR - 1, YEAR]:
        pairing = ProviderPairingFactory(cohort=CohortFactory(start_year=year), **providers)
        partnership = PartnershipFactory(school=school, pairing=pairing, cohort=pairing.cohort)
        SchoolCohortFactory(school=school, cohort=pairing.cohort, programme="provider_led")
    invitation = InvitationFactory(school=school, cohort=pairing.cohort)
    access = InvitationFactory(school=school, purpose="access", cohort=None)
    people = [
        factory(
            school=school, teacher__last_name=one, email=f"{one}@{name}.example".lower(), **details
        )
        for factory, one, details in [
            (ECTFactory, ect, {"cohort": pairing.cohort}),
            (MentorFactory, mentor, {}),
        ]
    ]
    return Place(school, appointment.tutor, invitation, access, partnership, *people)


class World:
    """The records that all the addresses are tried on."""

    def __init__(self):
        AppropriateBodyFactory()
        self.open = place(
            "Quillfeather", "Tremlett", "Marlowe", ect="Orchardson", mentor="Netherby"
        )
        self.other = place(
            "Bramblecombe", "Ashgrove", "Kittiwake", ect="Saltmarsh", mentor="Wetherill"
        )
        self.closed = place(
            "Thistledown",
            "Penhallow",
            "Dunnock",
            ect="Larkhill",
            mentor="Fernsby",
            status_code=2,
        )
        month_ago = clock.today() - timedelta(days=30)
        self.former_tutor = TutorAppointmentFactory(
            school=self.open.school,
            started_on=month_ago - timedelta(days=300),
            finished_on=month_ago,
        ).tutor
        self.help_request = SupportRequestFactory(school_urn=self.open.school.urn, **ASKED)
        for factory in _factories():
            if not factory._meta.model._base_manager.exists():
                factory()

    @property
    def places(self) -> list[Place]:
        """All of them."""
        return [self.open, self.other, self.closed]

    def record(self, model):
        """A record of that kind."""
        found = model._base_manager.order_by("pk").first()
        assert found, f"{model.__name__} needs a factory in tests/factories.py"
        return found


def _factories():
    registered = {*admin.site._registry}
    return [
        factory
        for factory in vars(factories).values()
        if isinstance(factory, type)
        and issubclass(factory, DjangoModelFactory)
        and factory._meta.model in registered
    ]
