"""What an induction tutor's home page shows of a school."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from config.support import contexts
from config.web import drafts, formats
from participants.queries.lists import Show
from partnerships.models import Partnership
from partnerships.services.reports import may_be_reported_wrong
from schools.access import owner_key
from schools.models import Cohort, Programme, School, SchoolCohort

#: What going on with an unfinished journey is called. Words may hold the year where that is
#: what the journey’s subject is.
JOURNEYS = {
    "set-up-training": "Continue your answer for {year}",
    "register-ect": "Continue adding an ECT",
    "register-mentor": "Continue adding a mentor",
}
#: Those of which each is about another person, so that all are shown and not the last alone.
ONE_FOR_EACH_PERSON = {"register-ect", "register-mentor"}


@dataclass(frozen=True)
class Link:
    """Something a page offers to do."""

    text: str
    url: str


@dataclass(frozen=True)
class Row:
    """A row of a summary list, with what may be changed in it."""

    key: str
    value: str
    change: Link | None = None


@dataclass
class Year:
    """One open cohort on a school's home: what the school has answered, and what is to do."""

    cohort: Cohort
    rows: list[Row]
    is_set_up: bool = False
    to_do: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def years(school: School) -> list[Year]:
    """Each open cohort, the newest first. Three queries, however many there are."""
    cohorts = Cohort.objects.open().annotate(
        ects_here=_counted(school.ects.current()),
        mentors_here=_counted(school.mentors.current()),
        has_people=Exists(school.ects.registered().filter(cohort=OuterRef("pk")))
        | Exists(school.mentors.registered().filter(cohort=OuterRef("pk"))),
    )
    answers = school.cohorts.select_related("appropriate_body")
    answered = {answer.cohort_id: answer for answer in answers}
    standing = school.partnerships.standing().with_providers().select_related("cohort")
    partnerships = {partnership.cohort_id: partnership for partnership in standing}
    return [
        _year(school, cohort, answered.get(cohort.pk), partnerships.get(cohort.pk), is_newest=not n)
        for n, cohort in enumerate(cohorts)
    ]


def _counted(places):
    """How many of them belong to a cohort."""
    of_cohort = places.filter(cohort=OuterRef("pk")).order_by().values("cohort")
    counted = of_cohort.annotate(counted=Count("teacher", distinct=True)).values("counted")
    return Coalesce(Subquery(counted), 0)


def where_to_set_up(school: School) -> str:
    """Where training is set up for the newest open cohort, or nothing if nobody needs to."""
    cohort = Cohort.objects.registration_cohort()
    answer = school.cohorts.filter(cohort=cohort).first()
    if cohort is None or not school.may_register or (answer and _is_all_said(answer)):
        return ""
    return _link(school, cohort, "partnerships:set-up-training")("").url


def _is_all_said(answer):
    expects_nobody = answer.expects_ects == SchoolCohort.Expects.NO
    return answer.is_set_up or (answer.is_settled and expects_nobody)


def to_do(school: School, years: list[Year], user) -> list[Link]:
    """What is left to do, with journeys to go on with in place of those to begin."""
    if not school.may_register:
        return []
    to_set_up = [str(year.cohort.start_year) for year in years if not year.is_set_up]
    begun = _begun(school, user, to_set_up=to_set_up)
    links = [begun.pop(link.url, link) for year in years for link in year.to_do]
    return [*links, *_without_mentor(school), *begun.values()]


def _without_mentor(school) -> list[Link]:
    """Where a school sees which of its ECTs have no mentor, if any."""
    count = school.ects.last_at_each_school().current().without_mentor().count()
    if not count:
        return []
    url = reverse("participants:ects", args=[school.urn])
    return [Link(f"ECTs without a mentor ({count})", f"{url}?show={Show.WITHOUT_MENTOR}")]


def _begun(school, user, *, to_set_up):
    """
    By where a journey begins: the last one that the tutor has not finished, to go on with.

    Those about a person not known yet all begin at one place, and each is gone on with.
    """
    mine = drafts.of(owner_key(user, school)).unfinished()
    begun = mine.filter(
        ~Q(journey="set-up-training") | Q(subject__in=to_set_up), journey__in=JOURNEYS
    ).exclude(resume_url="")
    return {_start_of(draft): _resume(draft) for draft in begun.order_by("updated_at")}


def _start_of(draft):
    """Where its journey begins: what every page of it has in its address before its number."""
    if draft.journey in ONE_FOR_EACH_PERSON:
        return draft.resume_url
    return draft.resume_url.partition(f"{draft.pk}/")[0]


def _resume(draft):
    words = JOURNEYS[draft.journey]
    if "{year}" in words:
        words = words.format(year=formats.academic_year(int(draft.subject)))
    is_one_of_several = draft.journey in ONE_FOR_EACH_PERSON
    begun = (formats.moment if is_one_of_several else formats.day)(draft.created_at)
    return Link(f"{words}, begun on {begun}", draft.resume_url)


