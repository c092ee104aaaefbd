"""
The emails that follow a move to another school, or leaving one.

Each names one school at most: the one whose reader it is for. Nobody learns from us where
someone goes to, or where they were before.
"""

import uuid
from datetime import date
from typing import Any

from config.web import clock, formats
from notifications import outbox
from notifications.kinds import EmailKind, register
from participants.models import ECTAtSchool, MentorAtSchool
from participants.queries import training_of
from participants.terms import term_starting
from partnerships.models import LeadProvider
from schools.models import Programme

from . import people

Place = ECTAtSchool | MentorAtSchool


def _sample() -> dict[str, Any]:
    return {
        "name": "Zoë",
        "tutor": "Grace",
        "person": "Zoë Smith",
        "trn": "1234567",
        "is_ect": True,
        "school": "Ashford School",
        "urn": "100001",
        "year": formats.academic_year(2026),
        "first_day": date(2026, 9, 1),
        "last_day": date(2026, 8, 31),
        "programme": Programme.PROVIDER_LED.value,
        "lead_provider": "Northern Lights Training",
        "delivery_partner": "Ashford Teaching School Hub",
        "appropriate_body": "Kent Teaching School Hub",
        "is_trained": True,
        "term": "",
        "is_to_come": True,
    }


def _kind(name: str) -> EmailKind:
    template = f"emails/participants/{name.replace('-', '_')}.md"
    return register(EmailKind(name=name, template=template, sample=_sample))


MOVED = register(
    EmailKind(
        name="moved",
        template="emails/participants/moved.md",
        sample=_sample,
        links=people.pages,
        sample_links=people.LINKS,
    )
)
SOMEONE_LEAVING = _kind("someone-leaving")
SOMEONE_NOT_JOINING = _kind("someone-not-joining")
SOMEONE_BACK = _kind("someone-back")
JOINING_WITH_YOU = _kind("joining-with-same-provider")
JOINING = _kind("joining-training")
LEAVING = _kind("leaving-training")
NOT_JOINING = _kind("not-joining-training")
LEAVER_REPORTED = _kind("leaver-reported")
LEAVER_STAYS = _kind("leaver-stays")


def moved(place: Place) -> None:
    """To someone who moves: to which school, from when, and how they are trained there."""
    training = training_of(place)
    people.write(
        MOVED,
        place,
        context={
            "is_ect": isinstance(place, ECTAtSchool),
            "first_day": place.started_on,
            "is_trained": place.cohort_id is not None,
            "term": _term_to_come(place),
            "programme": training.programme,
            "lead_provider": training.lead_provider,
            "delivery_partner": training.delivery_partner,
            "appropriate_body": training.appropriate_body,
        },
        dedupe_key=f"moved/{_key(place)}",
    )


def someone_leaving(place: Place) -> None:
    """To the tutor of a school: another school has said from when someone is there."""
    _to_tutor(SOMEONE_LEAVING, place, last_day=place.last_day)


def someone_not_joining(place: Place) -> None:
    """To the tutor of a school that had registered someone: they go elsewhere instead."""
    _to_tutor(SOMEONE_NOT_JOINING, place)


def someone_back(place: Place) -> None:
    """To the tutor of a school: another school has taken its claim back."""
    _to_tutor(SOMEONE_BACK, place, is_to_come=place.started_on > clock.today())


def joining_with_same_provider(lead_provider: LeadProvider, place: Place) -> None:
    """To a lead provider: someone it trains is at another school."""
    _to_lead_provider(JOINING_WITH_YOU, lead_provider, place)


def joining_training(lead_provider: LeadProvider, place: Place) -> None:
    """To a lead provider: someone is to be trained by it, and at which school."""
    _to_lead_provider(JOINING, lead_provider, place)


def leaving_training(lead_provider: LeadProvider, place: Place) -> None:
    """To a lead provider: someone it trains at a school has moved, and is not trained by it."""
    _to_lead_provider(LEAVING, lead_provider, place)


def not_joining_training(lead_provider: LeadProvider, place: Place) -> None:
    """To a lead provider: someone whom it expected at a school does not come there."""
    _to_lead_provider(NOT_JOINING, lead_provider, place)


def leaver_reported(lead_provider: LeadProvider, place: Place) -> None:
    """To the lead provider of someone who leaves their school."""
    _to_lead_provider(LEAVER_REPORTED, lead_provider, place)


def leaver_stays(lead_provider: LeadProvider, place: Place) -> None:
    """To the same: they stay after all."""
    _to_lead_provider(LEAVER_STAYS, lead_provider, place)


def _to_tutor(kind, place, **context):
    """A school without a tutor, or one that has closed, gets none."""
    school = place.school
    tutor = None if school.has_closed else school.find_tutor()
    if tutor is None:
        return
    outbox.write(
        kind,
        to=tutor.email,
        about=place.teacher,
        school_urn=school.urn,
        context=_about(place) | context | {"tutor": tutor.first_name},
        dedupe_key=f"{kind.name}/{_key(place)}/{uuid.uuid4()}",
    )


def _to_lead_provider(kind, lead_provider, place):
    """One email to each of its contacts. What is told again is sent again."""
    once = uuid.uuid4()
    outbox.write_all(
        outbox.compose(
            kind,
            to=contact.email,
            about=place.teacher,
            school_urn=place.school.urn,
            context=_about(place) | {"lead_provider": lead_provider.name},
            dedupe_key=f"{kind.name}/{_key(place)}/{once}/{contact.pk}",
        )
        for contact in lead_provider.contacts.all()
    )


def _about(place) -> dict[str, Any]:
    teacher, training = place.teacher, training_of(place)
    return {
        "person": place.full_name,
        "trn": teacher.trn,
        "is_ect": isinstance(place, ECTAtSchool),
        "school": place.school.name,
        "urn": str(place.school.urn),
        "year": str(place.cohort) if place.cohort else "",
        "first_day": place.started_on,
        "last_day": place.last_day,
        "delivery_partner": training.delivery_partner.name if training.delivery_partner else "",
    }


def _term_to_come(place) -> str:
    """The term in which someone's mentor training starts, unless it has."""
    if isinstance(place, ECTAtSchool) or place.training_starts_on is None:
        return ""
    term = term_starting(place.training_starts_on)
    return term.in_sentence if term.first_day > clock.today() else ""


def _key(place) -> str:
    return f"{'ect' if isinstance(place, ECTAtSchool) else 'mentor'}/{place.pk}"
