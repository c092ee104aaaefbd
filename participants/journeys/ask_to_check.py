"""A tutor asks DfE to check a record that does not match what they have typed."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from config.accounts.limits import place_of
from config.support import contexts
from config.web import drafts
from config.web.journeys import CheckAnswers, Exit, Question
from config.web.models import Draft
from participants.forms.identity import MessageToCheckForm
from participants.services import checks
from schools.models import School
from schools.tutor_journeys import TutorJourney

from .identity import DETAILS_DO_NOT_MATCH, IDENTITY, NAME_DOES_NOT_MATCH, Identity
from .register_ect import RegisterECT
from .register_mentor import RegisterMentor

#: The journeys that stop where someone's details do not match, by their names.
_ROLES = {journey.name: journey.role for journey in (RegisterECT, RegisterMentor)}


class TypedIdentity(Identity):
    """Who someone is, as a draft has it."""

    steps = IDENTITY

    def __init__(self, draft: Draft, *, school: School):
        self.typed, self.role, self.school = draft.answers, _ROLES[draft.journey], school

    @property
    def does_not_match(self) -> bool:
        """Whether that is where the draft stops."""
        return self.path[-1] in (DETAILS_DO_NOT_MATCH, NAME_DOES_NOT_MATCH)


class AskToCheck(TutorJourney):
    """
    “Ask DfE to check”: the details come from the draft that stopped, which waits for the answer.

    Nothing of the record is shown.
    """

    name = "ask-to-check"
    template_folder = "participants/asking_to_check"
    steps = [
        Exit("nothing-to-check", when=lambda journey: not journey.details.does_not_match),
        Exit("asked-already", when=lambda journey: journey.open_request is not None),
        Question("message", MessageToCheckForm),
        CheckAnswers(),
    ]

    def begin(self, **place):
        self.subject = str(place["stopped"])
        mine = drafts.of(self.owner_key).filter(journey__in=_ROLES)
        stopped = mine.filter(pk=place["stopped"]).first()
        if stopped is None:
            raise Http404("no draft of theirs that registers someone")
        self.stopped = stopped
        self.way_out = stopped.resume_url
        self.list_url = reverse("participants:ects", args=[self.school.urn])

    @cached_property
    def details(self) -> TypedIdentity:
        """Who it is about."""
        return TypedIdentity(self.stopped, school=self.school)

    @property
    def basis(self):
        """When the details were typed that the last page shows."""
        return str(self.stopped.updated_at)

    @cached_property
    def open_request(self):
        """The request that waits already, or None."""
        return checks.find_open_request(self.stopped)

    @property
    def help_url(self):
        """“Ask DfE for help”, with what this is about filled in."""
        return contexts.url_for(
            topic="Details that do not match",
            school_urn=self.school.urn,
            school=self.school.label,
            draft_id=self.stopped.pk,
        )

    def complete(self):
        checks.ask_to_check(
            draft=self.stopped,
            school=self.school,
            details=[(answer.key, answer.value) for _, answer in self.details.answered],
            person=self.details.person,
            role=self.details.role,
            message=self.answers["message"],
            name=self.user.full_name,
            email=self.user.email,
            place=place_of(self.request),
            by=self.actor,
        )
        return reverse(
            "participants:asked-to-check", args=[self.school.urn, self.stopped.pk, self.draft.pk]
        )
