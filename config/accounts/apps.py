from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "config.accounts"
    verbose_name = "People who sign in"
