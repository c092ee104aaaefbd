"""A tutor reports that someone leaves the school, or that they stay after all."""

from datetime import date, timedelta

from django.utils.functional import cached_property

from config.web import clock
from config.web.journeys import CheckAnswers, Exit, Question
from participants.forms.moving import LastDayForm
from participants.movers import trained_by
from participants.services import leaving
from participants.services.periods import claimed_from
from partnerships.models import LeadProvider

from .people import ECTJourney, MentorJourney, PersonJourney


class Leaving(PersonJourney):
    """Someone leaves, or not. The tutor of a school that has closed says so, too."""

    is_for_closed_schools = True
    help_topic = "Someone who leaves our school"
    reaches_other_schools = True

    @property
    def has_begun(self) -> bool:
        """Whether they have started here."""
        return self.place.started_on <= clock.today()

    @cached_property
    def claimed_on(self) -> date | None:
        """The day on which they start at another school, as that school has told us."""
        return claimed_from(self.place)

    @cached_property
    def lead_provider(self) -> LeadProvider | None:
        """Who trains them, and hears of it."""
        return trained_by(self.place)[0]

    @property
    def mentored(self) -> list[str]:
        """The ECTs whom a mentor mentors."""
        return []

    @property
    def basis(self):
        """Until when they are here, as we have it."""
        return f"{self.place.finished_on}/{self.place.own_finished_on}"


class ReportLeaving(Leaving):
    """The last day, and what ends with it."""

    template_folder = "participants/leaving"
    steps = [
        Exit("cannot-leave", when=lambda journey: not leaving.may_report(journey.place)),
        Question("last-day", LastDayForm),
        CheckAnswers(),
    ]

    @property
    def last_day_offered(self) -> date:
        """The latest day there can be."""
        return leaving.last_day_offered(self.claimed_on)

    def get_initial(self):
        """The day we have, to correct."""
        return {"last_day": self.place.last_day}

    def complete(self):
        leaving.report(
            self.place,
            last_day=self.answers["last_day"],
            by=self.actor,
            reference=self.draft.reference,
        )
        return "../confirmation/"


class ReportECTLeaving(ReportLeaving, ECTJourney):
    """An ECT leaves."""

    name = "report-ect-leaving"


class ReportMentorLeaving(ReportLeaving, MentorJourney):
    """A mentor leaves, and their ECTs need another."""

    name = "report-mentor-leaving"

    @property
    def mentored(self):
        """The ECTs who are without a mentor after that day: nobody is to follow, and they stay."""
        after = self.answers["last_day"] + timedelta(days=1)
        going_on = self.mentor.mentorships.going_on().select_related("ect__teacher")
        return [
            one.ect.full_name
            for one in going_on.order_by("ect__teacher__last_name")
            if _would_go_on(one, after)
        ]


def _would_go_on(mentorship, day):
    """Whether it would not have ended by a day if the mentor were there."""
    ect = mentorship.ect
    ends = (mentorship.own_finished_on, ect.limit, ect.teacher.induction_over_on)
    return all(end is None or end > day for end in ends)


class Stay(Leaving):
    """Says what comes back, and asks nothing but to confirm."""

    template_folder = "participants/staying"
    steps = [
        Exit("does-not-leave", when=lambda journey: not leaving.may_stay(journey.place)),
        Exit("claimed", when=lambda journey: journey.claimed_on),
        CheckAnswers(),
    ]

    def complete(self):
        leaving.stay(self.place, by=self.actor, reference=self.draft.reference)
        return "../confirmation/"


class ECTStays(Stay, ECTJourney):
    """An ECT stays."""

    name = "ect-stays"


class MentorStays(Stay, MentorJourney):
    """A mentor stays."""

    name = "mentor-stays"
