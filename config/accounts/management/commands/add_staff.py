"""Let someone sign in to the admin."""

from getpass import getpass

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from config.accounts.models import User, normalised
from config.accounts.staff import codes, groups
from config.events.services import Actor, record

ACTOR = Actor.command("add_staff")


class Command(BaseCommand):
    """The first member of staff can be made by no other; one who lost all, by this."""

    help = (
        "Make someone a member of DfE staff, or give a member a new password, asked for on the "
        "terminal. They set up their one-time code when they first sign in."
    )

    def add_arguments(self, parser):
        parser.epilog = "Example: manage.py add_staff ada@education.example --group Support"
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--group",
            choices=sorted(groups.MAY),
            help="what they may do; without it, the permissions they have stay",
        )
        parser.add_argument(
            "--superuser", action="store_true", help="they may do everything, staff included"
        )
        parser.add_argument(
            "--forget-code",
            action="store_true",
            help="they have lost their phone: at the next sign-in they set up another",
        )

    def handle(self, *, email, group, superuser, forget_code, **options):
        email = _address(email)
        password = self._ask_for_password(email)
        with transaction.atomic():
            user = User.objects.select_for_update().filter(email=email).first()
            before = _powers(user) if user else {}
            user = user or User(email=email)
            if user.pk and user.appointments.standing().exists():
                raise CommandError(f"{email} is an induction tutor, who cannot be staff.")
            user.is_staff = user.is_active = True
            user.is_superuser = user.is_superuser or superuser
            user.set_password(password)
            user.save()
            if group:
                user.groups.add(Group.objects.get(name=group))
            record("made staff", by=ACTOR, about=user, before=before, after=_powers(user))
            if forget_code:
                codes.forget(user=user, by=ACTOR, reason="An operator ran the command")
        self.stdout.write(f"{email} may sign in to the admin.")

    def _ask_for_password(self, email):
        password = getpass("Password: ")
        if password != getpass("The same again: "):
            raise CommandError("The two differ. Nothing is changed.")
        try:
            validate_password(password, User(email=email))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password


def _address(email):
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"“{email}” is not an email address.") from error
    return normalised(email)


def _powers(user):
    return {
        "is_staff": user.is_staff,
        "is_superuser": user.is_superuser,
        "groups": sorted(group.name for group in user.groups.all()),
    }
