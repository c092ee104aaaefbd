"""What every page knows."""

from django.conf import settings


def service(request):
    """The service's name and address for support, and whether it shows its emails."""
    return {
        "service_name": settings.SERVICE_NAME,
        "support_email": settings.SUPPORT_EMAIL,
        "development_inbox": settings.DEVELOPMENT_INBOX,
    }
