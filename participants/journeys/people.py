"""What journeys about one ECT or one mentor of a school have in common."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from config.web.journeys import Exit
from participants.changeable import Change, changes_of_ect, changes_of_mentor
from participants.models import ECTAtSchool, MentorAtSchool
from participants.services import registrations
from participants.services.locks import lock_move
from schools.tutor_journeys import TutorJourney


class PersonJourney(TutorJourney):
    """
    A tutor's journey about one person at the school, whose number stands in the address.

    It begins with ``MAY_NOT_CHANGE``, the page for what is not open to change any more.
    """

    #: What it changes of the person, if that has to be open to change.
    changes: Change | None = None
    #: Whether what it writes may reach into other schools where the person is, or was.
    reaches_other_schools = False
    place: ECTAtSchool | MentorAtSchool
    changeable: set[Change]

    @property
    def teacher(self):
        """The person."""
        return self.place.teacher

    @property
    def role(self) -> str:
        """What they are here, as addresses say it."""
        return self.subject.partition("/")[0]

    @property
    def remove_url(self) -> str:
        """Where a registration is taken back, of someone who has not started."""
        return self._address(f"remove-{self.role}")

    @property
    def leaving_url(self) -> str:
        """Where it is told that someone leaves, who cannot be removed any more."""
        return self._address(f"report-{self.role}-leaving")

    def _address(self, name):
        """Where another journey about them starts."""
        return reverse(f"participants:{name}", args=[self.school.urn, self.place.pk])

    @property
    def may_be_removed(self) -> bool:
        """Whether the registration may still be taken back."""
        return registrations.may_be_removed(self.place)

    @property
    def person_name(self) -> str:
        """What the pages call them."""
        return self.place.full_name

    @property
    def may_change(self) -> bool:
        """Whether this may be changed today."""
        return self.changes is None or self.changes in self.changeable

    def forget(self):
        """Read the person anew, too."""
        super().forget()
        self.begin(**self.about)

    def check_allowed(self):
        """All that this may write is locked at once, before it is asked whether it may."""
        if self.reaches_other_schools:
            lock_move(self.teacher.trn, school=self.school)
        super().check_allowed()

    @property
    def person_key(self) -> str:
        return self.subject


class ECTJourney(PersonJourney):
    """A journey about one ECT of the school."""

    place: ECTAtSchool

    def people(self):
        """Those whom it may be about."""
        return find_ects(self.school)

    def begin(self, **place):
        self.place = self.ect = get_object_or_404(self.people(), pk=place["ect"])
        self.changeable = changes_of_ect(self.ect)
        self.subject = f"ect/{self.ect.pk}"
        self.way_out = reverse("participants:ect", args=[self.school.urn, self.ect.pk])


class MentorJourney(PersonJourney):
    """A journey about one mentor of the school."""

    place: MentorAtSchool

    def people(self):
        """Those whom it may be about."""
        return find_mentors(self.school)

    def begin(self, **place):
        self.place = self.mentor = get_object_or_404(self.people(), pk=place["mentor"])
        self.changeable = changes_of_mentor(self.mentor)
        self.subject = f"mentor/{self.mentor.pk}"
        self.way_out = reverse("participants:mentor", args=[self.school.urn, self.mentor.pk])


def find_ects(school):
    """The ECTs of a school that pages may show, with all that a page says of them."""
    return school.ects.not_removed().for_pages()


def find_mentors(school):
    """The mentors of a school that pages may show, with all that a page says of them."""
    return school.mentors.not_removed().for_pages()


#: The first step of a journey that changes something.
MAY_NOT_CHANGE = Exit(
    "may-not-change",
    when=lambda journey: not journey.may_change,
    template_name="participants/may-not-change.html",
)
