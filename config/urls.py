"""Every address of the service."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("config.home.urls")),
    path("", include("config.accounts.urls")),
    path("", include("participants.urls")),
    path("", include("partnerships.urls")),
    path("", include("schools.urls")),
    path("help/", include("config.support.urls")),
    path("development/inbox/", include("notifications.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.web.errors.bad_request"
handler403 = "config.web.errors.forbidden"
handler404 = "config.web.errors.not_found"
handler500 = "config.web.errors.server_error"
