"""What the page of an ECT or of a mentor shows: rows, with what may be changed in each."""

from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from config.support import contexts
from config.support.contexts import Person
from config.web import clock, formats
from participants import statuses
from participants.changeable import Change, changes_of_ect, changes_of_mentor
from participants.models import ECTAtSchool, MentorAtSchool, Mentorship, Teacher
from participants.services import leaving, registrations
from participants.statuses import ECTStatus, MentorStatus
from schools.models import School

from .following import Following, training_of
from .mentors import training_in_words

#: What an address says to have a date of birth shown: “?show=date-of-birth”.
SHOWN, BIRTH = "show", "date-of-birth"


@dataclass(frozen=True)
class Link:
    """Something a page offers to do. ``about`` is read out after its text."""

    text: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a summary list: a value, more about it, and what can be done with it."""

    key: str
    value: str
    note: str = ""
    links: list[Link] = field(default_factory=list)


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
    links = _Links(ect, changes_of_ect(ect))
    mentors = _mentors_of(ect)
    has_mentor = any(not one.is_over for one in mentors)
    return Page(
        status=status,
        details=[
            *_who(ect, links, shows_birth=shows_birth),
            Row("Year", str(ect.cohort), links=links.ask("year")),
            _start_date(ect, links),
            *_last_day(ect),
        ],
        training=[
            _appropriate_body(following, links),
            *_training(following, links),
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
    links = _Links(mentor, changes_of_mentor(mentor))
    ects = _ects_of(mentor)
    following = training_of(mentor)
    training = [Row("Mentor training", training_in_words(mentor, following))]
    if mentor.cohort:
        training.append(Row("Year", str(mentor.cohort), links=links.ask("year of training")))
        training.extend(_training(following, links))
    return Page(
        status=statuses.of_mentor(mentor, is_mentoring=any(not one.is_over for one in ects)),
        details=[
            *_who(mentor, links, shows_birth=shows_birth),
            Row("First day as a mentor here", formats.day(mentor.started_on)),
            *_last_day(mentor),
        ],
        training=training,
        others=ects,
        help_url=links.help_about("A mentor"),
        change_others=links.change(
            Change.EMAIL, "participants:assign-ects", text="Assign ECTs to them"
        ),
        leaving=_leaving(mentor, "mentor"),
        remove_url=links.remove("participants:remove-mentor"),
    )


def find_person(user, key: str) -> Person | None:
    """Whom the key of a help request names, as “ect/12”, if this user is a tutor there."""
    role, _, number = key.partition("/")
    place_of = {"ect": "ect_places", "mentor": "mentor_places"}.get(role)
    if place_of is None:
        return None
    here = {
        f"{place_of}__pk": number,
        f"{place_of}__removed_at": None,
        f"{place_of}__school__in": School.objects.tutored_by(user),
    }
    teacher = Teacher.objects.filter(**here).first()
    if teacher is None:
        return None
    return Person(words=f"{teacher.full_name}, TRN {teacher.trn}", trn=teacher.trn)


class _Links:
    """What a tutor may do with one person's record today, as links."""

    def __init__(self, place: ECTAtSchool | MentorAtSchool, may: set[Change]):
        self.place, self.may = place, may
        self.role = "ect" if isinstance(place, ECTAtSchool) else "mentor"
        self.where = {"urn": place.school.urn, self.role: place.pk}

    def change(self, change, view, *, text="Change", about="") -> Link | None:
        """To the journey that changes something, if that is open to change."""
        url = self._to(view) if change in self.may else ""
        return Link(text, url, about) if url else None

    def changes(self, change, view, about) -> list[Link]:
        """The same for a row, whose value is ``about`` something."""
        return list(filter(None, [self.change(change, view, about=about)]))

    def help_about(self, topic) -> str:
        """“Ask DfE for help”, with the person filled in."""
        place = self.place
        return contexts.url_for(
            topic=topic,
            school_urn=place.school.urn,
            school=place.school.label,
            cohort_year=place.cohort.start_year if place.cohort else None,
            person=f"{self.role}/{place.pk}",
        )

    def ask(self, about) -> list[Link]:
        """To the same, for what staff alone may change while the person is here."""
        if not self.may:
            return []
        url = self.help_about(f"Changing someone’s {about}")
        return [Link("Ask DfE to change this", url, about)]

    def remove(self, view) -> str:
        """To taking the registration back, while it can be."""
        if not (self.may and registrations.may_be_removed(self.place)):
            return ""
        return self._to(view)

    def _to(self, view) -> str:
        """Where a journey about the person begins, once there is one."""
        try:
            return reverse(view, kwargs=self.where)
        except NoReverseMatch:
            return ""


