"""
The pages about ECTs and mentors, at the school of the cast that has 400 of them.

Each page is opened several times. The journeys are walked as often, each time for somebody
new, and every step has a line of its own: what it takes to show it, and to save its answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.test import Client
from django.urls import reverse

from config.home.sample_data import cast
from config.home.sample_data.people import FIRST_TRN_OF_CROWD
from config.web import clock
from participants.models import Teacher
from schools.models import School

from .walks import Page, most_and_median, new_client, noted, walk

TIMES = 9


def figures() -> Iterator[tuple[str, str]]:
    """What each list, page and step takes."""
    school = big_school()
    client = signed_in(school)
    for what, address in _pages(school):
        client.get(address)
        notes = [noted(client.get, address)[1] for _ in range(TIMES)]
        yield what, most_and_median(notes)
    for what, walks in _journeys(school):
        steps: dict[str, list[Page]] = defaultdict(list)
        for start, answers in islice(walks, TIMES):
            for page in walk(client, start, answers=answers):
                steps[page.step].append(page)
        for step, pages in steps.items():
            shown = most_and_median(page.shown for page in pages)
            saved = most_and_median(page.saved for page in pages)
            yield f"{what}, {step}: show; save", f"{shown}; {saved}"


def big_school() -> School:
    """The school with 400 people."""
    [name] = [part.name for part in cast.PARTS if part.story == cast.MANY_PEOPLE]
    return School.objects.get(name=name)


def signed_in(school: School) -> Client:
    """The browser of a school’s induction tutor."""
    client, tutor = new_client(), school.find_tutor()
    tutor.privacy_accepted_at = clock.now()
    tutor.save()
    client.force_login(tutor, backend="config.accounts.backends.LinkBackend")
    return client


def _pages(school) -> Iterator[tuple[str, str]]:
    def at(page, *place):
        return reverse(f"participants:{page}", args=[school.urn, *place])

    ect = school.ects.current().exclude(mentorships=None).first()
    mentor = school.mentors.current().exclude(mentorships=None).first()
    surname = ect.teacher.last_name
    yield "List of ECTs, 400 people", at("ects")
    yield "List of ECTs, page 3", f"{at('ects')}?page=3"
    yield "List of ECTs who have left", f"{at('ects')}?show=past"
    yield "Search ECTs by name", f"{at('ects')}?q={surname}"
    yield "Search ECTs by TRN", f"{at('ects')}?q={ect.teacher.trn}"
    yield "ECTs as a file", at("ects-csv")
    yield "List of mentors", at("mentors")
    yield "Mentors as a file", at("mentors-csv")
    yield "Page of an ECT", at("ect", ect.pk)
    yield "Page of a mentor", at("mentor", mentor.pk)
    yield "The school’s home", reverse("home:school", args=[school.urn])


def _journeys(school) -> Iterator[tuple[str, Iterable[tuple[str, dict[str, str]]]]]:
    """Each with the first page and the answers of as many walks as are wanted."""
    newcomers = unknown_people()

    def start(journey, *place):
        return reverse(f"participants:{journey}", args=[school.urn, *place])

    to_be_mentored = school.ects.current().without_mentor().values_list("pk", flat=True)
    mentors = school.mentors.current().values_list("pk", flat=True)
    yield "Register an ECT", ((start("register-ect"), who) for who in newcomers)
    yield "Register a mentor", ((start("register-mentor"), who) for who in newcomers)
    yield "Assign a mentor", ((start("assign-mentor", ect), {}) for ect in list(to_be_mentored))
    yield "Assign an ECT", ((start("assign-ects", mentor), {}) for mentor in list(mentors))


def unknown_people() -> Iterator[dict[str, str]]:
    """Answers about one new person after another, that lead past every question."""
    today = clock.today()
    started = {"day": today.day, "month": today.month, "year": today.year}
    born = {"day": 1, "month": 2, "year": today.year - 30}
    for number in range(FIRST_TRN_OF_CROWD - 1, 0, -1):
        trn = f"{number:07}"
        if Teacher.objects.filter(trn=trn).exists():
            continue
        yield {
            "trn": trn,
            "email": f"{trn}@benchmark.example",
            **{f"date_of_birth-{part}": str(number) for part, number in born.items()},
            **{f"started_on-{part}": str(number) for part, number in started.items()},
            "follows_school": "no",
            "is_oneself": "no",
            "with_schools_providers": "no",
        }
