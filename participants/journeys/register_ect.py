"""A school registers an early career teacher."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from appropriate_bodies.models import AppropriateBody
from config.accounts.models import normalised
from config.web import clock
from config.web.journeys import CheckAnswers, Exit, Question
from participants import starts, terms
from participants.forms.mentoring import MentorOrLaterForm
from participants.forms.mentors import PersonsDeliveryPartnerForm, PersonsLeadProviderForm
from participants.forms.moving import StartHereForm
from participants.lookups import Outcome, Role
from participants.models import MentorAtSchool
from participants.queries.offers import Offers, find_offers
from participants.services import registrations
from participants.services.moves import move_ect

from .bodies import BODY
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
from .moving import (
    KEEP_PROVIDER,
    MOVING,
    NEW_PROVIDER,
    NOT_MOVING,
    MovesHere,
    does_not_move,
    moves,
    names_provider,
)

#: What is read of mentors to choose from: to make them, when there are many, is most of the work.
_OF_MENTOR = [
    *("school", "started_on", "finished_on", "kept_first_name", "kept_last_name"),
    *("teacher__trn", "teacher__first_name", "teacher__last_name"),
]


def gives_own_address(journey):
    """The induction tutor has typed their own address for the ECT."""
    return normalised(journey.answers["email"]) == journey.user.email


class RegisterECT(MovesHere):
    """
    Who it is, their address, when they start, who checks their induction, and who mentors them.

    Someone who comes back, or moves here, goes on in the cohort in which they began.
    """

    name = "register-ect"
    role = Role.ECT
    template_folder = "participants/registering"
    help_topic = "Adding an ECT"
    return_words = "Go back to adding the ECT"
    steps = [
        WHAT_YOU_NEED,
        *IDENTITY,
        OTHER_ROLE,
        Exit("induction-completed", when=found(Outcome.INDUCTION_COMPLETED)),
        Exit("exempt", when=found(Outcome.EXEMPT)),
        Exit("paused", when=found(Outcome.PAUSED)),
        Exit("stopped", when=found(Outcome.STOPPED)),
        HERE,
        LEAVING,
        MOVING,
        NOT_MOVING,
        Question("start-date", StartHereForm, when=moves),
        EMAIL,
        Exit("own-address", when=gives_own_address),
        Question("start-date", StartHereForm, when=does_not_move),
        NOT_OPEN,
        SET_UP_FIRST,
        KEEP_PROVIDER,
        NEW_PROVIDER,
        Question("lead-provider", PersonsLeadProviderForm, when=names_provider),
        Question("delivery-partner", PersonsDeliveryPartnerForm, when=names_provider),
        *BODY,
        Question("mentor", MentorOrLaterForm, when=lambda journey: journey.mentors_offered),
        CheckAnswers(),
    ]

    @property
    def basis(self):
        """What we know of the person, and the school's body, that the last page speaks of."""
        finding, body = self.finding, self.school_body
        known = f"{finding.outcome}/{finding.place_id}/{body.pk if body else ''}"
        return f"{known}/{self.basis_of_move}" if self.is_moving else known

    # When they start

    @property
    def is_coming_back(self) -> bool:
        """Whether they were an ECT at this school before."""
        return self.finding.outcome == Outcome.LEFT_HERE

    @property
    def first_start(self) -> date:
        """
        The first day on which they can start.

        For someone who comes back, once they had left; for someone who moves here, after they
        started where they were last.
        """
        if self.is_moving and self.mover.first_day:
            return self.mover.first_day
        days = [self.finding.left_on]
        if cohort := self.registration_cohort:
            days.append(starts.first_offered(cohort))
        return max((day for day in days if day), default=clock.today())

    @property
    def cohort_year(self) -> int:
        """The first year of their cohort: the one they began in, or that of the start."""
        if self.brings_training:
            return self.cohort.start_year
        return self.finding.cohort_year or terms.cohort_year_of(self.answers["started_on"])

    # Who checks their induction

    @property
    def school_body(self) -> AppropriateBody | None:
        """The school's body for the cohort, or None."""
        has: Any = self.school_cohort
        return has.appropriate_body

    @property
    def bodies_offered(self) -> list[AppropriateBody]:
        """The appropriate bodies that the school may choose from."""
        return self._offers.bodies

    @cached_property
    def _offers(self) -> Offers:
        return find_offers(self.school, self.cohort, with_pairings=names_provider(self))

    @property
    def _pairings(self):
        # together with the bodies, which are asked for next
        return self._offers.pairings

    @property
    def own_body(self) -> AppropriateBody | None:
        """The ECT's own, or None for whoever has the school's, or none."""
        chosen = self.answers.get("appropriate_body")
        return None if chosen == self.school_body else chosen

    # Who mentors them

    @cached_property
    def mentors_offered(self) -> list[MentorAtSchool]:
        """The school's mentors who are there by the day on which the mentoring would start."""
        first_day = max(clock.today(), self.answers["started_on"])
        available = self.school.mentors.available(on=first_day)
        return list(available.select_related("teacher").only(*_OF_MENTOR).by_name())

    @property
    def mentor(self) -> MentorAtSchool | None:
        """The one chosen, if any."""
        return self.answers.get("mentor")

    def complete(self):
        details = {
            "school": self.school,
            "person": self.person,
            "email": self.answers["email"],
            "started_on": self.answers["started_on"],
            "appropriate_body": self.own_body,
            "mentor": self.mentor,
            "by": self.actor,
            "reference": self.draft.reference,
        }
        if self.is_moving:
            move_ect(**details, **self.providers_of_mover, shown=self.shown)
        else:
            registrations.register_ect(**details, cohort=self.cohort, shown=self.finding)
        return reverse("participants:ect-registered", args=[self.school.urn, self.draft.pk])
