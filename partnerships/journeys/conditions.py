"""
When each page is asked: each function looks at the records and at the answers before it.

They read like the sentences of the rules: the school expects ECTs, last year's partnership is
on offer again, the school names another lead provider.
"""

from appropriate_bodies.forms import NOT_APPOINTED
from partnerships import forms
from partnerships.models import Partnership
from schools.models import Invitation, Programme, SchoolCohort
from schools.services import tutors

YES, NO = SchoolCohort.Expects.YES, SchoolCohort.Expects.NO


def is_settled(journey):
    """The school has answered: through another link, or a moment ago."""
    return journey.school_cohort is not None and journey.school_cohort.is_settled


def is_set_up(journey):
    """The school has said how it trains, so that its tutor changes one thing at a time."""
    return journey.school_cohort is not None and journey.school_cohort.is_set_up


def is_not_set_up(journey):
    """There is nothing to change yet: the tutor sets up training first."""
    return not is_set_up(journey)


def is_not_provider_led(journey):
    """The school uses no training provider that DfE pays for, or may not use one any more."""
    return journey.programme != Programme.PROVIDER_LED or not journey.school.is_funded


def is_not_reported(journey):
    """No lead provider has named the school, or the school did so first."""
    return journey.standing is None or journey.standing.reported_at is None


def has_people(journey):
    """Someone is registered in the cohort, whose training hangs on the programme."""
    return journey.has_people


def has_people_after_all(journey):
    """The school says that it has no ECTs, but someone is registered in the cohort."""
    return journey.answers["wrong_because"] == Partnership.Ending.NO_ECTS and journey.has_people


def keeps_body(journey):
    """The body chosen is the one that we have on record."""
    body = journey.answers.get("appropriate_body")
    return journey.school_cohort.appropriate_body_id == (body.pk if body else None)


def keeps_providers(journey):
    """The providers chosen are those that the school has."""
    chosen = journey.answers["lead_provider"], journey.answers["delivery_partner"]
    return journey.standing is not None and journey.standing.has_providers(*chosen)


def asks_about_tutor(journey):
    """The link went to the school contact, and we know a tutor."""
    to_contact = journey.invitation.recipient == Invitation.Recipient.SCHOOL_CONTACT
    return to_contact and journey.tutor is not None


def expects_ects(journey):
    """The school has said yes."""
    return journey.answers["expects_ects"] == YES


def asks_about_report(journey):
    """The lead provider has named the school, which may still say that this is wrong."""
    return expects_ects(journey) and journey.may_report_wrong


def says_report_is_wrong(journey):
    """The school has said that its lead provider's report is wrong."""
    return asks_about_report(journey) and not journey.answers["reported_right"]


def asks_about_last_year(journey):
    """There is a partnership of last year to go on with, and none for this year."""
    return expects_ects(journey) and journey.last is not None


def may_continue(journey):
    """Last year's partnership is on offer again."""
    return asks_about_last_year(journey) and journey.is_last_offered


def may_not_continue(journey):
    """Last year's partnership is not on offer any more."""
    return asks_about_last_year(journey) and not journey.is_last_offered


def changes_something(journey):
    """The school does not go on as it was."""
    return may_not_continue(journey) or (
        asks_about_last_year(journey) and not journey.answers["goes_on"]
    )


def changes(what):
    """A condition: the school changes this (see ``forms.WhatChangesForm``)."""
    return lambda journey: changes_something(journey) and journey.answers["changes"] == what


def names_lead_provider(journey):
    """The school uses another lead provider than the one we know."""
    return changes(forms.LEAD_PROVIDER)(journey) or (
        says_report_is_wrong(journey)
        and journey.answers["wrong_because"] == Partnership.Ending.OTHER_PROVIDER
    )


def names_delivery_partner(journey):
    """The delivery partner is another too."""
    return names_lead_provider(journey) or changes(forms.DELIVERY_PARTNER)(journey)


def sets_up(journey):
    """Nothing that we know says how the school, which expects ECTs, trains them."""
    if journey.reported and not says_report_is_wrong(journey):
        return False
    return expects_ects(journey) and not names_lead_provider(journey) and journey.last is None


def chooses_programme(journey):
    """The school says how it trains, anew or other than last year."""
    return sets_up(journey) or changes(forms.PROGRAMME)(journey)


def training_is_known(journey):
    """The answers so far say how training is run, so that a body can be asked for."""
    return journey.programme != ""


def says_which_type(journey):
    """The school has not said that it has no body."""
    return training_is_known(journey) and journey.answers.get("body_appointed", True)


def has_body(journey):
    """The school has appointed a body of some type."""
    body_type = journey.answers.get("body_type", NOT_APPOINTED)
    return training_is_known(journey) and body_type != NOT_APPOINTED


def body_is_not_listed(journey):
    """The school's body is not among those we know."""
    return has_body(journey) and journey.answers["body_not_listed"]


def nominates_tutor(journey):
    """The school has no tutor and may need one, or says that the one we know has gone."""
    if asks_about_tutor(journey):
        return not journey.answers["still_tutor"]
    return journey.tutor is None and journey.answers["expects_ects"] != NO


def names_unusable_tutor(journey):
    """The address named cannot be a tutor's."""
    return nominates_tutor(journey) and not tutors.can_be_tutor(journey.answers["tutor_email"])
