"""People who sign in: induction tutors, and DfE staff."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Trim


def normalised(email: str) -> str:
    """An address as it is stored and compared: no spaces around it, no capitals."""
    return email.strip().casefold()


class UserManager(BaseUserManager["User"]):
    """Makes people, and finds them however their address is typed."""

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


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Staff have a password; induction tutors have none."""

    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "Someone with this email address exists already"},
    )
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    is_staff = models.BooleanField(
        "DfE staff", default=False, help_text="May use this admin, and never signs in by a link."
    )
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Untick this instead of deleting someone."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

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

    @property
    def full_name(self) -> str:
        """First and last name, as far as we know them."""
        return f"{self.first_name} {self.last_name}".strip()
