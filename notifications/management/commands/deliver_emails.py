"""The worker that sends the outbox."""

import argparse
import signal
import threading
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notifications.worker import Worker

EXAMPLE = """
Examples:
  manage.py deliver_emails                 run as the worker, until SIGTERM or Ctrl-C
  manage.py deliver_emails --until-empty   send what is due now, then end

Any number of workers may run at once, on one machine or several: no email is sent twice.
"""


class Command(BaseCommand):
    help = (
        "Send the emails in the outbox with GOV.UK Notify.\n"
        "Without NOTIFY_API_KEY they go no further than the development inbox.\n"
        "With --until-empty, ends with 1 if an email could not be sent."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Keep the lines of the examples."""
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=EXAMPLE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser):
        parser.add_argument(
            "--until-empty", action="store_true", help="end when nothing is due any more"
        )
        parser.add_argument(
            "--workers", type=_threads, default=8, metavar="N", help="threads that send (8)"
        )

    def handle(self, *, until_empty, workers, **options):
        worker = Worker(threads=workers, until_empty=until_empty)
        self._say(f"Sending emails {_destination()}, with {workers} threads.", options)
        with _stopped_by_signals(worker):
            worker.run()
        counts = worker.outcomes
        self._say(
            f"Sent {counts['sent']}, failed {counts['failed']}, no longer needed "
            f"{counts['expired']}, to try again {counts['queued']}.",
            options,
        )
        if until_empty and counts["failed"]:
            raise CommandError(
                f"{counts['failed']} could not be sent. The admin lists them under Emails."
            )

    def _say(self, words, options):
        if options["verbosity"]:
            self.stdout.write(words)


def _threads(text):
    number = int(text)
    if not 1 <= number <= 50:
        raise argparse.ArgumentTypeError("choose from 1 to 50")
    return number


def _destination():
    if settings.NOTIFY_API_KEY:
        return "with GOV.UK Notify"
    return "to the development inbox only (NOTIFY_API_KEY is not set)"


@contextmanager
def _stopped_by_signals(worker):
    """SIGTERM and Ctrl-C stop the worker once what is in the air has arrived."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        for number in before:
            signal.signal(number, worker.stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
