"""What the page of an ECT or of a mentor shows: rows, with what may be changed in each."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from config.support.contexts import Person
from config.web import clock, formats
from participants import statuses
from participants.changeable import Change, changes_of_ect, changes_of_mentor
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship
from participants.models.kept_names import name_order
from participants.services import leaving
from participants.statuses import ECTStatus, MentorStatus
from schools.access import schools_of

from . import rows
from .following import training_of
from .mentors import training_in_words
from .rows import Link, Links, Row


@dataclass(frozen=True)
class Other:
    """Whom someone mentors, or is mentored by: the days of it, and the other's page."""

    name: str
    url: str
    days: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that the page of one person shows, but for what has happened to them."""

    status: ECTStatus | MentorStatus
    details: list[Row]
    training: list[Row]
    others: list[Other]
    help_url: str
    change_others: Link | None = None
    needs_mentor: bool = False
    leaving: list[Link] = field(default_factory=list)
    remove_url: str = ""

    @property
    def others_now(self) -> list[Other]:
        """Those of today, and of later."""
        return [other for other in self.others if not other.is_over]

    @property
    def others_before(self) -> list[Other]:
        """Those of before."""
        return [other for other in self.others if other.is_over]


def of_ect(ect: ECTAtSchool, *, shows_birth: bool) -> Page:
    """What the page of an ECT shows: one of ``for_pages``. Two queries."""
    status, following = statuses.of_ect(ect), training_of(ect)
    links = Links(ect, changes_of_ect(ect))
    mentors = _mentors_of(ect)
    has_mentor = any(not one.is_over for one in mentors)
    return Page(
        status=status,
        details=[
            *rows.who(ect, links, shows_birth=shows_birth),
            Row("Year", str(ect.cohort), links=links.ask("year")),
            rows.start_date(ect, links),
            *rows.last_day(ect),
        ],
        training=[
            rows.appropriate_body(following, links),
            *rows.training(following, links),
        ],
        others=mentors,
        help_url=links.help_about("An ECT"),
        change_others=links.change(
            Change.MENTOR,
            "participants:assign-mentor",
            text="Change the mentor" if has_mentor else "Assign a mentor",
        ),
        needs_mentor=not (has_mentor or status.is_past),
        leaving=_leaving(ect, "ect"),
        remove_url=links.remove("participants:remove-ect"),
    )


def of_mentor(mentor: MentorAtSchool, *, shows_birth: bool) -> Page:
    """What the page of a mentor shows: one of ``for_pages``. Two queries."""
    links = Links(mentor, changes_of_mentor(mentor))
    ects = _ects_of(mentor)
    following = training_of(mentor)
    training = [Row("Mentor training", training_in_words(mentor, following))]
    if mentor.cohort:
        training.append(Row("Year", str(mentor.cohort), links=links.ask("year of training")))
        training.extend(rows.training(following, links))
    return Page(
        status=statuses.of_mentor(mentor, is_mentoring=any(not one.is_over for one in ects)),
        details=[
            *rows.who(mentor, links, shows_birth=shows_birth),
            Row("First day as a mentor here", formats.day(mentor.started_on)),
            *rows.last_day(mentor),
        ],
        training=training,
        others=ects,
        help_url=links.help_about("A mentor"),
        change_others=links.change(
            Change.MENTOR, "participants:assign-ects", text="Assign ECTs to them"
        ),
        leaving=_leaving(mentor, "mentor"),
        remove_url=links.remove("participants:remove-mentor"),
    )


def find_person(user, key: str) -> Person | None:
    """Whom the key of a help request names, as “ect/12”, if this user is a tutor there."""
    role, _, number = key.partition("/")
    places_as = {"ect": ECTAtSchool.objects, "mentor": MentorAtSchool.objects}
    places: Any = places_as.get(role)
    if places is None:
        return None
    here = places.not_removed().filter(school__in=schools_of(user))
    place = here.filter(pk=number).select_related("teacher").first()
    if place is None:
        return None
    trn = place.teacher.trn
    return Person(words=f"{place.full_name}, TRN {trn}", trn=trn)


def _leaving(place, role) -> list[Link]:
    """Where a school says that someone leaves, or that they stay after all."""
    name, about = place.full_name, [place.school.urn, place.pk]
    links = []
    if leaving.may_report(place):
        text = f"Tell us that {name} is leaving your school"
        if place.own_finished_on:
            text = "Change the last day"
        links.append(Link(text, reverse(f"participants:report-{role}-leaving", args=about)))
    if leaving.may_stay(place):
        text = f"Tell us that {name} is staying at your school"
        links.append(Link(text, reverse(f"participants:{role}-stays", args=about)))
    return links


def _mentors_of(ect) -> list[Other]:
    """Who mentors or mentored someone at the school, the latest first."""
    found = ect.school.mentorships.not_removed().filter(ect__teacher=ect.teacher_id)
    return [
        _other(one, one.mentor, "mentor")
        for one in found.select_related("mentor__teacher").order_by("-started_on")
    ]


def _ects_of(mentor) -> list[Other]:
    """Whom someone mentors or mentored at the school, by name."""
    found = mentor.school.mentorships.not_removed().filter(mentor__teacher=mentor.teacher_id)
    return [
        _other(one, one.ect, "ect")
        for one in found.select_related("ect__teacher").order_by(*name_order("ect__"), "started_on")
    ]


def _other(mentorship: Mentorship, place, role):
    where = {"urn": mentorship.school.urn, role: place.pk}
    return Other(
        name=place.full_name,
        url=reverse(f"participants:{role}", kwargs=where),
        days=_days(mentorship),
        is_over=mentorship.is_over(),
    )


def _days(mentorship):
    first_day, last_day = mentorship.started_on, mentorship.last_day
    if last_day == first_day:
        return formats.day(first_day)
    if last_day:
        return f"{formats.day(first_day)} to {formats.day(last_day)}"
    return f"{'from' if first_day > clock.today() else 'since'} {formats.day(first_day)}"
