"""The bar that shows how far a command has come."""

import io
import sys

from config.records.files.progress import bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_a_terminal_is_shown_how_far_the_work_has_come(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with bar("Reading schools.csv", total=10) as show:
        show(5)
    assert "Reading schools.csv" in sys.stderr.getvalue()


def test_a_log_is_not(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with bar("Reading schools.csv", total=10) as show:
        show(5)
    assert sys.stderr.getvalue() == ""
