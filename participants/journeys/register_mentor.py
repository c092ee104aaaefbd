"""A school registers a mentor, who may be the induction tutor in person."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from config.accounts.models import normalised
from config.web import clock
from config.web.journeys import CheckAnswers, Exit, NoticeForm, Question
from participants.forms import mentors as forms
from participants.forms.moving import StartHereForm
from participants.lookups import Outcome, Role
from participants.services import registrations
from participants.services.moves import move_mentor
from participants.terms import Term
from partnerships.models import Partnership
from schools.models import Programme

from .cohorts import NOT_OPEN, SET_UP_FIRST
from .identity import (
    EMAIL,
    HERE,
    IDENTITY,
    LEAVING,
    OTHER_ROLE,
    WHAT_YOU_NEED,
    found,
)
from .moving import KEEP_PROVIDER, NEW_PROVIDER, MovesHere, moves, names_provider

mentors_elsewhere = found(Outcome.ELSEWHERE)


def adds_oneself(journey):
    """The induction tutor becomes a mentor."""
    return journey.is_oneself


def is_to_be_trained(journey):
    """They have not been trained yet, and nobody else trains them."""
    return not journey.is_trained


def trains_here(journey):
    """Their training is to start here, or comes along with them."""
    return is_to_be_trained(journey) or journey.brings_training


def starts_too_early(journey):
    """The cohort of their training is not open."""
    return trains_here(journey) and not journey.is_open


def is_not_set_up(journey):
    """The school has not said how it trains people in the cohort of their training."""
    return trains_here(journey) and not journey.is_set_up


def has_providers_to_train_with(journey):
    """The school trains people with providers whom we know."""
    return is_to_be_trained(journey) and journey.standing is not None


def chooses_providers(journey):
    """They train with others than the school's, or than those who trained them before."""
    if has_providers_to_train_with(journey):
        return not journey.answers["with_schools_providers"]
    return names_provider(journey)


class RegisterMentor(MovesHere):
    """
    Who it is, their address, when their training starts, and with whom.

    Someone may mentor at several schools, and is trained once. Whoever moves here leaves all
    others, and brings their training along.
    """

    name = "register-mentor"
    role = Role.MENTOR
    template_folder = "participants/registering_mentor"
    help_topic = "Adding a mentor"
    return_words = "Go back to adding the mentor"
    steps = [
        WHAT_YOU_NEED,
        Question("yourself", forms.OneselfForm),
        Question("two-roles", NoticeForm, when=adds_oneself),
        *IDENTITY,
        OTHER_ROLE,
        HERE,
        LEAVING,
        Question("only-here", forms.OnlyHereForm, when=mentors_elsewhere),
        Question("start-date", StartHereForm, when=moves),
        EMAIL,
        Question("training-term", forms.TrainingTermForm, when=is_to_be_trained),
        Exit("not-open", when=starts_too_early, template_name=NOT_OPEN.template_name),
        Exit("set-up-training-first", when=is_not_set_up, template_name=SET_UP_FIRST.template_name),
        KEEP_PROVIDER,
        NEW_PROVIDER,
        Question("providers", forms.SchoolsProvidersForm, when=has_providers_to_train_with),
        Question("lead-provider", forms.PersonsLeadProviderForm, when=chooses_providers),
        Question("delivery-partner", forms.PersonsDeliveryPartnerForm, when=chooses_providers),
        CheckAnswers(),
    ]

    @property
    def is_oneself(self) -> bool:
        """Whether the induction tutor has said that it is them."""
        return self.answers.get("is_oneself", False)

    def get_initial(self):
        """What we know of the induction tutor."""
        if not self.is_oneself:
            return {}
        tutor = self.user
        return {
            "first_name": tutor.first_name,
            "last_name": tutor.last_name,
            "email": tutor.email,
        }

    @property
    def basis(self):
        """What we know of the person and of the school's training, that the last page tells."""
        finding = self.finding
        known = f"{finding.outcome}/{finding.place_id}/{finding.is_trained}"
        if self.is_moving:
            known = f"{known}/{self.basis_of_move}"
        if self.is_trained:
            return known
        standing = self.standing
        partnership = f"{standing.pk}.{standing.delivery_partner_id}" if standing else ""
        return f"{known}/{self.programme}/{partnership}"

    @property
    def is_own_address(self) -> bool:
        """Whether it is the induction tutor whom we would write to."""
        return normalised(self.answers["email"]) == self.user.email

    # Training

    @property
    def is_trained(self) -> bool:
        """Whether they have completed mentor training, or get it through another school."""
        return self.finding.is_trained

    @property
    def term(self) -> Term | None:
        """The one in which training starts here, if it does."""
        return self.answers.get("training_term")

    @property
    def cohort_year(self) -> int:
        """The first year of the cohort of their training."""
        if self.brings_training:
            return self.cohort.start_year
        return self.answers["training_term"].cohort_year

    @property
    def programme(self) -> str:
        """How the school trains people in that cohort."""
        answer: Any = self.school_cohort
        return answer.programme

    @property
    def is_provider_led(self) -> bool:
        """Whether DfE pays for their training."""
        return self.programme == Programme.PROVIDER_LED

    @cached_property
    def _partnership(self) -> Partnership | None:
        standing = self.school.partnerships.standing().with_providers()
        return standing.filter(cohort=self.cohort).select_related("cohort").first()

    @property
    def standing(self) -> Partnership | None:
        """The school's partnership in that cohort, if it is trained with one."""
        return self._partnership if self.is_provider_led else None

    @property
    def own_providers(self) -> dict[str, Any]:
        """Those chosen, unless they are the school's after all; or kept, at a move."""
        if self.brings_training:
            return self.providers_of_mover
        standing = self.standing if self.lead_provider else None
        if standing is None or standing.has_providers(
            self.answers["lead_provider"], self.answers["delivery_partner"]
        ):
            return {}
        return {name: self.answers[name] for name in ("lead_provider", "delivery_partner")}

    # When they start

    @property
    def first_start(self) -> date:
        """The first day on which someone who moves can start."""
        return self.mover.first_day or clock.today()

    def complete(self):
        term = self.term
        details = {
            "school": self.school,
            "person": self.person,
            "email": self.answers["email"],
            "cohort": self.cohort if term else None,
            "training_starts_on": term.first_day if term else None,
            "is_oneself": self.is_own_address,
            "by": self.actor,
            "reference": self.draft.reference,
            **self.own_providers,
        }
        if self.is_moving:
            move_mentor(**details, started_on=self.answers["started_on"], shown=self.shown)
        else:
            registrations.register_mentor(**details, shown=self.finding)
        return reverse("participants:mentor-registered", args=[self.school.urn, self.draft.pk])
