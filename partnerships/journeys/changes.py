"""What an induction tutor changes once training is set up, a thing at a time."""

from django.utils.functional import cached_property

from appropriate_bodies.forms import NOT_APPOINTED, BodyForm, BodyTypeForm
from config.web.journeys import CheckAnswers, Exit, NoticeForm, Question
from partnerships import forms, queries
from partnerships.services import changes, reports
from schools.forms import ProgrammeForm
from schools.models import Programme
from schools.tutor_journeys import CohortJourney

from . import conditions
from .records import LooksUpTraining


class Change(LooksUpTraining, CohortJourney):
    """A tutor changes something about a school's training in a cohort."""

    template_folder = "partnerships/changes"
    help_topic = "Changing our training in"

    @property
    def programme(self):
        """How training is run now."""
        return Programme(self.school_cohort.programme)

    @property
    def tells_lead_provider(self):
        """Whether the lead provider of now hears of it when it is left."""
        return self.standing and self.standing.lead_provider in self.lead_providers_offered

    @cached_property
    def has_people(self):
        """Whether anyone is registered in the cohort."""
        return queries.has_people(school=self.school, cohort=self.cohort)

    @property
    def details(self):
        """What every change is about, and who makes it."""
        return {
            "school": self.school,
            "cohort": self.cohort,
            "by": self.actor,
            "reference": self.draft.reference,
        }


class ChangeAppropriateBody(Change):
    """Another appropriate body, or none yet."""

    name = "change-appropriate-body"
    steps = [
        Exit("not-set-up", when=conditions.is_not_set_up),
        Question("appropriate-body-type", BodyTypeForm),
        Question(
            "appropriate-body",
            BodyForm,
            when=conditions.has_body,
            template_name="partnerships/answering/appropriate-body.html",
        ),
        Question(
            "body-not-listed",
            NoticeForm,
            when=conditions.body_is_not_listed,
            template_name="partnerships/answering/body-not-listed.html",
        ),
        Exit("same-body", when=conditions.keeps_body),
        CheckAnswers(template_name="partnerships/changes/check-body.html"),
    ]

    @property
    def present_body(self):
        """The body that we have on record, or None."""
        known = {body.pk: body for body in self.bodies_offered}
        key = self.school_cohort.appropriate_body_id
        return known.get(key) or self.school_cohort.appropriate_body

    @property
    def following(self):
        """How many ECTs have the school's body, and so the new one."""
        return queries.count_following_body(school=self.school, cohort=self.cohort)

    def get_initial(self):
        """What we have on record, which shows what there is to change."""
        if not conditions.is_set_up(self):
            return {}
        present = self.present_body
        present_type = present.type if present else NOT_APPOINTED
        initial = {"body_type": present_type}
        if present and self.answers.get("body_type") == present_type:
            initial["appropriate_body"] = present.pk
        return initial

    def complete(self):
        body = self.answers.get("appropriate_body")
        changes.change_appropriate_body(appropriate_body=body, **self.details)
        return "../confirmation/"


class ChangeProgramme(Change):
    """Another way of training, until the first person is registered in the cohort."""

    name = "change-programme"
    steps = [
        Exit("not-set-up", when=conditions.is_not_set_up),
        Exit("people-registered", when=conditions.has_people),
        Question("programme", ProgrammeForm),
        CheckAnswers(template_name="partnerships/changes/check-programme.html"),
    ]

    @property
    def programmes(self):
        """The programmes to change to."""
        offered = Programme.offered(school=self.school, cohort=self.cohort)
        return [programme for programme in offered if programme != self.programme]

    def complete(self):
        changes.change_programme(
            programme=self.answers["programme"], standing=self.standing, **self.details
        )
        return "../confirmation/"


class ChangeProviders(Change):
    """Another lead provider, or another delivery partner."""

    name = "change-providers"
    steps = [
        Exit("not-set-up", when=conditions.is_not_set_up),
        Exit("not-provider-led", when=conditions.is_not_provider_led),
        Exit("none-offered", when=lambda journey: not journey.lead_providers),
        Question("agreed", forms.AgreedForm),
        Exit("agree-first", when=lambda journey: not journey.answers["has_agreed"]),
        Question("lead-provider", forms.LeadProviderForm),
        Question("delivery-partner", forms.DeliveryPartnerForm),
        Exit("same-providers", when=conditions.keeps_providers),
        CheckAnswers(template_name="partnerships/changes/check-providers.html"),
    ]

    @property
    def lead_providers(self):
        """All that there are, since only the delivery partner may change."""
        return self.lead_providers_offered

    @property
    def lead_provider(self):
        """The one that is chosen."""
        return self.answers["lead_provider"]

    @property
    def delivery_partners(self):
        """All that it works with."""
        return self.partners_of(self.lead_provider)

    def complete(self):
        changes.change_providers(
            lead_provider=self.lead_provider,
            delivery_partner=self.answers["delivery_partner"],
            standing=self.standing,
            **self.details,
        )
        return "../confirmation/"


class ReportWrong(Change):
    """What the lead provider has told us is wrong."""

    name = "report-wrong"
    help_topic = "What our lead provider told you about"
    steps = [
        Exit("not-reported", when=conditions.is_not_reported),
        Exit("too-late", when=lambda journey: not journey.may_report_wrong),
        Question("what-is-wrong", forms.ReportWrongForm),
        Exit("has-people", when=conditions.has_people_after_all),
        CheckAnswers(template_name="partnerships/changes/check-wrong.html"),
    ]

    @property
    def last_day(self):
        """Until when it could be reported wrong."""
        return reports.last_day_to_object(self.standing)

    def complete(self):
        reports.report_wrong(
            partnership=self.standing,
            ending=self.answers["wrong_because"],
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"
