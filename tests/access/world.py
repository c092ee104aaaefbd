"""
Schools with something to hide, and everyone who might come to look.

Each person has a browser of their own, a link from an email if they were sent one, and a
school whose addresses they try.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from factory.django import DjangoModelFactory

from config.accounts import links as sign_in_links
from config.accounts.details import links as new_address_links
from config.web import clock
from config.web.models import Draft
from participants.models import ECTAtSchool, MentorAtSchool
from partnerships.models import Partnership
from schools import links
from schools.access import owner_key
from schools.models import Invitation, School
from tests import factories
from tests.conftest import sign_in
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    DeliveryPartnerFactory,
    DraftFactory,
    ECTFactory,
    InvitationFactory,
    LeadProviderFactory,
    MentorFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    SignInRequestFactory,
    StaffFactory,
    SupportRequestFactory,
    TutorAppointmentFactory,
    UserFactory,
)

YEAR = 2026
#: What somebody asked DfE, which is theirs alone.
ASKED = {"message": "Who is our tutor?", "name": "Fenella", "email": "fenella@asks.example"}


def browser():
    """One that takes an error page as it comes."""
    return Client(raise_request_exception=False)


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


@dataclass
class Person:
    """
    Someone who tries every address.

    ``holds`` says what the link in ``token`` is for, if it is one of ours.
    ``is_signed_in`` and ``is_staff`` say what the service should take them for, and ``may``
    what such staff are permitted. Staff have a password, tutors have none.
    ``has_handed_over`` is whoever named another tutor for the school. ``may_know`` are words
    that a link tells whoever holds it.
    """

    world: World
    asks_about: Place
    client: Client = field(default_factory=browser)
    token: str = "cut-short"
    holds: str = ""
    belongs_to: Place | None = None
    is_signed_in: bool = False
    has_password: bool = False
    is_staff: bool = False
    has_handed_over: bool = False
    may: frozenset = frozenset()
    may_know: list[str] = field(default_factory=list)

    @property
    def is_tutor(self) -> bool:
        """Of the school whose addresses they try."""
        return self.is_signed_in and self.belongs_to is self.asks_about

    def forbidden_words(self) -> list[str]:
        """What no page may show them, of whichever school."""
        if "view" in self.may:
            return []
        others = [there for there in self.world.places if there is not self.belongs_to]
        words = [word for there in others for word in [*there.names, *there.secrets]]
        return [word for word in [*ASKED.values(), *words] if word not in self.may_know]


def stranger(world):
    """Someone with neither link nor account."""
    return Person(world, world.open)


def link_holder(world):
    """The school’s office, with the link from its invitation."""
    return _holder(world, world.open, "answer")


def link_holder_of_another(world):
    """Another school’s office, with its own link, trying this school’s drafts."""
    return _holder(world, world.other, "answer")


def holder_of_revoked_link(world):
    """Someone with a link that we made and that no longer works."""
    token = links.token_for(world.open.invitation)
    world.open.invitation.version += 1
    world.open.invitation.save()
    names = world.open.names
    return Person(world, world.open, token=token, holds="worn answer", may_know=names)


def access_holder(world):
    """The school’s office, with the link from “Get access”."""
    return _holder(world, world.open, "access")


def access_holder_of_another(world):
    """Another school’s office, with its own link from “Get access”."""
    return _holder(world, world.other, "access")


def tutor(world):
    """The school’s induction tutor."""
    return _tutor(world, world.open, world.open)


def tutor_of_another(world):
    """Another school’s induction tutor."""
    return _tutor(world, world.open, world.other)


def tutor_of_closed_school(world):
    """The induction tutor of a school that has closed."""
    return _tutor(world, world.closed, world.closed)


def tutor_with_a_link(world):
    """The school’s induction tutor, before they press the button of their link."""
    asked = SignInRequestFactory(user=world.open.tutor)
    token = sign_in_links.token_for(asked)
    return Person(world, world.open, token=token, holds="sign-in", belongs_to=world.open)


def tutor_with_new_address(world):
    """The school’s induction tutor, with the email that asks to confirm a new address."""
    user = world.open.tutor
    user.new_email = "new@quillfeather.example"
    user.save()
    token = new_address_links.token_for(user)
    return Person(world, world.open, token=token, holds="new address", belongs_to=world.open)


def former_tutor(world):
    """The school’s last induction tutor, who named the one of today."""
    client = sign_in(browser(), world.former_tutor)
    return Person(world, world.open, client, is_signed_in=True, has_handed_over=True)


def barred_tutor(world):
    """The school’s induction tutor, signed in when staff barred the account."""
    person = tutor(world)
    world.open.tutor.is_active = False
    world.open.tutor.save()
    return Person(world, world.open, person.client)


def staff_without_permission(world):
    """Staff in no group."""
    return _staff(world, StaffFactory(is_superuser=False))


def read_only_staff(world):
    """Staff who may look."""
    return _staff(world, _member("Read only"), {"view"})


def support_staff(world):
    """Staff who correct records."""
    return _staff(world, _member("Support"), {"view", "add", "change"})


def superuser(world):
    """Staff with every permission."""
    return _staff(world, StaffFactory(), {"view", "add", "change", "all"})


def superuser_without_code(world):
    """Staff with every permission, who have typed their password and no code."""
    client = browser()
    client.force_login(StaffFactory(), backend="config.accounts.staff.backends.PasswordBackend")
    return Person(world, world.open, client, is_signed_in=True, has_password=True)


def staff_by_a_link(world):
    """Someone who signed in by a link, and was made staff since."""
    person = UserFactory()
    client = sign_in(browser(), person)
    person.is_staff = person.is_superuser = True
    person.save()
    return Person(world, world.open, client)


EVERYONE = [
    stranger,
    link_holder,
    link_holder_of_another,
    holder_of_revoked_link,
    access_holder,
    access_holder_of_another,
    tutor,
    tutor_with_a_link,
    tutor_with_new_address,
    tutor_of_another,
    tutor_of_closed_school,
    former_tutor,
    barred_tutor,
    staff_without_permission,
    read_only_staff,
    support_staff,
    superuser,
    superuser_without_code,
    staff_by_a_link,
]


def _holder(world, belongs_to, holds):
    invitation = {"answer": belongs_to.invitation, "access": belongs_to.access}[holds]
    token = links.token_for(invitation)
    return Person(world, world.open, token=token, holds=holds, belongs_to=belongs_to)


def _tutor(world, asks_about, belongs_to):
    client = sign_in(browser(), belongs_to.tutor)
    return Person(world, asks_about, client, belongs_to=belongs_to, is_signed_in=True)


def _staff(world, user, may=()):
    client = sign_in(browser(), user)
    return Person(
        world,
        world.open,
        client,
        is_signed_in=True,
        has_password=True,
        is_staff=True,
        may=frozenset(may),
    )


def _member(group):
    person = StaffFactory(is_superuser=False)
    person.groups.add(Group.objects.get(name=group))
    return person


def _factories():
    registered = {*admin.site._registry}
    return [
        factory
        for factory in vars(factories).values()
        if isinstance(factory, type)
        and issubclass(factory, DjangoModelFactory)
        and factory._meta.model in registered
    ]


def unfinished(journey, *, of, subject=""):
    """
    A sample for an address: a draft of the school’s, which ``of`` says who has begun.

    ``subject`` is what it is about, or makes that of the place whose address it is.
    """
    return lambda person: _draft(person, of, journey=journey, subject=subject).pk


def completed(journey, *, of, subject=""):
    """The same, which they have sent."""
    sent = {"completed_at": clock.now(), "result_url": "../confirmation/"}
    return lambda person: _draft(person, of, journey=journey, subject=subject, **sent).pk


def number_of_stopped(there):
    """The number of the draft at a school that registers an ECT whose details do not match."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(there.school.urn)))


def stopped(person):
    """A sample for an address: that draft, which the tutor has begun."""
    there = person.asks_about
    details = {"owner_key": owner_key(there.tutor, there.school), "journey": "register-ect"}
    number = number_of_stopped(there)
    return Draft.objects.get_or_create(pk=number, school_urn=there.school.urn, **details)[0].pk


def _draft(person, of, *, subject, **details):
    there = person.asks_about
    owners = {
        "tutor": owner_key(there.tutor, there.school),
        "former tutor": owner_key(person.world.former_tutor, there.school),
        "answer": there.invitation.owner_key,
        "access": there.access.owner_key,
    }
    return DraftFactory(
        owner_key=owners[of],
        school_urn=there.school.urn,
        subject=subject(there) if callable(subject) else subject,
        **details,
    )
