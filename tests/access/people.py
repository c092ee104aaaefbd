"""
Everyone who might come to look.

Each person has a browser of their own, a link from an email if they were sent one, and a
school whose addresses they try.
"""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.test import Client

from config.accounts import links as sign_in_links
from config.accounts.details import links as new_address_links
from schools import links
from tests.conftest import sign_in
from tests.factories import (
    SignInRequestFactory,
    StaffFactory,
    UserFactory,
)

from .world import ASKED, Place, World


def browser():
    """One that takes an error page as it comes."""
    return Client(raise_request_exception=False)


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
