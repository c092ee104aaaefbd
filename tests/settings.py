"""The service's settings, as the tests use them."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    SECRET_KEY="for tests only",
    SERVICE_URL="http://testserver",
    SUPPORT_EMAIL="support@education.example",
    ALLOWED_HOSTS="testserver,localhost",
    DEBUG="true",
    NOTIFY_API_KEY="",
    SERVICE_TODAY="",
    SENTRY_DSN="",
    STAFF_CODE_REQUIRED="true",
)

from config.settings import *  # noqa: F403

DEVELOPMENT_INBOX = True
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # a file of its own for each run, so that two runs do not meet
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": Path(tempfile.gettempdir()) / f"tests-{os.getpid()}.sqlite3"
    }
    # nothing in it has to outlive a power cut
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    )
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# the pages of the tests' own journeys
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")  # noqa: F405
# Each test's client would otherwise list every asset anew.
WHITENOISE_AUTOREFRESH = True
