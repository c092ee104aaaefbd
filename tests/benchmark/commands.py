"""The operators’ commands: each in a process of its own, for its own peak of memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from config.home.sample_data.providers import Years
from notifications.models import Email

#: As in production, since Django keeps and formats every query while DEBUG is on.
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "for the benchmark only",
    "SERVICE_URL": "https://service.example",
    "SUPPORT_EMAIL": "support@education.example",
    "NOTIFY_API_KEY": "none",
    "NOTIFY_TEMPLATE_ID": "none",
}
DEVELOPMENT = {"DEBUG": "true"}
TEACHERS = 100_000


def figures(folder: Path, *, years: Years) -> Iterator[tuple[str, str]]:
    """Run the heavy commands one after the other: what each did, and what it took."""
    register = folder / "edubasealldata.csv"
    size = f"{_lines(register):,} schools, {register.stat().st_size / 1e6:.0f} MB"
    _run("migrate", "--verbosity=0")
    yield f"First import of {size}", _run("import_schools", register)
    yield "The same again, unchanged", _run("import_schools", register)
    counts = ("--schools", _lines(register), "--teachers", TEACHERS)
    took = _run("load_sample_data", "--verbosity=0", *counts, env=DEVELOPMENT)
    yield f"All other sample data, with {TEACHERS:,} teachers", took
    yield "Check all records", _run("check_records")
    took = _run("send_expecting_ects_emails", "--cohort", years.registration)
    yield f"Queue {Email.objects.filter(kind='expecting-ects').count():,} invitations", took


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file) - 1


def _run(*arguments, env=PRODUCTION) -> str:
    """Run a management command, and say how long it took and how much memory at most."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | env)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if status:
            said.seek(0)
            raise SystemExit(said.read().decode())
    # Linux counts kilobytes, macOS bytes
    megabytes = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    processor = usage.ru_utime + usage.ru_stime
    return f"{seconds:.1f} s ({processor:.1f} s of CPU), {megabytes:.0f} MB"