def _who(place, links, *, shows_birth) -> list[Row]:
    teacher = place.teacher
    born_on = formats.day(teacher.date_of_birth) if shows_birth else "Hidden"
    toggle = (
        Link("Hide", "?", "date of birth")
        if shows_birth
        else Link("Show", f"?{SHOWN}={BIRTH}", "date of birth")
    )
    return [
        Row(
            "Name",
            teacher.full_name,
            links=links.changes(Change.NAME, f"participants:change-{links.role}-name", "name"),
        ),
        Row("TRN", teacher.trn, links=links.ask("TRN")),
        Row("Date of birth", born_on, links=[toggle, *links.ask("date of birth")]),
        Row(
            "Email address",
            place.email,
            links=links.changes(
                Change.EMAIL, f"participants:change-{links.role}-email", "email address"
            ),
        ),
    ]


def _start_date(ect, links):
    may = links.changes(Change.START_DATE, "participants:change-start-date", "start date")
    return Row("Start date", formats.day(ect.started_on), links=may or links.ask("start date"))


def _leaving(place, role) -> list[Link]:
    """Where a school says that someone leaves, or that they stay after all."""
    name, about = place.teacher.full_name, [place.school.urn, place.pk]
    links = []
    if leaving.may_report(place):
        text = "Change the last day" if place.own_finished_on else f"{name} is leaving your school"
        links.append(Link(text, reverse(f"participants:report-{role}-leaving", args=about)))
    if leaving.may_stay(place):
        text = f"{name} is staying at your school"
        links.append(Link(text, reverse(f"participants:{role}-stays", args=about)))
    return links


def _last_day(place) -> list[Row]:
    return [Row("Last day", formats.day(place.last_day))] if place.last_day else []


def _appropriate_body(following: Following, links):
    body = following.appropriate_body
    note = "Not your school’s" if following.body_is_own else "Your school’s"
    change = links.changes(
        Change.APPROPRIATE_BODY, "participants:change-ect-appropriate-body", "appropriate body"
    )
    if body is None:
        return Row("Appropriate body", "Not appointed yet", links=change)
    return Row("Appropriate body", body.name, note, links=change)


def _training(following: Following, links) -> list[Row]:
    programme = following.programme
    rows = [Row("Training programme", programme.label if programme else "Not set up yet")]
    if not following.is_provider_led:
        return rows
    lead, partner = following.lead_provider, following.delivery_partner
    return [
        *rows,
        Row(
            "Lead provider",
            lead.name if lead else "Not known yet",
            _about_provider(following),
            links.ask("lead provider"),
        ),
        Row(
            "Delivery partner",
            partner.name if partner else "Not known yet",
            links=links.ask("delivery partner"),
        ),
    ]


def _about_provider(following):
    if following.lead_provider is None:
        return ""
    if following.is_own:
        return "Their own, which may differ from your school’s"
    if following.is_confirmed:
        return "Your school’s, confirmed"
    return "Your school’s, waiting for your lead provider to confirm"


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
        for one in found.select_related("ect__teacher").order_by(
            "ect__teacher__last_name", "ect__teacher__first_name", "started_on"
        )
    ]


def _other(mentorship: Mentorship, place, role):
    where = {"urn": mentorship.school.urn, role: place.pk}
    return Other(
        name=place.teacher.full_name,
        url=reverse(f"participants:{role}", kwargs=where),
        days=_days(mentorship),
        is_over=mentorship.is_over(),
    )


def _days(mentorship):
    first_day, last_day = mentorship.started_on, mentorship.last_day
    if last_day:
        return f"{formats.day(first_day)} to {formats.day(last_day)}"
    return f"{'from' if first_day > clock.today() else 'since'} {formats.day(first_day)}"
