"""
Settings, all of them by environment.

The README lists the variables. A secret has a default only where DEBUG is on; elsewhere
a missing one stops the start with a sentence that names it.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", False)


def secret(name, *, in_development):
    """A variable without which production does not start."""
    value = env.str(name, in_development if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(
            f"Set the environment variable {name}. See “Configuration” in README.md."
        )
    return value


# The service

SERVICE_NAME = "Manage training for early career teachers"
SECRET_KEY = secret("SECRET_KEY", in_development="for development only, never for real data")
#: Keys of before, with commas between: what they signed still holds while they stand here.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SERVICE_URL = secret("SERVICE_URL", in_development="http://localhost:8000").rstrip("/")
SUPPORT_EMAIL = secret("SUPPORT_EMAIL", in_development="support@education.example")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if DEBUG else [])
#: How many proxies stand in front, each of which adds to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0 if DEBUG else 1)
#: Moves “today” while developing: see config.web.clock.
SERVICE_TODAY = date.fromisoformat(today) if (today := env.str("SERVICE_TODAY", "")) else None
if SERVICE_TODAY and not DEBUG:
    raise ImproperlyConfigured("SERVICE_TODAY moves the date, which only development may do.")
#: Every email as its reader sees it, links live: for development only.
DEVELOPMENT_INBOX = DEBUG

# Email. Without an API key emails go no further than the development inbox.

NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_BASE_URL = env.str("NOTIFY_BASE_URL", "")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", "")
NOTIFY_REPLY_TO_ID = env.str("NOTIFY_REPLY_TO_ID", "")
NOTIFY_EMAILS_PER_MINUTE = env.int("NOTIFY_EMAILS_PER_MINUTE", 3000)
#: A pattern; outside production any other address gets no email.
EMAIL_ALLOWED_RECIPIENTS = env.str("EMAIL_ALLOWED_RECIPIENTS", "")
if NOTIFY_API_KEY and not NOTIFY_TEMPLATE_ID:
    raise ImproperlyConfigured("Set NOTIFY_TEMPLATE_ID: NOTIFY_API_KEY needs it to send email.")
if not DEBUG and not NOTIFY_API_KEY:
    raise ImproperlyConfigured("Set NOTIFY_API_KEY: without it nobody would get their email.")

# The pieces

INSTALLED_APPS = [
    "config.home.apps.HomeConfig",
    "participants.apps.ParticipantsConfig",
    "partnerships.apps.PartnershipsConfig",
    "schools.apps.SchoolsConfig",
    "appropriate_bodies.apps.AppropriateBodiesConfig",
    "config.support.apps.SupportConfig",
    "config.accounts.apps.AccountsConfig",
    "notifications.apps.NotificationsConfig",
    "config.events.apps.EventsConfig",
    "config.web.apps.WebConfig",
    "config.accounts.staff.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.web.middleware.request_id",
    "config.web.middleware.utf8",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.web.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "config.accounts.middleware.SessionTime",
    "config.accounts.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "config.jinja2.environment",
            "context_processors": [
                "config.web.context.service",
                "config.accounts.context.signed_in",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database

DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # PostgreSQL guesses that small tables it has no figures for are big, and then takes a second
    # to compile a page's query that runs for 2 ms
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

# People who sign in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "config.accounts.staff.backends.PasswordBackend",  # staff, by password
    "config.accounts.backends.LinkBackend",  # induction tutors, by a link
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home:schools"
#: Links that let someone in: made by django-sesame, good for 30 minutes, once.
SESAME_TOKENS = ["sesame.tokens_v2"]
SESAME_MAX_AGE = timedelta(minutes=30)
SESAME_ONE_TIME = True
SESAME_INVALIDATE_ON_EMAIL_CHANGE = True
#: Whether staff need a one-time code besides their password. Only development may do without.
STAFF_CODE_REQUIRED = env.bool("STAFF_CODE_REQUIRED", True)
if not STAFF_CODE_REQUIRED and not DEBUG:
    raise ImproperlyConfigured("STAFF_CODE_REQUIRED may be off in development only.")
#: Failed attempts at the admin's form, and no other, are counted by django-axes.
AXES_ONLY_ADMIN_SITE = True
AXES_HANDLER = "config.accounts.staff.lockout.StaffOnly"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "config.accounts.staff.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "config.accounts.staff.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "config.accounts.staff.lockout.locked_out"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# Pages and assets. GOV.UK Frontend's ready-made CSS looks for its fonts under /assets/.

STATIC_URL = "/assets/"
STATIC_ROOT = BASE_DIR / ".staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "static" / "vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.web.storage.AssetStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Security

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# Logs, one line an entry, with the request's id and neither token nor address in them

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "config.web.logs.Scrub"}},
    "formatters": {
        "json": {"()": "config.web.logs.JSONFormatter"},
        "plain": {"format": "{levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["scrub"],
            "formatter": "plain" if DEBUG else "json",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "axes": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    import sentry_sdk

    from config.web.logs import scrubbed_report

    sentry_sdk.init(
        SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=scrubbed_report,
    )
