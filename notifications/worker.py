"""The worker: threads that send what is due, each with its own connections."""

import logging
import threading
from collections import Counter, deque

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections

from . import delivery, notify, pace

logger = logging.getLogger(__name__)

#: Emails that a thread claims at a time.
BATCH = 10
#: Seconds between two looks into an empty outbox, and after the database went away.
IDLE = 1
RECOVERY = 5


class Worker:
    """
    Sends emails until it is stopped, or until nothing is due any more.

    ``outcomes`` counts what became of them: "sent", "failed", "expired", or "queued" for
    those that will be tried again.
    """

    def __init__(self, *, threads: int, until_empty: bool):
        self.outcomes: Counter[str] = Counter()
        self._until_empty = until_empty
        self._stopping = threading.Event()
        self._counting = threading.Lock()
        self._threads = [threading.Thread(target=self._work) for _ in range(threads)]

    def run(self) -> None:
        """Start the threads, and return when the last one has finished."""
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join()

    def stop(self, *_signal) -> None:
        """Finish what is in the air, give back what is not, and end. Handles a signal."""
        self._stopping.set()

    def _work(self):
        client = notify.Notify() if settings.NOTIFY_API_KEY else None
        try:
            while not self._stopping.is_set():
                if not self._send_some(client) and self._until_empty:
                    return
        finally:
            if client:
                client.close()
            connections.close_all()

    def _send_some(self, client) -> bool:
        """Send one batch; False if there was nothing to send."""
        try:
            close_old_connections()
            if client and (pause := pace.paused_for()):
                self._stopping.wait(min(pause, RECOVERY))
                return True
            if emails := delivery.claim(BATCH):
                self._send(deque(emails), client)
                return True
        except (OperationalError, InterfaceError):
            logger.exception("The database went away")
            self._stopping.wait(RECOVERY)
            return True
        if not self._until_empty:
            self._stopping.wait(IDLE)
        return False

    def _send(self, emails, client):
        try:
            if client and not self._in_turn(len(emails)):
                return
            while emails and delivery.has_time(emails[0]) and not self._stopping.is_set():
                outcome = delivery.deliver(emails.popleft(), client)
                with self._counting:
                    self.outcomes[outcome] += 1
        except notify.TooMany as refusal:
            logger.warning("Notify takes no more emails for %s seconds", refusal.pause)
            pace.pause(refusal.pause)
        finally:
            delivery.release(emails)

    def _in_turn(self, tokens) -> bool:
        """Wait until that many may be sent; False if that is not soon."""
        while wait := pace.wait_for(tokens):
            if self._stopping.wait(min(wait, RECOVERY)) or wait > RECOVERY:
                return False
        return True
