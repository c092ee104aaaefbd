"""Logs: one JSON object a line, with the request's id and without personal data."""

import json
import logging
import re

from . import clock, request_ids

_SCRUBBED = [
    # a token is the one thing in our addresses that lets its holder in
    (
        re.compile(
            r"(/(?:invitations|access|sign-in|new-email|help)/)[^/\s\"?]+(?::|%3A)[^/\s\"?]+", re.I
        ),
        r"\1[token]",
    ),
    (re.compile(r"[\w.+'-]+(?:@|%40)[\w.-]+\.\w+"), "[email]"),
    (re.compile(r"(?<![0-9A-Za-z])\d{7}(?![0-9A-Za-z])"), "[trn]"),
]


def scrubbed(text: str) -> str:
    """The text without tokens, email addresses and anything that looks like a TRN."""
    for pattern, replacement in _SCRUBBED:
        text = pattern.sub(replacement, text)
    return text


def scrubbed_report(report, hint=None):
    """What goes to Sentry of an error, every text in it scrubbed."""
    if isinstance(report, str):
        return scrubbed(report)
    if isinstance(report, dict):
        return {key: scrubbed_report(value) for key, value in report.items()}
    if isinstance(report, list | tuple):
        return [scrubbed_report(value) for value in report]
    return report


class Scrub(logging.Filter):
    """Takes what is personal out of each entry before anything prints it."""

    def filter(self, record):
        record.msg = scrubbed(record.getMessage())
        record.args = ()
        return True


class JSONFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record):
        entry = {
            "at": clock.now().isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_ids.current(),
        }
        if record.exc_info:
            entry["exception"] = scrubbed(self.formatException(record.exc_info))
        return json.dumps(entry)
