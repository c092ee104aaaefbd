from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class StaffAdminConfig(AdminConfig):
    """Django's admin, signed in to with a password and a one-time code."""

    default_site = "config.accounts.staff.site.StaffSite"

    def ready(self):
        super().ready()
        from django.contrib import admin
        from django_otp.plugins.otp_totp.models import TOTPDevice

        from . import groups

        # its pages show the keys
        admin.site.unregister(TOTPDevice)
        post_migrate.connect(groups.keep, sender=self)
