"""A school changes the email address that it has for an ECT or a mentor."""

from django.utils.functional import cached_property

from config.accounts.models import normalised
from config.web.journeys import CheckAnswers, Exit, Question
from participants.changeable import Change
from participants.forms.addresses import NewEmailForm
from participants.services import addresses, people

from .people import MAY_NOT_CHANGE, ECTJourney, MentorJourney, PersonJourney
from .waiting import answers_anew, wait_with_address


class ChangeEmail(PersonJourney):
    """Another address for someone at this school. Another school keeps the one it has."""

    template_folder = "participants/addresses"
    changes = Change.EMAIL
    help_topic = "Changing an email address"
    steps = [
        MAY_NOT_CHANGE,
        Question("new-email", NewEmailForm),
        Exit("own-address", when=lambda journey: journey.is_tutors_own),
        Exit("address-taken", when=lambda journey: journey.is_taken),
        CheckAnswers(template_name="participants/addresses/check.html"),
    ]

    @property
    def basis(self):
        """The address of which the page gives the new one."""
        return self.place.email

    @property
    def new_email(self):
        """What has been typed."""
        return self.answers["new_email"]

    @property
    def is_tutors_own(self):
        """Whether an ECT would get the address of the induction tutor. A mentor may have it."""
        return False

    @cached_property
    def is_taken(self):
        """Whether it is another person's, at whatever school."""
        return addresses.is_taken(self.new_email, trn=self.teacher.trn)

    def post(self, request):
        """Count addresses that others have before that is shown or kept."""
        is_asked = self.step.name == "new-email" and answers_anew(self) and not self.is_tutors_own
        page = wait_with_address(self, is_taken=self.is_taken) if is_asked else None
        return page or super().post(request)

    def complete(self):
        people.change_email(
            place=self.place,
            email=self.new_email,
            shown=self.basis,
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"


class ChangeECTEmail(ChangeEmail, ECTJourney):
    """An ECT's address."""

    name = "change-ect-email"

    @property
    def is_tutors_own(self):
        """An ECT cannot be the induction tutor."""
        return normalised(self.new_email) == self.user.email


class ChangeMentorEmail(ChangeEmail, MentorJourney):
    """A mentor's address."""

    name = "change-mentor-email"
