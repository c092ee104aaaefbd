"""Signing in and out, and one’s own details."""

from django.urls import include, path

from . import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/check-your-email/", views.check_your_email, name="check-your-email"),
    path("sign-in/<str:token>/", views.link, name="link"),
    path("sign-in/<str:token>/new-link/", views.new_link, name="new-link"),
    path("privacy/accept/", views.privacy, name="privacy"),
    path("session/", views.session, name="session"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("signed-out/", views.signed_out, name="signed-out"),
    path("", include("config.accounts.details.urls")),
]
