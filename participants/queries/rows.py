"""The rows of someone's page: what we know of them, and what may be changed in each."""

from dataclasses import dataclass, field

from django.urls import reverse

from config.support import contexts
from config.web import formats
from participants.changeable import Change
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import registrations

from .following import Following

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


class Links:
    """What a tutor may do with one person's record today, as links."""

    def __init__(self, place: ECTAtSchool | MentorAtSchool, may: set[Change]):
        self.place, self.may = place, may
        self.role = "ect" if isinstance(place, ECTAtSchool) else "mentor"
        self.where = {"urn": place.school.urn, self.role: place.pk}

    def change(self, change, view, *, text="Change", about="") -> Link | None:
        """To the journey that changes something, if that is open to change."""
        return Link(text, reverse(view, kwargs=self.where), about) if change in self.may else None

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
        return reverse(view, kwargs=self.where)


def who(place: ECTAtSchool | MentorAtSchool, links: Links, *, shows_birth: bool) -> list[Row]:
    """Name, TRN, date of birth, which is hidden until asked for, and email address."""
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
            place.full_name,
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


def start_date(ect: ECTAtSchool, links: Links) -> Row:
    """An ECT's first day, which staff change once it has come."""
    may = links.changes(Change.START_DATE, "participants:change-start-date", "start date")
    return Row("Start date", formats.day(ect.started_on), links=may or links.ask("start date"))


def last_day(place: ECTAtSchool | MentorAtSchool) -> list[Row]:
    """The last day, if there is an end in sight."""
    return [Row("Last day", formats.day(place.last_day))] if place.last_day else []


def appropriate_body(following: Following, links: Links) -> Row:
    """Who checks an ECT's induction, and whether that is the school's body."""
    body = following.appropriate_body
    note = "Not your school’s" if following.body_is_own else "Your school’s"
    change = links.changes(
        Change.APPROPRIATE_BODY, "participants:change-ect-appropriate-body", "appropriate body"
    )
    if body is None:
        return Row("Appropriate body", "Not appointed yet", links=change)
    return Row("Appropriate body", body.name, note, links=change)


def training(following: Following, links: Links) -> list[Row]:
    """The programme and, where DfE funds a provider, the lead provider and delivery partner."""
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
