"""The lists of a school's ECTs and mentors, the same as files, and a page for each person."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from config.web import clock
from config.web.downloads import csv_file
from participants import history
from participants.journeys.people import find_ects, find_mentors
from participants.queries import lists, pages, rows, sheets
from participants.queries.lists import Asked, Show
from schools.access import for_tutor

#: How many people a page of a list shows.
PAGE_LENGTH = 50


@dataclass(frozen=True)
class List:
    """
    One of the two lists.

    ``to_show`` names those whom it may show. ``find`` finds them, ``rows_of`` tells what the
    list says of each, and ``cells_of`` what the file says, under its ``heading``.
    """

    name: str
    to_show: dict[Show, str]
    find: Callable
    rows_of: Callable
    heading: list[str]
    cells_of: Callable


ECTS = List(
    "ECTs",
    {
        Show.CURRENT: "Current ECTs",
        Show.WITHOUT_MENTOR: "ECTs without a mentor",
        Show.PAST: "ECTs who have left or completed",
    },
    lists.ects,
    lists.ect_rows,
    sheets.ECT_HEADING,
    sheets.ect_cells,
)
MENTORS = List(
    "Mentors",
    {Show.CURRENT: "Current mentors", Show.PAST: "Mentors who have left"},
    lists.mentors,
    lists.mentor_rows,
    sheets.MENTOR_HEADING,
    sheets.mentor_cells,
)


@for_tutor
def ects(request, urn):
    """The school's ECTs: those of today, those without a mentor, or those who are done."""
    return _list(request, ECTS, "participants/people/ects.html")


@for_tutor
def mentors(request, urn):
    """The school's mentors: those of today, or those who have left."""
    return _list(request, MENTORS, "participants/people/mentors.html")


@for_tutor
def ects_csv(request, urn):
    """All ECTs that the list shows, page by page, as one file."""
    return _file(request, ECTS)


@for_tutor
def mentors_csv(request, urn):
    """All mentors that the list shows, page by page, as one file."""
    return _file(request, MENTORS)


def _list(request, one, template):
    """A page of a list, or what to do where nobody is in it."""
    school, asked = request.school, Asked.of(request.GET, offered=one.to_show)
    found = Paginator(one.find(school, asked), PAGE_LENGTH)
    page = found.get_page(request.GET.get("page"))
    context = {
        "school": school,
        "today": clock.today(),
        "people": one.name,
        "to_show": one.to_show,
        "asked": asked,
        "page": page,
        "pagination": _pagination(page, asked),
        "rows": one.rows_of(page) if found.count else [],
        "set_up_url": "" if found.count else lists.where_to_set_up(school),
    }
    return render(request, template, context)


def _file(request, one):
    asked = Asked.of(request.GET, offered=one.to_show)
    rows = one.rows_of(one.find(request.school, asked))
    name = f"{one.name.lower()}-{request.school.urn}-{clock.today().isoformat()}.csv"
    return csv_file(name, heading=one.heading, rows=one.cells_of(rows))


def _pagination(page, asked):
    """The links to the other pages, or nothing where there is one."""
    if page.paginator.num_pages == 1:
        return {}
    links = {
        name: {"href": asked.address(page=number)}
        for name, number, is_there in [
            ("previous", page.number - 1, page.has_previous()),
            ("next", page.number + 1, page.has_next()),
        ]
        if is_there
    }
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [
        {"number": number, "href": asked.address(page=number), "current": number == page.number}
        if number != Paginator.ELLIPSIS
        else {"ellipsis": True}
        for number in shown
    ]
    return links | {"items": items}


@for_tutor
def ect(request, urn, ect):
    """One ECT: who they are, who mentors them, how they are trained, what has happened."""
    ect = get_object_or_404(find_ects(request.school), pk=ect)
    page = pages.of_ect(ect, shows_birth=_asks_for_birth(request))
    return _person(request, "participants/people/ect.html", ect, page)


@for_tutor
def mentor(request, urn, mentor):
    """One mentor: who they are, whom they mentor, how they are trained, what has happened."""
    mentor = get_object_or_404(find_mentors(request.school), pk=mentor)
    page = pages.of_mentor(mentor, shows_birth=_asks_for_birth(request))
    return _person(request, "participants/people/mentor.html", mentor, page)


def _asks_for_birth(request):
    return request.GET.get(rows.SHOWN) == rows.BIRTH


def _person(request, template, place, page):
    school = request.school
    happenings = history.at_school(
        place.teacher, school=school, email=place.email, reader=request.user
    )
    context = {"school": school, "place": place, "shown": page, "happenings": happenings}
    return render(request, template, context)
