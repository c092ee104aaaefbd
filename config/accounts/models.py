"""People who sign in: induction tutors, and DfE staff."""

from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Trim

from config.web import clock, formats


def normalised(email: str) -> str:
    """An address as it is stored and compared: no spaces around it, no capitals."""
    return email.strip().casefold()


class UserManager(BaseUserManager["User"]):
    """Makes people, and finds them however their address is typed."""

    def who_may_use_links(self):
        """Those who may sign in by a link: see ``User.may_use_links``."""
        return self.filter(is_active=True, is_staff=False)

    def get_by_natural_key(self, email):
        return self.get(email=normalised(email))

    def create_user(self, email, password=None, **fields):
        """Someone who signs in. Without a password they can only do so by a link."""
        user = self.model(email=normalised(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """A member of staff with every permission."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class SignInRequestQuerySet(models.QuerySet):
    """Requests for links, by whom they are for."""

    def with_holders(self):
        """Those of people who may sign in by a link: see ``User.may_use_links``."""
        return self.select_related("user").filter(user__is_active=True, user__is_staff=False)


class SignInRequest(models.Model):
    """
    Someone asked for a link to sign in, and where they were going.

    The link names this row, so that it leads on in whatever browser it is opened, and an old
    one can offer to send another. The row holds no address: ``user`` is empty where the
    address is nobody’s that may sign in by a link.
    """

    user = models.ForeignKey(
        "User", on_delete=models.PROTECT, null=True, blank=True, related_name="sign_in_requests"
    )
    return_to = models.CharField("was going to", max_length=500, blank=True)
    asked_at = models.DateTimeField(default=clock.now, db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by_browser = models.CharField(max_length=64, blank=True)
    session_key = models.CharField(max_length=40, blank=True)

    objects = SignInRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self):
        return f"Sign-in link asked for on {formats.moment(self.asked_at)}"

    @property
    def holder(self) -> "User":
        """Whom its link signs in. Only the request of someone we know has a link."""
        if self.user is None:
            raise ValueError("Nobody may sign in with this address")
        return self.user


class Allowance(models.Model):
    """
    How often one thing has been done of late, by one address or from one place.

    ``key`` is a keyed hash, so that the table tells nobody’s address. ``times`` are the last
    moments, the newest first, in milliseconds of 13 digits each: one statement can compare
    and change them (see ``limits``).
    """

    key = models.CharField(max_length=64, primary_key=True)
    times = models.TextField()
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key[:8]


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Staff have a password; induction tutors have none."""

    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "Someone with this email address exists already"},
    )
    new_email = models.EmailField("new email address, to be confirmed", blank=True, editable=False)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    is_staff = models.BooleanField(
        "DfE staff", default=False, help_text="May use this admin, and never signs in by a link."
    )
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Untick this instead of deleting someone."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    privacy_accepted_at = models.DateTimeField(
        "privacy notice read",
        null=True,
        blank=True,
        help_text="When they went on from the privacy notice, at their first sign-in.",
    )

    objects = UserManager()
    EMAIL_FIELD = "email"

    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower(Trim("email"))),
                name="accounts_user_email_normalised",
                violation_error_message="Enter the email address without capitals or spaces",
            )
        ]

    def __str__(self):
        return self.full_name or self.email

    def clean(self):
        super().clean()
        self.email = normalised(self.email)

    def get_session_auth_hash(self):
        """
        What a session is good for: this password, and this address.

        Whoever had the address before is signed out when it changes, since what comes to the
        person at the new one is not for them.
        """
        return self._at_this_address(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        """The same, for each secret key of before."""
        for fallback in super().get_session_auth_fallback_hash():
            yield self._at_this_address(fallback)

    def _at_this_address(self, session_hash):
        return sha256(f"{session_hash} {self.email}".encode()).hexdigest()

    @property
    def full_name(self) -> str:
        """First and last name, as far as we know them."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def may_use_links(self) -> bool:
        """Whether they may sign in by a link: never staff, who have a password and a code."""
        return self.is_active and not self.is_staff

    @property
    def needs_privacy_notice(self) -> bool:
        """Whether they have yet to go on from the privacy notice. Staff have one of their own."""
        return self.privacy_accepted_at is None and not self.is_staff
