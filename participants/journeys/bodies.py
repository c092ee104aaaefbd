"""Which appropriate body one ECT has: the school's, or another."""

from appropriate_bodies.forms import NOT_APPOINTED
from config.web.journeys import NoticeForm, Question
from participants.forms.bodies import FollowsSchoolForm
from participants.forms.registering import ECTsBodyForm, ECTsBodyTypeForm


def school_has_body(journey):
    """The school has appointed a body, so the ECT may have the same."""
    return journey.school_body is not None


def chooses_body(journey):
    """The school has no body, or the ECT has another one."""
    return not journey.answers.get("follows_school", False)


def has_body(journey):
    """A body of some type is appointed for the ECT."""
    return chooses_body(journey) and journey.answers["body_type"] != NOT_APPOINTED


def body_is_not_listed(journey):
    """The ECT's body is not among those we know."""
    return has_body(journey) and journey.answers["body_not_listed"]


#: The questions, in a journey that has the ``school_body`` and the ``bodies_offered``.
BODY = [
    Question("follows-school", FollowsSchoolForm, when=school_has_body),
    Question("appropriate-body-type", ECTsBodyTypeForm, when=chooses_body),
    Question(
        "appropriate-body",
        ECTsBodyForm,
        when=has_body,
        template_name="partnerships/answering/appropriate-body.html",
    ),
    Question(
        "body-not-listed",
        NoticeForm,
        when=body_is_not_listed,
        template_name="participants/registering/body-not-listed.html",
    ),
]
