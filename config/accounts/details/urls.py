"""One's own details, under the names of accounts."""

from django.urls import include, path

from . import views
from .journeys import ChangeEmail, ChangeName

urlpatterns = [
    path("your-details/", views.details, name="details"),
    path("your-details/name/", include(ChangeName.as_urls("change-name"))),
    path("your-details/email/check-your-email/", views.new_email_asked, name="new-email-asked"),
    path("your-details/email/", include(ChangeEmail.as_urls("change-email"))),
    path("new-email/<str:token>/", views.confirm_email, name="confirm-email"),
]
