"""A school registers a mentor, who may be the induction tutor in person."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from config.accounts.models import normalised
from config.web.journeys import CheckAnswers, Exit, NoticeForm, Question
from participants.forms import mentors as forms
from participants.lookups import Outcome, Role
from participants.services import registrations
from participants.terms import Term
from partnerships.models import DeliveryPartner, LeadProvider, Partnership, ProviderPairing
from schools.models import Programme

from .cohorts import NOT_OPEN, SET_UP_FIRST, LooksUpCohorts
from .identity import (
    EMAIL,
    HERE,
    IDENTITY,
    LEAVING,
    OTHER_ROLE,
    WHAT_YOU_NEED,
    RegisterPerson,
    found,
)

mentors_elsewhere = found(Outcome.ELSEWHERE)


def adds_oneself(journey):
    """The induction tutor becomes a mentor."""
    return journey.answers["is_oneself"]


def moves_here(journey):
    """They leave the schools at which they mentor now."""
    return mentors_elsewhere(journey) and journey.answers["mentors_only_here"]


def is_to_be_trained(journey):
    """They have not been trained yet, and nobody else trains them."""
    return not journey.is_trained


def starts_too_early(journey):
    """The cohort of their training is not open."""
    return is_to_be_trained(journey) and not journey.is_open


def is_not_set_up(journey):
    """The school has not said how it trains people in the cohort of their training."""
    return is_to_be_trained(journey) and not journey.is_set_up


def has_providers_to_train_with(journey):
    """The school trains people with providers whom we know."""
    return is_to_be_trained(journey) and journey.standing is not None


def chooses_providers(journey):
    """They train with others than the school's."""
    return has_providers_to_train_with(journey) and not journey.answers["with_schools_providers"]


class RegisterMentor(LooksUpCohorts, RegisterPerson):
    """
    Who it is, their address, when their training starts, and with whom.

    Someone may mentor at several schools, and is trained once.
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
        Exit("moving-here", when=moves_here),
        EMAIL,
        Question("training-term", forms.TrainingTermForm, when=is_to_be_trained),
        Exit("not-open", when=starts_too_early, template_name=NOT_OPEN.template_name),
        Exit("set-up-training-first", when=is_not_set_up, template_name=SET_UP_FIRST.template_name),
        Question("providers", forms.SchoolsProvidersForm, when=has_providers_to_train_with),
        Question("lead-provider", forms.MentorLeadProviderForm, when=chooses_providers),
        Question("delivery-partner", forms.MentorDeliveryPartnerForm, when=chooses_providers),
        CheckAnswers(),
    ]

    def get_initial(self):
        """What we know of the induction tutor."""
        if not self.answers.get("is_oneself"):
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

    @cached_property
    def _pairings(self) -> list[ProviderPairing]:
        cohort: Any = self.cohort
        return list(cohort.pairings.select_related("lead_provider", "delivery_partner"))

    @property
    def lead_providers(self) -> list[LeadProvider]:
        """All that train people in that cohort, since only the delivery partner may differ."""
        return sorted({pairing.lead_provider for pairing in self._pairings}, key=str)

    @property
    def lead_provider(self) -> LeadProvider | None:
        """The one chosen in place of the school's, if any."""
        return self.answers.get("lead_provider")

    @property
    def delivery_partners(self) -> list[DeliveryPartner]:
        """All that it works with."""
        pairings = [one for one in self._pairings if one.lead_provider == self.lead_provider]
        return sorted((pairing.delivery_partner for pairing in pairings), key=str)

    @property
    def own_providers(self) -> dict[str, Any]:
        """Those chosen, unless they are the school's after all."""
        standing = self.standing if self.lead_provider else None
        if standing is None or standing.has_providers(
            self.answers["lead_provider"], self.answers["delivery_partner"]
        ):
            return {}
        return {name: self.answers[name] for name in ("lead_provider", "delivery_partner")}

    def complete(self):
        term = self.term
        registrations.register_mentor(
            school=self.school,
            person=self.person,
            email=self.answers["email"],
            cohort=self.cohort if term else None,
            training_starts_on=term.first_day if term else None,
            **self.own_providers,
            is_oneself=self.is_own_address,
            shown=self.finding,
            by=self.actor,
            reference=self.draft.reference,
        )
        return reverse("participants:mentor-registered", args=[self.school.urn, self.draft.pk])
