"""An induction tutor answers for a school's year and sets up its training."""

from appropriate_bodies.forms import BodyAppointedForm, BodyForm, BodyTypeForm
from config.web.journeys import CheckAnswers, Exit, NoticeForm, Question
from partnerships import forms
from partnerships.services import answers as services
from schools.forms import ExpectsECTsForm, ProgrammeForm
from schools.tutor_journeys import CohortJourney

from . import conditions
from .answering import Answering


class SetUpTraining(Answering, CohortJourney):
    """The yearly question, and then last year's partnership or a programme, and the body."""

    steps = [
        Exit("set-up", when=conditions.is_set_up),
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
        Question("programme", ProgrammeForm, when=conditions.chooses_programme),
        Question("appropriate-body-appointed", BodyAppointedForm, when=conditions.sets_up),
        Question("appropriate-body-type", BodyTypeForm, when=conditions.says_which_type),
        Question("appropriate-body", BodyForm, when=conditions.has_body),
        Question("body-not-listed", NoticeForm, when=conditions.body_is_not_listed),
        CheckAnswers(),
    ]
    name = "set-up-training"
    template_folder = "partnerships/answering"

    @property
    def tutor(self):
        """Whoever answers."""
        return self.user

    def get_initial(self):
        """What the school's office has said already, for the tutor to confirm."""
        answered = self.school_cohort
        return {"expects_ects": answered.expects_ects} if answered else {}

    def complete(self):
        services.answer_for_school(
            school=self.school,
            cohort=self.cohort,
            answer=self.answer,
            by=self.actor,
            respondent=self.user.email,
            is_tutor=True,
            reference=self.draft.reference,
        )
        return "../confirmation/"
