"""A school contact says who the induction tutor is, so that the school can get in."""

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from config.support import contexts
from config.web.journeys import CheckAnswers, Exit, Journey, Question

from . import links
from .forms import NominateTutorForm, StillTutorForm
from .holders import with_access
from .services import access, tutors


def has_tutor(journey):
    """We know an induction tutor, who may still be the one."""
    return journey.tutor is not None


def tutor_stays(journey):
    """That one is still the induction tutor, and signs in without any link of ours."""
    return has_tutor(journey) and journey.answers["still_tutor"]


def names_unusable_tutor(journey):
    """The address named cannot be a tutor's."""
    return not tutors.can_be_tutor(journey.answers["tutor_email"])


@method_decorator(with_access, name="dispatch")
class GetAccess(Journey):
    """Whether the tutor we know is still the one; if not, or if there is none, who is."""

    name = "get-access"
    is_by_link = True
    template_folder = "schools/get_access"
    steps = [
        Question("still-your-tutor", StillTutorForm, when=has_tutor),
        Exit("tutor-stays", when=tutor_stays),
        Question("nominate-tutor", NominateTutorForm),
        Exit("cannot-be-tutor", when=names_unusable_tutor),
        CheckAnswers(),
    ]

    def dispatch(self, request, *args, **place):
        self.invitation = request.invitation
        self.school = self.invitation.school
        self.caption, self.school_urn = self.school.name, self.school.urn
        self.way_out = reverse("schools:access", args=[place["token"]])
        return super().dispatch(request, *args, **place)

    @property
    def owner_key(self):
        return self.invitation.owner_key

    @property
    def help_url(self):
        """“Ask DfE for help”, with what this is about filled in."""
        return contexts.url_for(
            topic="Getting access",
            school_urn=self.school.urn,
            school=self.school.label,
            draft_id=self.draft_id,
        )

    @cached_property
    def tutor(self):
        """The school's induction tutor as we know it, or None."""
        return self.school.find_tutor()

    @property
    def basis(self):
        """The tutor whom the answers speak of."""
        return str(self.tutor.pk if self.tutor else "")

    def check_allowed(self):
        """The link counts at the moment of completing."""
        links.check_still_works(self.invitation)

    def complete(self):
        access.name_tutor(
            invitation=self.invitation,
            first_name=self.answers["tutor_first_name"],
            last_name=self.answers["tutor_last_name"],
            email=self.answers["tutor_email"],
            replaces=self.tutor,
            reference=self.draft.reference,
        )
        return "../confirmation/"
