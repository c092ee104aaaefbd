"""
Every address, tried by everyone, in every way.

It is read off the service's own list, so that a page which is added is tried here, too, and
asks for its line in ``rules.RULES``.
"""

from contextlib import contextmanager
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.urls import reverse

from . import rules
from .addresses import every_address
from .people import EVERYONE
from .world import World

pytestmark = pytest.mark.django_db

ADDRESSES = every_address()
USUAL_METHODS = ["GET", "POST"]
OTHER_METHODS = ["HEAD", "PUT", "DELETE", "OPTIONS"]
#: What the service notes of its own accord: sessions, and how often something was tried.
MACHINERY = {"django_session", "accounts_allowance"}


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.DEVELOPMENT_INBOX = False


def test_every_address_has_one_rule():
    without = sorted({address.name for address in ADDRESSES if not rules.rules_for(address)})
    assert without == [], "Add a line for each to RULES in tests/access/rules.py"
    assert [a.name for a in ADDRESSES if len(rules.rules_for(a)) > 1] == []


def test_every_rule_is_that_of_an_address():
    used = [rule for address in ADDRESSES for rule in rules.rules_for(address)]
    stale = [name for name, rule in rules.RULES.items() if not any(rule is one for one in used)]
    assert stale == []


def test_every_parameter_has_a_sample():
    without = {
        name
        for address in ADDRESSES
        for rule in rules.rules_for(address)
        for name in address.parameters
        if name not in rules.SAMPLES | rule.samples
    }
    assert without == set(), (
        "Add a line for each to SAMPLES in tests/access/rules.py, or give it to the rule "
        "that needs it, as in ACCESS.having(draft=…)"
    )


@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who.__name__)
def test_every_address_lets_in_whom_its_rule_names(who):
    """
    With the usual methods and one of the others, taken in turn.

    So each other method meets each address and each person, though not all three at once.
    """
    turn = EVERYONE.index(who)
    _try_every_address(
        who, lambda place: [*USUAL_METHODS, OTHER_METHODS[(place + turn) % len(OTHER_METHODS)]]
    )


@pytest.mark.soak
@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who.__name__)
def test_every_address_lets_in_whom_its_rule_names_in_every_way(who):
    _try_every_address(who, lambda place: USUAL_METHODS + OTHER_METHODS)


def _try_every_address(who, methods_at):
    person = who(World())
    ruled = [address for address in ADDRESSES if rules.rules_for(address)]
    wrong = [
        problem
        for place, address in enumerate(ruled)
        for problem in _problems(address, person, methods_at(place))
    ]
    assert wrong == [], "\n".join(["", *wrong])


def _problems(address, person, methods):
    """What is wrong when this person tries an address, in sentences."""
    [rule] = rules.rules_for(address)
    is_let_in = rule.lets_in(person, address)
    path = rules.path_of(address, person)
    answers = {}
    for method in methods:
        with _undone(person.client) as written:
            response = person.client.generic(method, path)
        answers[method] = response
        called = f"{method} {path} ({address.name}) answers {response.status_code}"
        if words := _shown(response, _forbidden(rule, person, is_let_in)):
            yield f"{called} and shows {words}"
        if response.status_code >= 500:
            yield called
        if written and not (is_let_in and method == "POST"):
            yield f"{called} and writes to {written}"
        if not is_let_in and not _is_refused(response, rule.refusal(person), method):
            yield f"{called} to someone it should refuse with {rule.refusal(person)}"
        if is_let_in and method in {"GET", "POST"} and _leads_away(response):
            yield f"{called} to someone it should let in, and leads to {response.url}"
    statuses = {method: response.status_code for method, response in answers.items()}
    if is_let_in and not {statuses["GET"], statuses["POST"]} & {200, 302}:
        yield f"{path} ({address.name}) lets nobody in: {statuses}"
    if is_let_in and rule.shows_school:
        page = _reached(path, answers["GET"], person.client)
        if person.belongs_to.school.name not in page.content.decode():
            yield f"{path} ({address.name}) does not name the school"


def _reached(path, answer, client):
    """The answer, or the page to which it leads."""
    if not answer.has_header("Location"):
        return answer
    with _undone(client):
        return client.get(path, follow=True)


@contextmanager
def _undone(client):
    """Collects the tables written to, and then takes it all back, signing out included."""
    cookies = client.cookies.output(header="", sep=";")
    written = set()

    def watch(execute, sql, params, many, context):
        verb, *words = sql.split(maxsplit=3)
        if verb in {"INSERT", "UPDATE", "DELETE"}:
            table = words[0] if verb == "UPDATE" else words[1]
            written.update({table.strip('"')} - MACHINERY)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        yield written
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)


def _forbidden(rule, person, is_let_in):
    """The words that an answer may not hold."""
    known = person.asks_about.names if rule.names_school and is_let_in else []
    return [word for word in person.forbidden_words() if word not in known]


def _shown(response, words):
    answer = f"{response.content.decode()} {response.headers}"
    return [word for word in words if word in answer]


def _is_refused(response, refusal, method):
    if response.status_code == 405 and method != "GET":
        return True
    if method == "OPTIONS" and not response.content:
        return True
    if isinstance(refusal, set):
        return response.status_code in refusal
    return response.status_code == 302 and response.url.startswith(reverse(refusal))


def _leads_away(response):
    to_sign_in = [f"{reverse(name)}?" for name in [rules.TO_SIGN_IN, rules.TO_ADMIN_LOGIN]]
    return response.status_code == 302 and response.url.startswith(tuple(to_sign_in))
