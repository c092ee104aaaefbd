"""Workers: threads and processes that share one outbox."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from config.web import clock
from notifications import delivery, pace, worker
from notifications import notify as notify_module
from notifications.models import Email, Pace
from notifications.worker import Worker
from tests import fake_notify
from tests.notifications.conftest import end_lease, queued

pytestmark = pytest.mark.django_db(transaction=True)


def states():
    return Counter(Email.objects.values_list("state", flat=True))


def run_until_empty(*, threads=2):
    emptying = Worker(threads=threads, until_empty=True)
    emptying.run()
    return emptying.outcomes


def wait_until(is_so):
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "It did not come about"
        time.sleep(0.01)


def test_a_worker_sends_all_that_is_due(notify):
    for _ in range(25):
        queued()
    assert run_until_empty() == {"sent": 25}
    assert states() == {"sent": 25}
    assert len(set(notify.references)) == len(notify.references) == 25


def test_two_workers_at_once_send_no_email_twice(notify):
    Email.objects.bulk_create(queued.build_batch(120))
    notify.delay = 0.005
    workers = [Worker(threads=3, until_empty=True) for _ in range(2)]
    runs = [threading.Thread(target=each.run) for each in workers]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert Counter(notify.references) == {
        str(pk): 1 for pk in Email.objects.values_list("pk", flat=True)
    }
    assert sum((each.outcomes for each in workers), Counter()) == {"sent": 120}
    assert all(each.outcomes["sent"] for each in workers)


def test_too_many_requests_pause_every_thread_and_lose_nothing(notify, monkeypatch):
    monkeypatch.setattr(notify_module, "RATE_PAUSE", 0.3)
    notify.answers.extend([None, None, fake_notify.RATE_LIMIT])
    for _ in range(12):
        queued()
    before = time.monotonic()
    assert run_until_empty() == {"sent": 12}
    assert time.monotonic() - before > 0.3
    assert set(Email.objects.values_list("attempts", flat=True)) == {1}
    assert len(set(notify.references)) == len(notify.references) == 12


@pytest.mark.parametrize("seed", range(2))
def test_whatever_notify_does_it_has_each_email_once_in_the_end(notify, monkeypatch, seed):
    monkeypatch.setattr(notify_module, "TIMEOUT", 0.2)
    monkeypatch.setattr(notify_module, "RATE_PAUSE", 0.02)
    chance = random.Random(seed)
    troubles = [fake_notify.DROP, fake_notify.BROKEN, fake_notify.RATE_LIMIT]
    notify.answers.extend(chance.choices([None, *troubles, fake_notify.LATE], k=60))
    notify.answers_to_look_ups.extend(chance.choices([fake_notify.BROKEN, None], k=10))
    for _ in range(40):
        queued()
    while Email.objects.filter(state="queued").update(due_at=clock.now()):
        run_until_empty(threads=3)
    assert states() == {"sent": 40}
    assert Counter(notify.references) == {str(email.pk): 1 for email in Email.objects.all()}


def test_workers_take_their_turn_for_each_email(notify, settings):
    settings.NOTIFY_EMAILS_PER_MINUTE = 600  # forty take four seconds’ worth
    for _ in range(40):
        queued()
    before = clock.now()
    assert run_until_empty() == {"sent": 40}
    assert Pace.objects.get().full_at >= before + timedelta(seconds=4)


def test_a_worker_waits_for_its_turn(notify, monkeypatch):
    waits = [0.2, 0.2, 0]
    monkeypatch.setattr(pace, "wait_for", lambda tokens: waits.pop(0))
    queued()
    before = time.monotonic()
    assert run_until_empty(threads=1) == {"sent": 1}
    assert time.monotonic() - before > 0.4


def test_an_email_whose_lease_runs_out_is_claimed_anew(notify, monkeypatch):
    for _ in range(3):
        queued()
    has_time, claims = [True, False], []
    claim = delivery.claim
    monkeypatch.setattr(delivery, "has_time", lambda email: not has_time or has_time.pop(0))
    monkeypatch.setattr(delivery, "claim", lambda limit: claims.append(claim(limit)) or claims[-1])
    assert run_until_empty(threads=1) == {"sent": 3}
    assert [len(claimed) for claimed in claims] == [3, 2, 0]


def test_a_daily_limit_lets_nothing_more_go_for_long(notify):
    notify.answers.append(fake_notify.DAILY_LIMIT)
    for _ in range(3):
        queued()
    stopped = Worker(threads=1, until_empty=True)
    running = threading.Thread(target=stopped.run)
    running.start()
    wait_until(lambda: pace.paused_for() > 800 and states() == {"queued": 3})
    stopped.stop()
    running.join()
    assert not notify.sent


def test_a_stopped_worker_finishes_what_is_in_the_air_and_gives_back_the_rest(notify):
    for _ in range(8):
        queued()
    stopped = Worker(threads=1, until_empty=False)
    notify.on_taken = stopped.stop
    stopped.run()
    assert states() == {"sent": 1, "queued": 7}
    assert len(notify.sent) == 1


def test_a_worker_goes_on_when_the_database_comes_back(notify, monkeypatch):
    monkeypatch.setattr(worker, "RECOVERY", 0.01)
    queued()
    failures = [OperationalError("the server closed the connection")]
    claim = delivery.claim

    def claim_once_it_is_back(limit):
        if failures:
            raise failures.pop()
        return claim(limit)

    monkeypatch.setattr(delivery, "claim", claim_once_it_is_back)
    assert run_until_empty(threads=1) == {"sent": 1}


def test_a_fault_in_one_email_does_not_stop_the_others(notify, register):
    def links(email):
        raise ZeroDivisionError

    register("faulty", links=links)
    queued(kind="faulty", priority=Email.Priority.SIGN_IN)
    queued()
    assert run_until_empty(threads=1) == {"queued": 1, "sent": 1}


def test_no_connection_stays_open_in_a_transaction_while_notify_answers(notify):
    queued()
    seen = []

    def look(taken):
        # from another connection: the claim is there to see, so it has been committed
        seen.append(Email.objects.get(pk=taken["reference"]).state)
        connection.close()

    notify.on_taken = look
    run_until_empty(threads=1)
    assert seen == ["sending"]


def test_the_command_says_what_it_did(notify, capsys):
    queued()
    call_command("deliver_emails", until_empty=True)
    assert "Sent 1, failed 0" in capsys.readouterr().out


def test_the_command_fails_when_an_email_could_not_be_sent(notify):
    notify.answers.append(fake_notify.BAD_ADDRESS)
    queued()
    queued()
    with pytest.raises(CommandError, match="1 could not be sent"):
        call_command("deliver_emails", until_empty=True, verbosity=0)
    assert states() == {"failed": 1, "sent": 1}


def test_the_command_says_when_nothing_leaves_the_house(settings, capsys):
    settings.NOTIFY_API_KEY = ""
    queued()
    call_command("deliver_emails", until_empty=True)
    assert "development inbox only" in capsys.readouterr().out
    assert states() == {"sent": 1}


def test_the_command_has_help_with_an_example(capsys):
    with pytest.raises(SystemExit):
        call_command("deliver_emails", "--help")
    assert re.search(r"manage.py deliver_emails --until-empty +\w", capsys.readouterr().out)


@pytest.mark.parametrize("threads", ["0", "51", "many"])
def test_the_command_refuses_an_odd_number_of_threads(threads):
    with pytest.raises((CommandError, SystemExit)):
        call_command("deliver_emails", "--workers", threads)


# Processes, which can be killed


@pytest.fixture
def process(notify, settings):
    """Starts the real command on the tests’ database, and does not leave it behind."""
    started = []

    def start(*arguments):
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "NOTIFY_API_KEY": settings.NOTIFY_API_KEY,
            "NOTIFY_BASE_URL": settings.NOTIFY_BASE_URL,
            "NOTIFY_TEMPLATE_ID": settings.NOTIFY_TEMPLATE_ID,
        }
        started.append(
            subprocess.Popen(
                [sys.executable, "manage.py", "deliver_emails", *arguments],
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.communicate()


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def test_a_worker_killed_in_the_middle_sends_nothing_twice_and_loses_nothing(notify, process):
    for _ in range(5):
        queued()
    notify.answers.extend([None, fake_notify.LATE])
    killed = process("--workers", "1")
    wait_until(lambda: len(notify.sent) == 2)
    killed.kill()
    killed.wait()
    assert states() == {"sent": 1, "sending": 4}
    for email in Email.objects.filter(state="sending"):
        end_lease(email)
    assert run_until_empty() == {"sent": 4}
    assert Counter(notify.references) == {str(email.pk): 1 for email in Email.objects.all()}


def test_sigterm_lets_what_is_in_the_air_arrive(notify, process):
    for _ in range(5):
        queued()
    in_the_air = threading.Event()
    notify.on_taken = lambda taken: in_the_air.wait(10)
    stopped = process("--workers", "1")
    wait_until(lambda: notify.sent)
    stopped.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    assert stopped.poll() is None, "It did not wait for the answer"
    in_the_air.set()
    assert "Sent 1," in stopped.communicate(timeout=20)[0]
    assert stopped.returncode == 0
    assert states() == {"sent": 1, "queued": 4}
    assert not Email.objects.filter(state="queued", due_at__gt=clock.now()).exists()
