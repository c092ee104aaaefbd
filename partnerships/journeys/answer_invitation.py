"""A school answers its invitation."""

from django.urls import reverse
from django.utils.decorators import method_decorator

from appropriate_bodies.forms import BodyForm, BodyTypeForm
from config.web.journeys import CheckAnswers, Exit, NoticeForm, Question
from partnerships import forms
from partnerships.services import answers as services
from schools import links
from schools.forms import ExpectsECTsForm, NominateTutorForm, ProgrammeForm, StillTutorForm
from schools.holders import with_invitation

from . import conditions
from .answering import Answering


@method_decorator(with_invitation, name="dispatch")
class AnswerInvitation(Answering):
    """The yearly question, last year's partnership, the body, and the induction tutor."""

    steps = [
        Exit("answered", when=conditions.is_settled),
        Question("still-your-tutor", StillTutorForm, when=conditions.asks_about_tutor),
        Question("expects-ects", ExpectsECTsForm),
        Question(
            "reported-partnership", forms.ReportedRightForm, when=conditions.asks_about_report
        ),
        Question("what-is-wrong", forms.ReportedWrongForm, when=conditions.says_report_is_wrong),
        Question("continue", forms.ContinueForm, when=conditions.may_continue),
        Question("no-longer-offered", NoticeForm, when=conditions.may_not_continue),
        Question("what-is-changing", forms.WhatChangesForm, when=conditions.changes_something),
        Question("lead-provider", forms.LeadProviderForm, when=conditions.names_lead_provider),
        Question(
            "delivery-partner", forms.DeliveryPartnerForm, when=conditions.names_delivery_partner
        ),
        Question("programme", ProgrammeForm, when=conditions.changes(forms.PROGRAMME)),
        Question("appropriate-body-type", BodyTypeForm, when=conditions.training_is_known),
        Question("appropriate-body", BodyForm, when=conditions.has_body),
        Question("body-not-listed", NoticeForm, when=conditions.body_is_not_listed),
        Question("nominate-tutor", NominateTutorForm, when=conditions.nominates_tutor),
        Exit("cannot-be-tutor", when=conditions.names_unusable_tutor),
        CheckAnswers(),
    ]
    name = "answer-invitation"
    is_by_link = True
    template_folder = "partnerships/answering"

    def dispatch(self, request, *args, **place):
        self.invitation = request.invitation
        self.school, self.cohort = self.invitation.school, self.invitation.cohort
        self.year = self.cohort.start_year
        self.caption, self.school_urn = self.school.name, self.school.urn
        self.way_out = reverse("partnerships:invitation", args=[place["token"]])
        return super().dispatch(request, *args, **place)

    @property
    def owner_key(self):
        return self.invitation.owner_key

    def check_allowed(self):
        """The link counts at the moment of completing."""
        links.check_still_works(self.invitation)

    def complete(self):
        services.answer_for_school(
            school=self.school,
            cohort=self.cohort,
            answer=self.answer,
            by=self.invitation.actor,
            respondent=self.invitation.sent_to,
            reference=self.draft.reference,
        )
        return "../confirmation/"
