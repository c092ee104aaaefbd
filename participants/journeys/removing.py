"""A tutor takes back a registration that was a mistake."""

from django.db.models import Q
from django.urls import reverse

from config.web import drafts
from config.web.journeys import CheckAnswers, Exit
from participants.services import leaving, registrations

from .people import ECTJourney, MentorJourney, PersonJourney


class RemoveRegistration(PersonJourney):
    """Says what happens, and asks nothing but to confirm."""

    template_folder = "participants/removing"
    #: Until when it may be taken back, in words.
    until = ""
    help_topic = "Removing a registration"
    reaches_other_schools = True
    steps = [
        Exit("removed-already", when=lambda journey: journey.place.removed_at),
        Exit("cannot-remove", when=lambda journey: not journey.may_be_removed),
        CheckAnswers(),
    ]

    @property
    def list_url(self):
        """The list that they were in."""
        return reverse(f"participants:{self.role}s", args=[self.school.urn])

    @property
    def may_leave(self) -> bool:
        """Whether they are here, so that the school can say that they leave instead."""
        return leaving.may_report(self.place)

    @property
    def mentored(self) -> list[str]:
        """The ECTs who have no mentor by it."""
        return []

    def complete(self):
        registrations.remove(self.place, by=self.actor, reference=self.draft.reference)
        return "../confirmation/"

    def _of(self, places):
        """Those that stand, and of those removed the ones that this tutor has removed here."""
        mine = drafts.of(self.owner_key).filter(journey=self.name)
        numbers = [
            subject.rpartition("/")[-1] for subject in mine.values_list("subject", flat=True)
        ]
        return places.filter(Q(removed_at=None) | Q(pk__in=numbers)).for_pages()


class RemoveECT(RemoveRegistration, ECTJourney):
    """Until the ECT’s first day has come."""

    name = "remove-ect"
    until = "until the day before"

    def people(self):
        return self._of(self.school.ects)


class RemoveMentor(RemoveRegistration, MentorJourney):
    """On the day of registering."""

    name = "remove-mentor"
    until = "on that day only"

    def people(self):
        return self._of(self.school.mentors)

    @property
    def mentored(self):
        """The ECTs who are without a mentor by it."""
        going_on = self.mentor.mentorships.going_on().select_related("ect__teacher")
        return [one.ect.full_name for one in going_on.order_by("ect__teacher__last_name")]
