"""A school changes what an ECT or a mentor is called, which may not be what they mean."""

from config.web.journeys import CheckAnswers, Exit, Question
from participants.changeable import Change
from participants.forms import names as forms
from participants.names import folded, same_first_name
from participants.services import people
from participants.services.people import NameReason

from .people import MAY_NOT_CHANGE, ECTJourney, MentorJourney, PersonJourney


class ChangeName(PersonJourney):
    """Another name for the same person. Where it is another person, it leads elsewhere."""

    template_folder = "participants/names"
    changes = Change.NAME
    help_topic = "Changing a name"
    steps = [
        MAY_NOT_CHANGE,
        Question("reason", forms.NameReasonForm),
        Exit("registered-by-mistake", when=lambda journey: journey.has_reason(NameReason.MISTAKE)),
        Exit("another-person", when=lambda journey: journey.has_reason(NameReason.REPLACED)),
        Question("new-name", forms.NewNameForm),
        Question("same-person", forms.SamePersonForm, when=lambda journey: journey.is_all_new),
        Exit(
            "not-the-same-person",
            when=lambda journey: not journey.answers.get("is_same_person", True),
        ),
        CheckAnswers(template_name="participants/names/check.html"),
    ]

    @property
    def basis(self):
        """The name of which the page gives the new one."""
        return self.teacher.full_name

    @property
    def new_name(self):
        """What has been typed."""
        return f"{self.answers['first_name']} {self.answers['last_name']}"

    @property
    def is_all_new(self):
        """Whether neither name is like the one on record."""
        keeps_first = same_first_name(self.teacher.first_name, self.answers["first_name"])
        keeps_last = folded(self.teacher.last_name) == folded(self.answers["last_name"])
        return not (keeps_first or keeps_last)

    def has_reason(self, reason) -> bool:
        """Whether this is why."""
        return self.answers["reason"] == reason

    def get_initial(self):
        """The name we have, to correct."""
        return {"first_name": self.teacher.first_name, "last_name": self.teacher.last_name}

    def complete(self):
        people.change_name(
            place=self.place,
            first_name=self.answers["first_name"],
            last_name=self.answers["last_name"],
            reason=self.answers["reason"],
            shown=self.basis,
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"


class ChangeECTName(ChangeName, ECTJourney):
    """An ECT's name."""

    name = "change-ect-name"


class ChangeMentorName(ChangeName, MentorJourney):
    """A mentor's name."""

    name = "change-mentor-name"