def _year(school, cohort, answer, partnership, *, is_newest):
    set_up = _link(school, cohort, "partnerships:set-up-training")
    rows = _rows(school, cohort, answer, partnership, set_up)
    year = Year(cohort, [*rows, *_people(cohort)])
    year.is_set_up = answer is not None and answer.is_set_up
    if not school.may_register:
        return year
    if answer is None or not answer.is_settled:
        if is_newest:
            year.to_do.append(set_up(f"Tell us if you expect ECTs or mentors in {cohort}"))
    elif answer.expects_ects == SchoolCohort.Expects.YES and not answer.is_set_up:
        year.to_do.append(set_up(f"Set up training for {cohort}"))
    elif answer.is_set_up:
        _add_what_is_missing(year, school, cohort, answer, partnership)
    return year


def _people(cohort) -> list[Row]:
    """How many people of the cohort are here, if anyone ever was."""
    if not cohort.has_people:
        return []
    ects = f"{cohort.ects_here} ECT{'' if cohort.ects_here == 1 else 's'}"
    mentors = f"{cohort.mentors_here} mentor{'' if cohort.mentors_here == 1 else 's'} in training"
    return [Row("People here now", f"{ects}, {mentors}")]


def _add_what_is_missing(year, school, cohort, answer, partnership):
    if answer.programme == Programme.PROVIDER_LED and partnership is None:
        year.notes.append("Your lead provider needs to confirm this with us.")
    if answer.appropriate_body is None:
        appoint = _link(school, cohort, "partnerships:change-appropriate-body")
        year.to_do.append(appoint(f"Tell us your appropriate body for {cohort}"))
    if answer.programme in (
        Programme.OWN_DESIGN,
        Programme.SCHOOL_LED,
        Programme.SCHOOL_FUNDED_PROVIDER,
    ):
        year.notes.append(
            "You do not need a lead provider or a delivery partner with this programme, and you"
            " will get no emails from us about them."
        )


def _rows(school, cohort, answer, partnership, set_up):
    if answer is None:
        return [Row("ECTs or mentors expected", "Not answered yet", set_up("Answer"))]
    if not answer.is_set_up:
        return _open_rows(school, cohort, answer, partnership, set_up)
    change = _changes(school, cohort)
    body = answer.appropriate_body
    rows = [
        Row("ECTs or mentors expected", answer.get_expects_ects_display()),
        Row(
            "Training programme",
            answer.get_programme_display(),
            _ask(school, cohort) if cohort.has_people else change("programme"),
        ),
    ]
    if answer.programme == Programme.PROVIDER_LED:
        rows += _provider_rows(school, cohort, partnership, change("providers"))
    name = body.name if body else "Not appointed yet"
    return [*rows, Row("Appropriate body", name, change("appropriate-body"))]


def _open_rows(school, cohort, answer, partnership, set_up):
    """The school has still to speak, or has said that it expects nobody."""
    says = answer.get_expects_ects_display()
    if answer.answered_at is None:
        says = "Yes, as your lead provider told us"
    changed = answer.is_settled and answer.expects_ects == SchoolCohort.Expects.NO
    words = "Tell us if this has changed" if changed else "Answer"
    rows = [Row("ECTs or mentors expected", says, set_up(words))]
    if partnership:
        rows += _provider_rows(school, cohort, partnership, None)
    return rows


def _provider_rows(school, cohort, partnership: Partnership | None, change):
    if partnership is None:
        return [Row("Lead provider", "Not known yet", change)]
    partner = partnership.delivery_partner
    status = (
        "confirmed" if partnership.is_confirmed else "waiting for your lead provider to confirm"
    )
    wrong = None
    if may_be_reported_wrong(partnership):
        report = _link(school, cohort, "partnerships:report-wrong")
        wrong = report("Tell us if this is wrong")
    return [
        Row("Lead provider", f"{partnership.lead_provider.name} ({status})", change),
        Row("Delivery partner", partner.name if partner else "Not known yet", wrong or change),
    ]


def _link(school, cohort, view):
    url = reverse(view, kwargs={"urn": school.urn, "year": cohort.start_year})
    return lambda text: Link(text, url)


def _ask(school, cohort):
    """To staff, for a programme that people are trained in already."""
    url = contexts.url_for(
        topic="Changing the training programme",
        school_urn=school.urn,
        school=school.label,
        cohort_year=cohort.start_year,
    )
    return Link("Ask DfE to change this", url)


def _changes(school, cohort):
    def change(what):
        return _link(school, cohort, f"partnerships:change-{what}")("Change")

    return change
