from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "config.accounts"
    verbose_name = "People who sign in"

    def ready(self):
        """Register the emails, and count every session from its sign-in."""
        from . import emails, sessions  # noqa: F401
        from .details import emails as details_emails  # noqa: F401
