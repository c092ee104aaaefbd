"""
Someone who is registered moves here from another school.

The questions about it come once they have been looked up. They keep their cohort, and perhaps
those who train them.
"""

from datetime import date
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from config.web.journeys import Exit, Question
from participants import movers, starts
from participants.forms import moving as forms
from participants.lookups import Finding, Outcome
from participants.movers import Mover
from participants.services.locks import lock_move
from schools.models import SchoolCohort

from .cohorts import LooksUpCohorts
from .identity import RegisterPerson, found
from .providers import ChoosesProviders


class MovesHere(ChoosesProviders, LooksUpCohorts, RegisterPerson):
    """A journey that registers someone, who may move here from another school."""

    @property
    def is_moving(self) -> bool:
        """Whether the school has said so."""
        answers = self.answers
        return answers.get("is_moving") or answers.get("mentors_only_here") or False

    @property
    def mover(self) -> Mover:
        """What the school may know of them, where they move."""
        return self._mover

    @cached_property
    def _mover(self):
        return movers.find(self._look_up) if self.is_moving else Mover()

    @property
    def brings_training(self) -> bool:
        """Whether they move, and their training with them."""
        return self.is_moving and self.mover.cohort is not None

    @property
    def shown(self) -> tuple[Finding, Mover]:
        """What the school has been shown of someone who moves."""
        return self.finding, self.mover

    @property
    def basis_of_move(self) -> str:
        """What the last page tells of the move and of the training, in short and unreadable."""
        mover, here = self.mover, self.mover.here
        known = [
            one and one.pk
            for trained in (mover, here)
            for one in (trained.lead_provider, trained.delivery_partner)
        ]
        told = f"{mover.version}/{mover.first_day}/{known}/{here.programme}"
        return salted_hmac("participants.moves", told).hexdigest()[:16]

    # Their cohort is the one they began in, whatever day they start here

    @property
    def cohort(self) -> Any:
        """The cohort, or None where we do not know it yet."""
        return self.mover.cohort if self.brings_training else super().cohort

    @property
    def school_cohort(self) -> SchoolCohort | None:
        """What the school has answered for it."""
        return self.mover.school.answer if self.brings_training else super().school_cohort

    # Who trains them

    @property
    def is_trained_as_before(self) -> bool:
        """Whether they keep their provider."""
        return self.answers.get("keeps_provider", False)

    @property
    def offers_schools_provider(self) -> bool:
        """Whether the school trains people otherwise than they have been trained so far."""
        mover, here = self.mover, self.mover.here
        now = (mover.lead_provider, mover.delivery_partner)
        return (here.lead_provider, here.delivery_partner) != now

    @property
    def providers_of_mover(self) -> dict[str, Any]:
        """Those of their own: kept, or chosen. None where they train as the school does."""
        if self.is_trained_as_before:
            mover = self.mover
            return {
                "lead_provider": mover.lead_provider,
                "delivery_partner": mover.delivery_partner,
            }
        names = ("lead_provider", "delivery_partner")
        return {name: self.answers[name] for name in names if name in self.answers}

    @property
    def tells_first_start(self) -> bool:
        """Whether the first day on which they can start says nothing of another school."""
        return not (self.is_moving and self.mover.first_day)

    @property
    def last_start(self) -> date:
        """The last day on which they can start."""
        return starts.last_offered()

    def check_allowed(self):
        """All that a move may write is locked at once: it reaches into other schools."""
        if self.is_moving:
            lock_move(self.person.trn, school=self.school)
        super().check_allowed()


def moves(journey):
    """The school has said that they move here."""
    return journey.is_moving


def does_not_move(journey):
    """They are not known at this school, and move to no other."""
    return not journey.is_moving


def may_keep_provider(journey):
    """A lead provider trains them, and may do so here: DfE pays for it at this school."""
    return (
        journey.brings_training
        and journey.mover.lead_provider is not None
        and journey.school.is_funded
    )


def leaves_provider(journey):
    """They do not go on with those who have trained them so far."""
    return may_keep_provider(journey) and not journey.is_trained_as_before


def may_train_as_school_does(journey):
    """They leave their provider, and the school has another one, or none."""
    return leaves_provider(journey) and journey.offers_schools_provider


def names_provider(journey):
    """They leave their provider, and train with another than the school's."""
    if may_train_as_school_does(journey):
        return journey.answers["new_provider"] == forms.ANOTHER
    return leaves_provider(journey)


is_elsewhere = found(Outcome.ELSEWHERE, Outcome.LEFT_ELSEWHERE)

#: Whether an ECT of another school moves here.
MOVING = Question("moving", forms.MovingForm, when=is_elsewhere)
NOT_MOVING = Exit(
    "not-moving",
    when=lambda journey: is_elsewhere(journey) and not journey.is_moving,
    template_name="participants/moving/not-moving.html",
)
#: Whether those who train them go on doing so, or else who does.
KEEP_PROVIDER = Question("current-provider", forms.KeepProviderForm, when=may_keep_provider)
NEW_PROVIDER = Question("new-provider", forms.NewProviderForm, when=may_train_as_school_does)
