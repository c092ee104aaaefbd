"""
Who it is that a school registers: the first part of every journey that registers someone.

The TRN is looked up as soon as it, the name and the date of birth are known, and on every page
from then on. So a change to any of them is looked up again, and what others do meanwhile shows.
"""

from collections.abc import Callable

from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property

from config.web.journeys import Exit, NoticeForm, Question
from config.web.journeys.path import Path
from participants.forms import identity as forms
from participants.lookups import Finding, LookUp, Outcome, Person, Role
from participants.services import checks
from schools.models import School
from schools.tutor_journeys import TutorJourney

from .waiting import answers_anew, wait, wait_with_address


class Identity(Path):
    """What the answers to ``IDENTITY`` say, where a ``school`` registers someone in a ``role``."""

    role: Role
    school: School

    @property
    def typed_name(self) -> str:
        """The name as it was typed first."""
        return f"{self.answers['first_name']} {self.answers['last_name']}"

    @property
    def person(self) -> Person:
        """Who it is, by the other name if there is one."""
        answers = self.answers
        return Person(
            trn=answers["trn"],
            first_name=answers.get("other_first_name") or answers["first_name"],
            last_name=answers["last_name"],
            date_of_birth=answers["date_of_birth"],
        )

    @property
    def person_name(self) -> str:
        """What the pages call them."""
        return self.typed_name

    @property
    def is_oneself(self) -> bool:
        """Whether it is the one who answers."""
        return False

    @property
    def who(self) -> str:
        """Whom a question is about, in the middle of it."""
        return "you" if self.is_oneself else self.person_name

    @property
    def who_is(self) -> str:
        """The beginning of a sentence about them."""
        return "You are" if self.is_oneself else f"{self.person_name} is"

    @property
    def whose(self) -> str:
        """What stands before something of theirs."""
        return "your" if self.is_oneself else f"{self.person_name}’s"

    @property
    def finding(self) -> Finding:
        """What looking them up comes to, with the answers so far."""
        return self._look_up.find(self.person)

    @cached_property
    def _look_up(self):
        return LookUp(self.answers["trn"], role=self.role, school=self.school)


class RegisterPerson(Identity, TutorJourney):
    """A tutor's journey that registers someone."""

    def begin(self, **place):
        self.way_out = reverse_lazy("participants:add", args=[self.school.urn])

    # What the pages say

    @property
    def has_prepared(self) -> bool:
        """Whether the page on what you need has been read in this session."""
        return self._prepared in self.request.session

    @property
    def _prepared(self):
        return f"prepared for {self.name}"

    @property
    def person_key(self) -> str:
        found = self.finding.place_id if "date_of_birth" in self.answers else None
        return f"{self.role.lower()}/{found}" if found else ""

    @property
    def record_url(self) -> str:
        """The person's page, where they are at this school."""
        page = f"participants:{self.role.lower()}"
        return reverse(page, args=[self.school.urn, self.finding.place_id])

    @property
    def list_url(self) -> str:
        """The list that they would stand in."""
        return reverse(f"participants:{self.role.lower()}s", args=[self.school.urn])

    @property
    def check_url(self) -> str:
        """“Ask DfE to check”, about this draft."""
        place = {"urn": self.school.urn, "stopped": self.draft_id}
        return reverse("participants:ask-to-check", kwargs=place)

    # What is sent

    def is_sent(self, step_name: str) -> bool:
        """Whether this request sends the answer to a step."""
        return self.request.method == "POST" and self.kwargs["step"] == step_name

    def post(self, request):
        """Count what is looked up, and addresses that others have, before that is shown or kept."""
        if self.step is WHAT_YOU_NEED and not self.has_prepared:
            request.session[self._prepared] = True
        if self._looks_up_anew and not checks.may_show(
            self.finding, school=self.school, by=self.actor, reference=self.draft.reference
        ):
            return wait(self, "participants/identity/wait.html")
        return self._wait_with_address() or super().post(request)

    @property
    def _looks_up_anew(self):
        """Whether what is sent says who it is, other than before, and nothing is missing."""
        is_asked = self.step.name in LOOKED_UP_BY and "date_of_birth" in self.answers
        return is_asked and answers_anew(self)

    def _wait_with_address(self):
        if self.step is not EMAIL:
            return None
        is_taken = self.forms[EMAIL.name].has_error("email", "taken")
        if is_taken or answers_anew(self):
            return wait_with_address(self, is_taken=is_taken)
        return None


def tells_what_you_need(journey) -> bool:
    """At the start of a walk, unless another one of this session has said it."""
    if begun := journey.draft.answers:
        return WHAT_YOU_NEED.name in begun
    return not journey.has_prepared


def found(*outcomes: Outcome) -> Callable[[Identity], bool]:
    """A condition: looking the person up comes to one of these."""
    return lambda journey: journey.finding.outcome in outcomes


def has_other_name(journey) -> bool:
    """They are known by another first name."""
    return journey.answers.get("has_other_name", False)


def _stop(name, when):
    return Exit(name, when=when, template_name=f"participants/identity/{name}.html")


def _ask(name, form_class, when=None):
    template_name = f"participants/identity/{name}.html"
    if when is None:
        return Question(name, form_class, template_name=template_name)
    return Question(name, form_class, when=when, template_name=template_name)


#: The first page, once in a session.
WHAT_YOU_NEED = _ask("what-you-need", NoticeForm, tells_what_you_need)

#: The TRN is known with another date of birth, or with another first name.
DETAILS_DO_NOT_MATCH = _stop("details-do-not-match", found(Outcome.DETAILS_DIFFER))
NAME_DOES_NOT_MATCH = _stop("name-does-not-match", found(Outcome.NAME_DIFFERS))

#: Whether that first name is another one of theirs. This alone changes nothing that is looked up.
HAS_OTHER_NAME = Question("other-name", forms.HasOtherNameForm, when=found(Outcome.NAME_DIFFERS))

#: Name, TRN and date of birth, and what stops whoever does not know them.
IDENTITY = [
    Question("name", forms.NameForm),
    _ask("trn", forms.TRNForm),
    _stop("no-trn", lambda journey: journey.answers["no_trn"]),
    Question("date-of-birth", forms.DateOfBirthForm),
    DETAILS_DO_NOT_MATCH,
    HAS_OTHER_NAME,
    Question("other-first-name", forms.OtherFirstNameForm, when=has_other_name),
    NAME_DOES_NOT_MATCH,
]

#: What a person is looked up by.
LOOKED_UP_BY = {step.name for step in IDENTITY if isinstance(step, Question)} - {
    HAS_OTHER_NAME.name
}

#: Their own email address, once it is known that they can be registered.
EMAIL = _ask("email", forms.EmailForm)

#: What stops both an ECT and a mentor. The pages speak of either.
OTHER_ROLE = _stop("other-role", found(Outcome.OTHER_ROLE))
HERE = _stop("here", found(Outcome.HERE))
LEAVING = _stop("leaving", found(Outcome.LEAVING))
